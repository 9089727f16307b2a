package import CallModel

// What would have been enough

extension ScoredCall {
    /// The counterfactual of a file that the rules give nothing, its score on 100; nil for a file that is not there or asks for nothing.
    ///
    /// Minimums of criteria and sections are taken as reached: no total makes up for them.
    package func counterfactual(of id: String) throws -> (score: Fraction?, request: Cents?, found: Counterfactual)? {
        guard let outcome = outcomes[id], let requested = file(id)?.request?.cents else { return nil }
        let most = scorecard.criteria.reduce(0) { $0 + $1.weight * $1.scale.upperBound }
        let step = Fraction(100, Int64(scorecard.combination.scoresThatCount(of: outcome.reviews.count) * most))
        let bounds = [scorecard.minimum, scorecard.above].compactMap { $0 }
        let aggregates = outcomes.values.map(\.aggregate)
        guard let scale = CommonScale(aggregates + bounds + [step]), let own = scale.integer(outcome.aggregate),
            let unit = scale.integer(step), let highest = scale.integer(Fraction(100))
        else { throw NoCommonScale() }
        var search = CounterfactualSearch(
            of: id, own: OwnFigures(score: own, request: requested), rules: definition.allocationRules
        ) { figures in
            try problem(with: Fraction(figures.score, scale.multiplier), figures.request, of: id)
        }
        let others = outcomes.filter { $0.key != id }.map(\.value.aggregate)
        search.scoreMarks = (others + bounds).compactMap(scale.integer)
        (search.scoreStep, search.highestScore) = (unit, highest)
        if definition.allocation.bands != nil { search.scoreCourse = .everyScore }
        if keys.contains(.smallerRequest) {
            let requests = files.compactMap { $0.id == id ? nil : $0.request?.cents }
            search.requestMarks = requests + requests.map { $0 - Cents(1) }
        }
        search.worth = { definition.earned(of: $0, score: outcome.aggregate) }
        let found = try search.counterfactual()
        return (found.score.map { Fraction($0, scale.multiplier) }, found.request, found)
    }

    /// The problem with another score and request of one file, all else equal.
    package func problem(with aggregate: Fraction, _ request: Cents, of id: String) throws -> AllocationProblem {
        var missed: [ThresholdFailure] = []
        if let minimum = scorecard.minimum, aggregate < minimum { missed.append(.total(minimum: minimum, value: aggregate)) }
        if let above = scorecard.above, aggregate <= above { missed.append(.notAbove(above, value: aggregate)) }
        var files = files
        for index in files.indices where files[index].id == id { files[index].request?.cents = request }
        let candidates = files.enumerated().compactMap { place, file -> RankingCandidate? in
            guard let outcome = outcomes[file.id] else { return nil }
            let isOwn = file.id == id
            return RankingCandidate(
                id: file.id, aggregate: isOwn ? aggregate : outcome.aggregate,
                criteria: Dictionary(outcome.criteria.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first }),
                requested: file.requested, submittedRank: place + 1, failures: isOwn ? missed : outcome.failures)
        }
        return try problem(try Ranking(of: candidates, keys: keys, lotteries: lotteries), files: files)
    }
}

// Where the score decides the amount

extension ScoredCall {
    /// The call as far as it only matters who gets anything: by shares of bands, every file above the lower band. Nil where that
    /// does not say it all: a ceiling or a share that comes to nothing could keep a file out.
    func servingAll(_ panel: ScoredPanel) -> ScoredPanel? {
        let rules = definition.allocationRules
        let requests = files.compactMap { $0.request?.cents }
        guard let bands = definition.allocation.bands, rules.rule == .proportional, let smallest = requests.min() else { return nil }
        let least = min(smallest, bands.minimum ?? Cents(smallest.value * Int64(bands.nothingUpTo) / 100))
        let claims = requests.reduce(Int128(0)) { $0 + Int128($1.value) }
        let isSure = files.allSatisfy { file in
            guard let request = file.request, let category = definition.categories.first(where: { $0.id == request.category }) else {
                return false
            }
            let lines = definition.budgetLines.filter { category.budgetLines.contains($0.id) }
            return !lines.isEmpty && lines.allSatisfy { request.cents <= $0.maxAward }
                && lines.allSatisfy { Int128(least.value) * Int128($0.total.value) >= claims * Int128(rules.roundingUnit.value) }
        }
        return isSure ? panel.servingAll() : nil
    }
}
