package import CallModel

extension CallDefinition {
    /// The grid in the form that the scores are computed with.
    package func scorecard() throws(ScorecardFaults) -> Scorecard {
        try Scorecard(
            criteria: scoring.sections.flatMap { section in
                section.criteria.map { criterion in
                    Scorecard.Criterion(
                        id: criterion.id, section: section.id, scale: criterion.scale.min...criterion.scale.max,
                        weight: criterion.weight, minimum: criterion.minimum.map { Fraction(Int64($0)) })
                }
            },
            sections: scoring.sections.map { section in
                Scorecard.Section(id: section.id, minimum: section.minimumOn100.map { Fraction(Int64($0)) })
            },
            minimum: scoring.minimumOn100.map { Fraction(Int64($0)) },
            above: allocation.bands.map { Fraction(Int64($0.nothingUpTo)) },
            combination: Combination(scoring.aggregate))
    }

    /// The call's tie keys in the form that the ranking takes.
    package var rankingKeys: [Ranking.Key] { scoring.ties.map(Ranking.Key.init) }

    /// The call's allocation rules in the form that the allocation takes. A line that gives its unspent reserve back makes
    /// the rule for all: a line without a reserve has nothing to give back.
    package var allocationRules: AllocationRules {
        AllocationRules(
            rule: AllocationRules.Rule(allocation.rule), partial: allocation.partialAwards,
            unspent: budgetLines.contains { $0.reserve?.unspent == .spillBack } ? .spillBack : .keep,
            roundingUnit: allocation.roundTo)
    }

    /// What the score earns of the request: all of it, unless the call pays by bands.
    package func earned(of requested: Cents, score: Fraction) -> Cents {
        allocation.bands?.earned(of: requested, score: score, unit: allocation.roundTo) ?? requested
    }
}

extension Combination {
    package init(_ aggregate: ScoringGrid.Aggregate) {
        switch aggregate {
        case .mean: self = .mean
        case .median: self = .median
        case .trimmedMean: self = .trimmedMean
        }
    }
}

extension Ranking.Key {
    fileprivate init(_ key: TieKey) {
        switch key {
        case .criterion(let id): self = .criterion(id)
        case .smallerRequest: self = .smallerRequest
        case .earlierSubmission: self = .earlierSubmission
        case .lottery: self = .lottery
        }
    }
}

extension AllocationRules.Rule {
    fileprivate init(_ rule: AllocationPolicy.Rule) {
        switch rule {
        case .rankOrder: self = .rankOrder
        case .rankOrderStrict: self = .rankOrderStrict
        case .proportional: self = .proportional
        }
    }
}
