package import CallModel
package import Postgres
package import Workflow

// One review behind its file and its call: a single round trip.

private let lockFileOfReview = Statement(
    "lock file of review",
    """
    SELECT reference, state
    FROM applications
    WHERE id = (SELECT application_id FROM reviews WHERE id = $1)
    FOR SHARE
    """)
private let lockOneReview = Statement(
    "lock review", "SELECT \(ReviewMachine.table.selection) FROM reviews WHERE id = $1 FOR UPDATE")
private let conflictsOfReview = Statement(
    "conflicts of review",
    """
    SELECT EXISTS (
            SELECT FROM conflicts_in_force AS c
            WHERE c.application_id = r.application_id AND c.member_id = r.member_id),
        EXISTS (
            SELECT FROM conflicts_in_force AS c
            WHERE c.application_id = r.application_id AND c.member_id = $2)
    FROM reviews AS r
    WHERE r.id = $1
    """)

/// A review, its file and its call under their locks.
package struct LoadedReview: Sendable {
    package let call: Call
    package let review: Review
    /// The file's reference and state; the file cannot change before the transaction ends.
    package let reference: String
    package let fileState: ApplicationState
    /// Whether the member whose review it is has a conflict of interest with the file.
    package let isConflicted: Bool
    /// Whether the member who acts has one.
    package let isActorConflicted: Bool
    package let now: Instant
    package let previous: PreviousAnswer?
}

extension Connection {
    /// Locks a review behind its file and its call: one round trip.
    ///
    /// - Parameter actor: the member who acts, if it is one.
    package func lock(
        review id: ReviewID, key: String? = nil, conflictsOf actor: MemberID?
    ) throws -> LoadedReview {
        var pipeline = Pipeline()
        let previous = pipeline.addPreviousAnswer(key)
        let call = pipeline.lockCall(.ofReview, id, .share)
        let file = pipeline.add(lockFileOfReview, id)
        let review = pipeline.add(lockOneReview, id)
        let conflicts = pipeline.add(conflictsOfReview, id, actor)
        let now = pipeline.add(clock)
        let results = try run(pipeline)
        guard let callRow = try results[call].singleOrNone(), let reviewRow = try results[review].singleOrNone() else {
            throw StoreError.notFound(kind: "review", name: "\(id)")
        }
        let fileRow = try results[file].single()
        let conflictRow = try results[conflicts].single()
        return LoadedReview(
            call: try CallMachine.read(callRow), review: try ReviewMachine.read(reviewRow),
            reference: try fileRow.string(0), fileState: try ApplicationMachine.stateNamed(fileRow.string(1)),
            isConflicted: try conflictRow.bool(0), isActorConflicted: try conflictRow.bool(1),
            now: try results.now(now), previous: try results.previousAnswer(previous))
    }
}
