import CallModel
import TestSupport
import Testing

@testable import Selection

/// The intervals of weights against adding everything up again at single weights.
@Suite struct WeightStabilityTests {
    /// Less than the distance of any two weights at which something happens, with the few points and weights of these panels.
    private static let little = Fraction(1, 1_000_000)

    @Test(arguments: 0..<10)
    func `inside the interval the list stays, and at its end it changes as is said`(batch: Int) throws {
        var (ends, limits) = (0, 0)
        for seed in UInt64(batch) * 60..<UInt64(batch + 1) * 60 {
            let random = try RandomPanel(seed: seed)
            for criterion in random.panel.scorecard.criteria {
                guard random.panel.scorecard.criteria.contains(where: { $0.id != criterion.id && $0.weight > 0 }) else { continue }
                let found = try random.panel.weightStability(of: criterion.id)
                let name = "seed \(seed), \(criterion.id)"
                let list = try random.list(criterion.id, weighing: found.weight)
                #expect(list == AwardList(try random.panel.allocation()), "\(name)")
                for step in 1..<20 {
                    let part = Fraction(Int64(step), 20)
                    let inside = found.lower.weight + (found.upper.weight - found.lower.weight) * part
                    #expect(try random.list(criterion.id, weighing: inside) == list, "\(name) at \(inside)")
                }
                for (end, outside) in [
                    (found.lower, found.lower.weight - Self.little), (found.upper, found.upper.weight + Self.little)
                ] {
                    if end.isLimit {
                        #expect(end.weight == .zero || end.weight == found.total, "\(name)")
                        limits += 1
                        continue
                    }
                    ends += 1
                    #expect(try (random.list(criterion.id, weighing: end.weight) == list) == end.isIncluded, "\(name)")
                    let other = try random.list(criterion.id, weighing: end.isIncluded ? outside : end.weight)
                    #expect(Self.difference(list, other) == [end.entering, end.leaving, end.altered].map(Set.init), "\(name)")
                }
            }
        }
        #expect(ends > 100 && limits > 20)
    }

    private static func difference(_ old: AwardList, _ new: AwardList) -> [Set<String>] {
        let (old, new) = (old.awards, new.awards)
        return [
            Set(new.keys.filter { old[$0] == nil }), Set(old.keys.filter { new[$0] == nil }),
            Set(old.keys.filter { new[$0] != nil && new[$0] != old[$0] })
        ]
    }

    /// One line of 10 for files of 10; each is scored once on two criteria of the same scale.
    private static func panel(
        _ scores: [(Int, Int)], weights: (Int, Int) = (1, 1), minimum: Fraction? = nil
    ) throws -> ScoredPanel {
        let card = try Scorecard(
            criteria: [
                Scorecard.Criterion(id: "C1", section: "S", scale: 0...10, weight: weights.0),
                Scorecard.Criterion(id: "C2", section: "S", scale: 0...10, weight: weights.1)
            ],
            sections: [Scorecard.Section(id: "S")], minimum: minimum)
        let files = scores.enumerated().map { index, score in
            PanelFile(
                id: "F\(index + 1)", requested: Cents(10), submittedRank: index + 1,
                reviews: [
                    PanelFile.Review(
                        reviewer: "R", scores: ReviewScores(review: "\(index)", scores: ["C1": score.0, "C2": score.1]))
                ])
        }
        let line = AllocationProblem.Line(id: "A", totalCents: Cents(10))
        return ScoredPanel(scorecard: card, keys: [], files: files) {
            try RandomPanel.allocation(of: $0, files, [line], [], AllocationRules())
        }
    }

    @Test func `two files cross where their totals meet, and the earlier one keeps the tie`() throws {
        // 8x + 3(2 − x) against 4x + 9(2 − x): equal at 6/5; today, at 1, F2 is ahead with 13 to 11.
        let found = try Self.panel([(8, 3), (4, 9)]).weightStability(of: "C1")
        #expect(found.lower == WeightStability.End(weight: .zero, isIncluded: true, entering: [], leaving: [], altered: []))
        #expect(
            found.upper
                == WeightStability.End(weight: Fraction(6, 5), isIncluded: false, entering: ["F1"], leaving: ["F2"], altered: []))
        let mirrored = try Self.panel([(4, 9), (8, 3)]).weightStability(of: "C1")
        #expect(mirrored.upper.weight == Fraction(6, 5))
        #expect(mirrored.upper.isIncluded)
    }

    @Test func `a minimum on the total moves with the weights`() throws {
        // 2x + 8(2 − x) of 20 is 50 % at x = 1: more weight for C1 and the file is below.
        let found = try Self.panel([(2, 8)], minimum: Fraction(50)).weightStability(of: "C1")
        #expect(found.upper == WeightStability.End(weight: Fraction(1), isIncluded: true, entering: [], leaving: ["F1"], altered: []))
        #expect(found.lower.isLimit)
    }

    @Test func `without another criterion that weighs there is nothing to rescale`() throws {
        #expect(throws: WeightStabilityFault.nothingToRescale("C1")) {
            try Self.panel([(2, 8)], weights: (1, 0)).weightStability(of: "C1")
        }
        #expect(throws: WeightStabilityFault.unknownCriterion("C9")) { try Self.panel([(2, 8)]).weightStability(of: "C9") }
        // A criterion that weighs nothing may come to weigh something.
        #expect(try Self.panel([(8, 3), (4, 9)], weights: (0, 2)).weightStability(of: "C1").upper.weight == Fraction(6, 5))
    }

    @Test(arguments: UInt64(0)..<150)
    func `leaving a reviewer out is allocating again without those reviews`(seed: UInt64) throws {
        let random = try RandomPanel(seed: seed)
        let whole = AwardList(try random.panel.allocation())
        for found in try random.panel.leavingOneReviewerOut() {
            let card = random.panel.scorecard
            let candidates = try random.panel.files.compactMap { file -> RankingCandidate? in
                let kept = file.reviews.filter { $0.reviewer != found.reviewer }.map(\.scores)
                guard !kept.isEmpty else { return nil }
                let reviewed = try card.outcome(of: kept)
                // What the council agreed on does not go with any reviewer.
                let outcome = file.consensus.map { card.outcome(reviewed, replacedBy: $0) } ?? reviewed
                return RankingCandidate(id: file.id, outcome: outcome, requested: file.requested, submittedRank: file.submittedRank)
            }
            let ranking = try Ranking(of: candidates, keys: random.panel.keys)
            let other = AwardList(
                try RandomPanel.allocation(of: ranking, random.panel.files, random.lines, random.reserved, random.rules))
            let changed = Set(whole.awards.keys).union(other.awards.keys).filter { whole.awards[$0] != other.awards[$0] }
            #expect(found.changes.map(\.application) == changed.sorted())
            for change in found.changes { #expect(change.with == whole.awards[change.application]?.cents) }
        }
    }
}
