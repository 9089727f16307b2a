package import CallModel

/// What the award list would be without the scores of one reviewer.
package struct LeaveOneOut: Hashable, Sendable {
    package let reviewer: String
    /// How many files this reviewer scored.
    package let reviews: Int
    /// The files whose outcome would be another one, in order of their names; empty where none would.
    package let changes: [Change]

    /// What a file gets, with all reviews and without those of the one reviewer; nil for nothing.
    package struct Change: Hashable, Sendable {
        package let application: String
        package let with: Cents?
        package let without: Cents?
    }
}

extension ScoredPanel {
    /// Takes the reviewers away one at a time, in order of their names, and says whose outcome changes.
    ///
    /// A file that no other reviewer scored is left without a score, and so without a place. A score on which the council agreed
    /// in the place of the reviews' stays: it is the council's, and not the reviewer's.
    package func leavingOneReviewerOut() throws -> [LeaveOneOut] {
        let whole = AwardList(try allocation()).awards
        let reviewers = Set(files.flatMap { $0.reviews.map(\.reviewer) }).sorted()
        return try reviewers.map { reviewer in
            let rest = ScoredPanel(
                scorecard: scorecard, keys: keys, files: files.map { $0.without(reviewer) }, hasMinimumAwards: hasMinimumAwards,
                lotteries: lotteries, allocate: allocate)
            let other = AwardList(try rest.allocation()).awards
            let changed = files.map(\.id).filter { whole[$0] != other[$0] }.sorted()
            return LeaveOneOut(
                reviewer: reviewer, reviews: files.count { $0.reviews.contains { $0.reviewer == reviewer } },
                changes: changed.map { LeaveOneOut.Change(application: $0, with: whole[$0]?.cents, without: other[$0]?.cents) })
        }
    }
}

extension PanelFile {
    fileprivate func without(_ reviewer: String) -> PanelFile {
        PanelFile(
            id: id, requested: requested, submittedRank: submittedRank, reviews: reviews.filter { $0.reviewer != reviewer },
            consensus: consensus)
    }
}
