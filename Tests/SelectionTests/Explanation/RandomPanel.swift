import CallModel
import TestSupport

@testable import Selection

/// A small panel with its lines, made from a seed: few points and few weights, so that ties and near ties are frequent.
struct RandomPanel {
    let panel: ScoredPanel
    let lines: [AllocationProblem.Line]
    let reserved: Set<String>
    let rules: AllocationRules

    init(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let criteria = (1...3).map { number in
            Scorecard.Criterion(
                id: "C\(number)", section: number < 3 ? "S1" : "S2", scale: 0...random.number(2...3),
                weight: random.number(number == 1 ? 1...4 : 0...4), minimum: random.chance(1, of: 5) ? Fraction(1) : nil)
        }
        let scorecard = try Scorecard(
            criteria: criteria,
            sections: [
                Scorecard.Section(id: "S1", minimum: random.chance(1, of: 3) ? Fraction(Int64(random.number(20...60))) : nil),
                Scorecard.Section(id: "S2", minimum: random.chance(1, of: 4) ? Fraction(Int64(random.number(20...50))) : nil)
            ],
            minimum: random.chance(1, of: 2) ? Fraction(Int64(random.number(30...60))) : nil,
            above: random.chance(1, of: 5) ? Fraction(Int64(random.number(30...50))) : nil,
            combination: Combination.allCases[random.number(0...2)])
        var agreeing = SplitMix64(seed: ~seed)
        let files = (1...random.number(3...7)).map { number in
            PanelFile(
                id: "F\(number)", requested: Cents(Int64(random.number(1...9))), submittedRank: number,
                reviews: (1...random.number(1...3)).map { reviewer in
                    PanelFile.Review(
                        reviewer: "R\(reviewer)",
                        scores: ReviewScores(
                            review: "\(number).\(reviewer)",
                            scores: Dictionary(
                                uniqueKeysWithValues: criteria.map { ($0.id, random.number(0...$0.scale.upperBound)) })))
                }, consensus: agreeing.chance(1, of: 6) ? Fraction(Int64(agreeing.number(20...200)), 2) : nil)
        }
        let total = Int64(random.number(5...25))
        let lines = [
            AllocationProblem.Line(
                id: "A", totalCents: Cents(total), maxAwards: random.chance(1, of: 4) ? random.number(1...3) : nil,
                minAwards: random.chance(1, of: 6) ? 2 : nil,
                reserve: random.chance(1, of: 2)
                    ? AllocationProblem.Reserve(
                        cents: Cents(total / 2), mode: AllocationProblem.Reserve.Mode.allCases[random.number(1...3)])
                    : nil),
            AllocationProblem.Line(id: "B", totalCents: Cents(Int64(random.number(0...8))))
        ]
        let reserved = Set(files.map(\.id).filter { _ in random.chance(1, of: 3) })
        let rules = AllocationRules(
            rule: random.chance(2, of: 3) ? .rankOrder : .rankOrderStrict, partial: random.chance(1, of: 3))
        (self.lines, self.reserved, self.rules) = (lines, reserved, rules)
        panel = ScoredPanel(
            scorecard: scorecard, keys: random.chance(1, of: 2) ? [.criterion("C2"), .smallerRequest] : [], files: files,
            hasMinimumAwards: lines.contains { $0.minAwards != nil }
        ) { ranking in
            try RandomPanel.allocation(of: ranking, files, lines, reserved, rules)
        }
    }

    static func allocation(
        of ranking: Ranking, _ files: [PanelFile], _ lines: [AllocationProblem.Line], _ reserved: Set<String>,
        _ rules: AllocationRules
    ) throws -> Allocation {
        try AllocationProblem(
            lines: lines,
            applications: ranking.places.map { place in
                let requested = files.first { $0.id == place.id }?.requested ?? .zero
                return AllocationProblem.Application(
                    id: place.id, applicant: place.id, requestedCents: requested, minimumUsefulCents: Cents(1),
                    score: Int64(100 - place.rank), submittedRank: place.rank, reserved: reserved.contains(place.id),
                    lines: lines.map(\.id))
            }
        ).allocate(by: rules)
    }
}

extension RandomPanel {
    /// The award list with another weight of a criterion, from the definition: every total added up anew in fractions.
    func list(_ criterion: String, weighing weight: Fraction) throws -> AwardList {
        let card = panel.scorecard
        let own = card.criteria.first { $0.id == criterion }?.weight ?? 0
        let whole = card.criteria.reduce(0) { $0 + $1.weight }
        let factor = (Fraction(Int64(whole)) - weight) / Fraction(Int64(whole - own))
        func weigh(_ criteria: [Scorecard.Criterion], _ points: (Scorecard.Criterion) -> Int) -> Fraction {
            criteria.reduce(.zero) { sum, one in
                let weight = one.id == criterion ? weight : factor * Fraction(Int64(one.weight))
                return sum + weight * Fraction(Int64(points(one)))
            }
        }
        let candidates = panel.files.map { file in
            func combined(_ criteria: [Scorecard.Criterion]) -> Fraction {
                var totals = file.reviews.map { review in weigh(criteria) { review.scores.scores[$0.id] ?? 0 } }.sorted()
                switch card.combination {
                case .mean: break
                case .median: while totals.count > 2 { totals = Array(totals.dropFirst().dropLast()) }
                case .trimmedMean: if totals.count > 2 { totals = Array(totals.dropFirst().dropLast()) }
                }
                return totals.reduce(.zero, +) / Fraction(Int64(totals.count))
            }
            // An agreed score is a part of the most that there is, whatever the weights.
            let total = file.consensus.map { $0 / Fraction(100) * weigh(card.criteria, \.scale.upperBound) } ?? combined(card.criteria)
            var failures: [ThresholdFailure] = []
            func check(_ part: Fraction, of criteria: [Scorecard.Criterion], _ minimum: Fraction?, exceed: Bool = false) {
                let most = weigh(criteria, \.scale.upperBound)
                guard let minimum else { return }
                let (have, need) = most == .zero ? (.zero, minimum) : (part * Fraction(100), minimum * most)
                if have < need || exceed && have == need { failures.append(.total(minimum: minimum, value: part)) }
            }
            check(total, of: card.criteria, card.minimum)
            check(total, of: card.criteria, card.above, exceed: true)
            for section in card.sections {
                let members = card.criteria.filter { $0.section == section.id }
                check(combined(members), of: members, section.minimum)
            }
            let means = card.criteria.map { one in
                (one.id, card.combination.combine(file.reviews.map { $0.scores.scores[one.id] ?? 0 }))
            }
            for (one, mean) in zip(card.criteria, means) {
                if let minimum = one.minimum, mean.1 < minimum { failures.append(.total(minimum: minimum, value: mean.1)) }
            }
            return RankingCandidate(
                id: file.id, aggregate: total, criteria: Dictionary(uniqueKeysWithValues: means), requested: file.requested,
                submittedRank: file.submittedRank, failures: failures)
        }
        let ranking = try Ranking(of: candidates, keys: panel.keys)
        return AwardList(try RandomPanel.allocation(of: ranking, panel.files, lines, reserved, rules))
    }
}
