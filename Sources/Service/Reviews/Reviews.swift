package import CallModel
package import Exchange
import Postgres
import Store
package import Workflow

/// A review, for the secretariat to follow up.
package struct ReviewView: Sendable {
    package let reference: String
    package let member: String
    package let state: ReviewState
    package let version: Int64
    package let scores: [Int32?]
    package let submittedAt: Instant?
}

extension Service {
    /// Gives files to members to review. A pair that is assigned already stays.
    package func assign(
        of code: String, _ records: [ImportedAssignment], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await reviewing(code, request, "assign \(code) \(records)") { desk, db, batch in
            let numbers = try db.reserveNumbers(records.count, for: ReviewMachine.self)
            var outcome = BulkOutcome()
            var unchanged = 0
            for (record, number) in zip(records, numbers) {
                let (file, member) = try desk.find(record.reference, record.member, row: record.row)
                if desk.live(file.id, member) != nil {
                    unchanged += 1
                    continue
                }
                let assignment = Assignment(application: file.id, member: member)
                outcome.attempt("\(record.reference) \(record.member)") { () throws(Refusal) in
                    var review = Review(id: ReviewID(number))
                    try desk.decide(.assign(assignment), &review, of: file, member: member, request.actor, &batch)
                    return review.state.name
                }
            }
            return try outcome.receipt("assign").adding(unchanged: unchanged)
        }
    }

    /// Members give files back because of a conflict of interest, which is recorded with it.
    package func recuse(
        of code: String, _ records: [ImportedRecusal], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await reviewing(code, request, "recuse \(code) \(records)") { desk, db, batch in
            var outcome = BulkOutcome()
            var conflicts: [Conflict] = []
            for record in records {
                let (file, member) = try desk.find(record.reference, record.member, row: record.row)
                guard var review = desk.live(file.id, member) else { throw desk.unassigned(record.reference, record.member, record.row) }
                let reason = Self.reason(record.reason, codes: ["conflictOfInterest"], in: &batch)
                conflicts.append(Conflict(member: member, application: file.id, ground: .other, note: reason.text))
                outcome.attempt("\(record.reference) \(record.member)") { () throws(Refusal) in
                    try desk.decide(.recuse(reason), &review, of: file, member: member, request.actor, &batch)
                    return review.state.name
                }
            }
            let receipt = try outcome.receipt("recuse")
            _ = try db.keep(conflicts: conflicts, documents: [], by: request.actor.reference, at: desk.now)
            return receipt
        }
    }

    /// Takes in the members' reviews: each is handed in on behalf of the member who gave it. A review that was handed in with
    /// the same scores stays.
    ///
    /// - Parameter asDrafts: keeps the scores as the members' drafts and hands nothing in.
    package func importReviews(
        of code: String, _ records: [ImportedReview], asDrafts: Bool = false, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await reviewing(code, request, "reviews \(code) \(asDrafts) \(records)") { desk, _, batch in
            var outcome = BulkOutcome()
            var unchanged = 0
            for record in records {
                let (file, member) = try desk.find(record.reference, record.member, row: record.row)
                guard var review = desk.live(file.id, member) else { throw desk.unassigned(record.reference, record.member, record.row) }
                let values = record.scores.map { Int32?(Int32(clamping: $0)) }
                let isThere = asDrafts ? review.state == .draft : review.state == .submitted || review.state == .counted
                if isThere, review.scores?.values == values {
                    unchanged += 1
                    continue
                }
                let justification = Document(.justification, record.justification)
                let scores = Scores(values, justification: record.justification.isEmpty ? nil : justification.digest)
                batch.keep(justification)
                outcome.attempt("\(record.reference) \(record.member)") { () throws(Refusal) in
                    let command = asDrafts ? ReviewCommand.save(scores) : .submit(scores)
                    try desk.decide(command, &review, of: file, member: member, .reviewer(member), &batch)
                    return review.state.name
                }
            }
            return try outcome.receipt(asDrafts ? "save" : "submit").adding(unchanged: unchanged)
        }
    }

    /// Reopens or voids one review.
    package func act(
        onReviewOf reference: String, by member: String, of code: String, _ step: ReviewStep, reason: String,
        _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await reviewing(code, request, "\(step) \(code) \(reference) \(member) \(reason)") { desk, _, batch in
            let (file, id) = try desk.find(reference, member, row: nil)
            guard var review = desk.live(file.id, id) else { throw desk.unassigned(reference, member, nil) }
            let reason = Self.reason(reason, in: &batch)
            var outcome = BulkOutcome()
            outcome.attempt("\(reference) \(member)") { () throws(Refusal) in
                try desk.decide(step.command(reason), &review, of: file, member: id, request.actor, &batch)
                return review.state.name
            }
            return try outcome.receipt(step.rawValue)
        }
    }

    package func reviewProgress(of code: String) async throws(ServiceError) -> [ReviewView] {
        try await question { db in
            let call = try db.call(code: code)
            let panel = try Panellists(of: call.id, db)
            return try db.reviews(of: call.id).map { review in
                ReviewView(
                    reference: panel.reference(of: review.application), member: panel.code(of: review.member),
                    state: review.state, version: review.version, scores: review.scores?.values ?? [],
                    submittedAt: review.submittedAt)
            }
        }
    }

    private func reviewing(
        _ code: String, _ request: Request, _ what: @autoclosure @escaping @Sendable () -> String,
        _ body: @escaping @Sendable (ReviewDesk, borrowing Connection, inout Batch) throws -> BulkReceipt
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, what()) { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            let desk = try ReviewDesk(loaded, regulation(of: loaded.call, db).definition, db)
            return (try body(desk, db, &batch), loaded.now)
        }
    }
}

package enum ReviewStep: String, Sendable {
    case reopen
    case void

    func command(_ reason: Reason) -> ReviewCommand {
        switch self {
        case .reopen: .reopen(reason)
        case .void: .void(reason)
        }
    }
}

/// Everything that decisions on the reviews of one call rest on, under its lock.
struct ReviewDesk {
    let call: Call
    let now: Instant
    let scales: [ClosedRange<Int32>]
    let panel: Panellists
    private let reviews: [Pair: Review]
    private let conflicts: Set<Pair>

    private struct Pair: Hashable {
        let application: ApplicationID
        let member: MemberID
    }

    init(_ loaded: LoadedCall, _ definition: CallDefinition, _ db: borrowing Connection) throws {
        call = loaded.call
        now = loaded.now
        scales = definition.scoring.scales
        panel = try Panellists(of: call.id, db)
        reviews = Dictionary(
            try db.lockReviews(of: call.id).filter { $0.state != .recused && $0.state != .voided }
                .map { (Pair(application: $0.application, member: $0.member), $0) },
            uniquingKeysWith: { $1 })
        conflicts = Set(try db.conflicts(of: call.id).map { Pair(application: $0.application, member: $0.member) })
    }

    /// The member's review of the file that is neither recused nor void.
    func live(_ file: ApplicationID, _ member: MemberID) -> Review? { reviews[Pair(application: file, member: member)] }

    func isConflicted(_ file: ApplicationID, _ member: MemberID) -> Bool {
        conflicts.contains(Pair(application: file, member: member))
    }

    func find(_ reference: String, _ member: String, row: Int?) throws(ServiceError) -> (Application, MemberID) {
        guard let file = panel.files[reference], let id = panel.members[member] else {
            throw .faults(panel.faults(reference, member, row: row ?? 0))
        }
        return (file, id)
    }

    func unassigned(_ reference: String, _ member: String, _ row: Int?) -> ServiceError {
        .faults([
            InputFault(
                row: row, field: "member",
                message: Message(
                    fr: "Le dossier \(reference) n'est pas attribué au membre \(member).",
                    nl: "Dossier \(reference) is niet toegewezen aan lid \(member).",
                    en: "The file \(reference) is not assigned to the member \(member)."))
        ])
    }

    func decide(
        _ command: ReviewCommand, _ review: inout Review, of file: Application, member: MemberID, _ actor: Actor,
        _ batch: inout Batch
    ) throws(Refusal) {
        let context = ReviewContext(
            now: now, actor: actor, call: call, application: file.state, conflicted: isConflicted(file.id, member),
            actorConflicted: actor.member.map { isConflicted(file.id, $0) } ?? false, scales: scales)
        try batch.decide(
            ReviewMachine.self, &review, command, context, definitionVersion: call.definitionVersion)
    }
}

extension BulkReceipt {
    func adding(unchanged: Int) -> BulkReceipt {
        BulkReceipt(action: action, changed: changed, unchanged: self.unchanged + unchanged, states: states)
    }
}
