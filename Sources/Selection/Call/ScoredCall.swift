package import CallModel

/// A call with its scores, ranked and allocated by its own rules, as it can be looked at again under other assumptions.
package struct ScoredCall: Sendable {
    package let definition: CallDefinition
    package let scorecard: Scorecard
    package let keys: [Ranking.Key]
    /// In the order of filing.
    package let files: [ScoredProblem.File]
    package let outcomes: [String: ScoreOutcome]
    package let ranking: Ranking
    package let problem: AllocationProblem
    package let allocation: Allocation
    let lotteries: [[String]]
    private let given: [GivenAward]

    /// - Throws: `ScoredCallFault` where the document cannot be worked out.
    package init(_ source: ScoredProblem) throws(ScoredCallFault) {
        if let fault = source.fault { throw fault }
        (definition, lotteries, given) = (source.definition, source.lotteries, source.given)
        // An agreed score that decides nothing is none here.
        let decides = definition.scoring.consensus == .replaces
        files = source.files.map { decides ? $0 : $0.withoutConsensus }
        keys = definition.rankingKeys
        do throws(ScorecardFaults) {
            scorecard = try definition.scorecard()
        } catch {
            throw .grid(error)
        }
        var outcomes: [String: ScoreOutcome] = [:]
        var candidates: [RankingCandidate] = []
        for (place, file) in files.enumerated() {
            let panel = file.onPanel(place + 1)
            do throws(ReviewFaults) {
                let outcome = try panel.outcome(on: scorecard)
                outcomes[file.id] = outcome
                candidates.append(
                    RankingCandidate(id: file.id, outcome: outcome, requested: panel.requested, submittedRank: panel.submittedRank))
            } catch {
                throw .reviews(of: file.id, error)
            }
        }
        self.outcomes = outcomes
        do throws(RankingFaults) {
            ranking = try Ranking(of: candidates, keys: keys, lotteries: lotteries)
        } catch {
            throw .ranking(error)
        }
        do throws(NoCommonScale) {
            problem = try definition.problem(ranking, files, after: given)
        } catch {
            throw .noCommonScale
        }
        do throws(AllocationFaults) {
            allocation = try problem.allocate(by: definition.allocationRules)
        } catch {
            throw .allocation(error)
        }
    }

    /// Whether files are ranked against one another. Where they come in all the time, each is decided on its own.
    package var isCompetition: Bool { definition.procedure == .competitive }

    package func file(_ id: String) -> ScoredProblem.File? { files.first { $0.id == id } }

    package func award(of id: String) -> Allocation.Award? { allocation.awards.first { $0.application == id } }

    /// The problem that another ranking of these files makes, or of the same files with other requests.
    package func problem(
        _ ranking: Ranking, files others: [ScoredProblem.File]? = nil
    ) throws(NoCommonScale) -> AllocationProblem {
        try definition.problem(ranking, others ?? files, after: given)
    }

    /// The call one step before its scores.
    package var panel: ScoredPanel {
        ScoredPanel(
            scorecard: scorecard, keys: keys, files: files.enumerated().map { $1.onPanel($0 + 1) },
            hasMinimumAwards: definition.budgetLines.contains { $0.minAwards != nil }, lotteries: lotteries
        ) { ranking in
            try problem(ranking).allocate(by: definition.allocationRules)
        }
    }
}

extension ScoredProblem.File {
    fileprivate var withoutConsensus: ScoredProblem.File {
        var file = self
        file.consensus = nil
        return file
    }

    /// - Parameter turn: its place in the order of filing.
    func onPanel(_ turn: Int) -> PanelFile {
        PanelFile(
            id: id, requested: requested, submittedRank: turn,
            reviews: reviews.map { review in
                PanelFile.Review(reviewer: review.reviewer, scores: ReviewScores(review: review.reviewer, scores: review.scores))
            }, consensus: consensus)
    }
}

extension CallDefinition {
    /// The problem of the files of a call by its procedure. Where files come in all the time each is decided on its own: those that
    /// wait share what the lines have left, first come first served.
    fileprivate func problem(
        _ ranking: Ranking, _ files: [ScoredProblem.File], after given: [GivenAward]
    ) throws(NoCommonScale) -> AllocationProblem {
        let competing = Dictionary(
            files.compactMap { file in file.competing.map { (file.id, $0) } }, uniquingKeysWith: { first, _ in first })
        guard procedure != .competitive else { return try problem(of: ranking.places, competing) }
        let waiting = files.filter(\.isWaiting).map(\.id)
        let known = Set(waiting)
        let places = ranking.places.filter { known.contains($0.id) }
        let ranked = Set(places.map(\.id))
        let turns = Dictionary(zip(waiting.filter(ranked.contains), 1...), uniquingKeysWith: { first, _ in first })
        return problem(inTurn: places, competing, turns: turns, after: given)
    }
}

/// Why a document with reviews cannot be worked out.
package enum ScoredCallFault: Error, Hashable {
    /// A figure that there cannot be, under this key.
    case wrongFigure(String)
    case grid(ScorecardFaults)
    case reviews(of: String, ReviewFaults)
    case ranking(RankingFaults)
    case noCommonScale
    case allocation(AllocationFaults)

    /// Where in the document, and what is wrong there.
    package var sentence: String {
        switch self {
        case .wrongFigure(let key): "\(key): has a figure that there cannot be"
        case .grid(let faults): "definition.scoring: is no grid that can be applied: \(faults.faults)"
        case .reviews(let file, let faults): "files: the reviews of \(file) cannot be combined: \(faults.faults)"
        case .ranking(let faults): "files: cannot be ranked: \(faults.faults)"
        case .noCommonScale: "files: the scores have no common scale"
        case .allocation(let faults): "definition.budgetLines: cannot be allocated: \(faults.faults)"
        }
    }
}

extension ScoredProblem {
    /// The first figure that arithmetic could not bear: what is read from a file was checked by nobody.
    fileprivate var fault: ScoredCallFault? {
        func isAmount(_ cents: Cents) -> Bool { (0...AllocationProblem.largestAmount).contains(cents.value) }
        if definition.allocation.roundTo < Cents(1) || !isAmount(definition.allocation.roundTo) { return .wrongFigure("roundTo") }
        if let bands = definition.allocation.bands {
            let isScale = (0...100).contains(bands.nothingUpTo) && (0...100).contains(bands.wholeFrom)
            guard isScale, isAmount(bands.minimum ?? .zero) else { return .wrongFigure("bands") }
        }
        for line in definition.budgetLines where ![line.total, line.maxAward, line.reserve?.amount ?? .zero].allSatisfy(isAmount) {
            return .wrongFigure("budgetLines")
        }
        for criterion in definition.scoring.criteria where criterion.scale.min > criterion.scale.max {
            return .wrongFigure("scale")
        }
        if !files.allSatisfy({ isAmount($0.requested) }) { return .wrongFigure("files") }
        if !given.allSatisfy({ isAmount($0.cents) }) { return .wrongFigure("given") }
        let hundred = Fraction(0)...Fraction(100)
        let agreed = files.compactMap(\.consensus)
        return agreed.allSatisfy { hundred.contains($0) && $0.denominator <= 1_000_000 } ? nil : .wrongFigure("consensus")
    }
}
