import CallModel
import Postgres
import Selection
import Store
import Workflow

/// A call with its scores, as they can be looked at again under other assumptions. Always by the code that makes the proposal.
struct ScoredCall {
    let call: Call
    let definition: CallDefinition
    let scorecard: Scorecard
    let keys: [Ranking.Key]
    /// Files with a score, in the order of filing.
    let scored: [Application]
    let view: RankingView
    let problem: AllocationProblem
    let allocation: Allocation
    /// The counted reviews, by file.
    let reviews: [ApplicationID: [Review]]
}

extension Service {
    /// The call as its results rest on it: a file that was withdrawn after the advice keeps its place.
    func scoredCall(_ call: Call, _ db: borrowing Connection) throws -> ScoredCall {
        let definition = try regulation(of: call, db).definition
        let files = try db.files(of: call.id)
        let view = try ranking(of: call, files, definition, db, keepingRanked: true)
        let problem = try definition.problem(view)
        return ScoredCall(
            call: call, definition: definition, scorecard: try definition.scorecard(),
            keys: definition.scoring.ties.map(Ranking.Key.init),
            scored: files.filter { view.outcomes[$0.reference] != nil }.inOrderOfFiling, view: view, problem: problem,
            allocation: try problem.allocate(by: definition.allocationRules),
            reviews: Dictionary(grouping: try db.reviews(of: call.id).filter { $0.state == .counted }, by: \.application))
    }
}

extension ScoredCall {
    /// Whether files are ranked against one another. Where they come in all the time, each is decided on its own.
    var isCompetition: Bool { definition.procedure == .competitive }

    func award(of reference: String) -> Allocation.Award? { allocation.awards.first { $0.application == reference } }

    /// The problem that another ranking of these files makes.
    func problem(_ ranking: Ranking, files: [String: Application]? = nil) throws -> AllocationProblem {
        try definition.problem(RankingView(ranking: ranking, outcomes: view.outcomes, files: files ?? view.files))
    }

    /// The call one step before its scores.
    ///
    /// - Parameter names: what people call the reviewers.
    func panel(_ names: [MemberID: String]) -> ScoredPanel {
        let criteria = definition.scoring.criteria.map(\.id)
        let agreed = definition.scoring.consensus == .replaces ? view.consensus : [:]
        return ScoredPanel(
            scorecard: scorecard, keys: keys,
            files: scored.enumerated().map { place, file in
                PanelFile(
                    id: file.reference, requested: file.summary?.requested ?? .zero, submittedRank: place + 1,
                    reviews: (reviews[file.id] ?? []).map { review in
                        PanelFile.Review(
                            reviewer: names[review.member] ?? "\(review.member)", scores: ReviewScores(review, criteria))
                    }, consensus: agreed[file.reference])
            },
            hasMinimumAwards: definition.budgetLines.contains { $0.minAwards != nil }, lotteries: view.lotteries
        ) { ranking in
            try problem(ranking).allocate(by: definition.allocationRules)
        }
    }
}

// Where the score decides the amount

extension ScoredCall {
    /// The call as far as it only matters who gets anything: by shares of bands, every file above the lower band. Nil where that
    /// does not say it all: a ceiling or a share that comes to nothing could keep a file out.
    func servingAll(_ panel: ScoredPanel) -> ScoredPanel? {
        let rules = definition.allocationRules
        let requests = scored.compactMap { $0.summary?.requested }
        guard let bands = definition.allocation.bands, rules.rule == .proportional, let smallest = requests.min() else { return nil }
        let least = min(smallest, bands.minimum ?? Cents(smallest.value * Int64(bands.nothingUpTo) / 100))
        let claims = requests.reduce(Int128(0)) { $0 + Int128($1.value) }
        let isSure = scored.allSatisfy { file in
            guard let summary = file.summary, let category = definition.categories.first(where: { $0.id == summary.category }) else {
                return false
            }
            let lines = definition.budgetLines.filter { category.budgetLines.contains($0.id) }
            return !lines.isEmpty && lines.allSatisfy { summary.requested <= $0.maxAward }
                && lines.allSatisfy { Int128(least.value) * Int128($0.total.value) >= claims * Int128(rules.roundingUnit.value) }
        }
        return isSure ? panel.servingAll() : nil
    }
}

// What would have been enough

extension ScoredCall {
    /// The counterfactual of a file that the rules give nothing, its score on 100.
    ///
    /// Minimums of criteria and sections are taken as reached: no total makes up for them.
    func counterfactual(of file: Application) throws -> (score: Fraction?, request: Cents?, found: Counterfactual)? {
        guard let outcome = view.outcomes[file.reference], let requested = file.summary?.requested else { return nil }
        let most = scorecard.criteria.reduce(0) { $0 + $1.weight * $1.scale.upperBound }
        let step = Fraction(100, Int64(scorecard.combination.scoresThatCount(of: outcome.reviews.count) * most))
        let bounds = [scorecard.minimum, scorecard.above].compactMap { $0 }
        let aggregates = view.outcomes.values.map(\.aggregate)
        guard let scale = CommonScale(aggregates + bounds + [step]), let own = scale.integer(outcome.aggregate),
            let unit = scale.integer(step), let highest = scale.integer(Fraction(100))
        else { throw ServiceError.definition("the scores have no common scale") }
        var search = CounterfactualSearch(
            of: file.reference, own: OwnFigures(score: own, request: requested), rules: definition.allocationRules
        ) { figures in
            try problem(with: Fraction(figures.score, scale.multiplier), figures.request, of: file)
        }
        let others = view.outcomes.filter { $0.key != file.reference }.map(\.value.aggregate)
        search.scoreMarks = (others + bounds).compactMap(scale.integer)
        (search.scoreStep, search.highestScore) = (unit, highest)
        if definition.allocation.bands != nil { search.scoreCourse = .everyScore }
        if keys.contains(.smallerRequest) {
            let requests = scored.compactMap { $0.id == file.id ? nil : $0.summary?.requested }
            search.requestMarks = requests + requests.map { $0 - Cents(1) }
        }
        search.worth = { definition.earned(of: $0, score: outcome.aggregate) }
        let found = try search.counterfactual()
        return (found.score.map { Fraction($0, scale.multiplier) }, found.request, found)
    }

    /// The problem with another score and request of one file, all else equal.
    func problem(with aggregate: Fraction, _ request: Cents, of file: Application) throws -> AllocationProblem {
        var own = file
        own.summary?.requested = request
        var missed: [ThresholdFailure] = []
        if let minimum = scorecard.minimum, aggregate < minimum { missed.append(.total(minimum: minimum, value: aggregate)) }
        if let above = scorecard.above, aggregate <= above { missed.append(.notAbove(above, value: aggregate)) }
        let candidates = scored.enumerated().compactMap { place, other -> RankingCandidate? in
            guard let outcome = view.outcomes[other.reference] else { return nil }
            let isOwn = other.id == file.id
            return RankingCandidate(
                id: other.reference, aggregate: isOwn ? aggregate : outcome.aggregate,
                criteria: Dictionary(uniqueKeysWithValues: outcome.criteria.map { ($0.id, $0.value) }),
                requested: (isOwn ? own : other).summary?.requested ?? .zero, submittedRank: place + 1,
                failures: isOwn ? missed : outcome.failures)
        }
        var files = view.files
        files[file.reference] = own
        return try problem(try Ranking(of: candidates, keys: keys, lotteries: view.lotteries), files: files)
    }
}
