package import CallModel

/// What the ranking needs to know of one file.
package struct RankingCandidate: Hashable, Sendable {
    package let id: String
    /// On 100.
    package let aggregate: Fraction
    /// Each criterion's aggregate; those that the keys name must be there.
    package let criteria: [String: Fraction]
    package let requested: Cents
    /// The file's place in the order of submission; no two files share one.
    package let submittedRank: Int
    package let failures: [ThresholdFailure]

    package init(
        id: String, aggregate: Fraction, criteria: [String: Fraction] = [:], requested: Cents, submittedRank: Int,
        failures: [ThresholdFailure] = []
    ) {
        (self.id, self.aggregate, self.criteria) = (id, aggregate, criteria)
        (self.requested, self.submittedRank, self.failures) = (requested, submittedRank, failures)
    }

    /// Takes the aggregate, the criteria and the missed thresholds from the scores.
    package init(id: String, outcome: ScoreOutcome, requested: Cents, submittedRank: Int) {
        self.init(
            id: id, aggregate: outcome.aggregate,
            criteria: Dictionary(outcome.criteria.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first }),
            requested: requested, submittedRank: submittedRank, failures: outcome.failures)
    }
}

/// One reason why files cannot be ranked.
package enum RankingFault: Hashable, Sendable {
    case duplicateFile(String)
    case duplicateSubmittedRank(Int, files: [String])
    /// A tie key names a criterion for which the file has no aggregate.
    case missingCriterion(file: String, criterion: String)
}

/// Everything that stands in the way of a ranking, at once.
package struct RankingFaults: Error, Hashable {
    package let faults: [RankingFault]

    init(_ faults: [RankingFault]) { self.faults = faults }
}
