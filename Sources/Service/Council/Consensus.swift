package import CallModel
import Postgres
import Store
import Workflow

extension Service {
    /// Writes down the score on which the council agreed in a meeting: beside the aggregate of the reviews, or in its place where
    /// the regulation says so. Only while the council deliberates on the file; a later one counts in the place of an earlier one.
    package func recordConsensus(
        on reference: String, of code: String, meeting: String, score: Fraction, reason: String, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        let what = "consensus \(code) \(reference) \(meeting) \(score.numerator)/\(score.denominator) \(reason)"
        return try await command(request, what) { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.recordConsensus.permit(request.actor)
            guard let held = try db.meeting(meeting, of: loaded.call.id) else {
                throw StoreError.notFound(kind: "meeting", name: meeting)
            }
            try RegisterAction.recordConsensus.permit(request.actor, inNameOf: [held.meeting.chair])
            guard let file = try db.lockFiles(of: loaded.call.id).first(where: { $0.reference == reference }) else {
                throw ServiceError.faults([.unknownFile(reference, row: 0)])
            }
            let known = try MemberSight(of: request.actor, in: loaded.call.id, db).known(file)
            guard known.state == .scored else {
                throw Refusal.notPossible(action: AnyLabel(RegisterAction.recordConsensus), state: AnyLabel(known.state))
            }
            guard file.state == .scored else { throw Refusal.outcomePending }
            guard score >= .zero, score <= Fraction(100) else { throw ServiceError.faults([.outside100]) }
            guard !reason.allSatisfy(\.isWhitespace) else { throw Refusal.reasonMissing }
            let why = Document(.reason, reason)
            batch.keep(why)
            try db.keep(
                ConsensusScore(
                    application: file.id, meeting: held.id, score: score, reason: why.digest, by: request.actor.reference,
                    at: loaded.now))
            return (BulkReceipt(action: "recordConsensus", changed: 1), loaded.now)
        }
    }
}

extension InputFault {
    fileprivate static let outside100 = InputFault(
        field: "score",
        message: Message(
            fr: "Une cote va de 0 à 100.", nl: "Een score gaat van 0 tot 100.", en: "A score is from 0 to 100."))
}
