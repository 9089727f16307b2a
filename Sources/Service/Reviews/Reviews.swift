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
        try await reviewing(code, request, .assign, "assign \(code) \(records)") { desk, db, batch in
            try desk.check(records.map { ($0.reference, $0.member, $0.row) })
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
        try await reviewing(code, request, .recuse, "recuse \(code) \(records)") { desk, db, batch in
            try desk.check(records.map { ($0.reference, $0.member, $0.row) })
            var outcome = BulkOutcome()
            var conflicts: [Conflict] = []
            for record in records {
                let (file, member) = try desk.find(record.reference, record.member, row: record.row)
                guard var review = desk.live(file.id, member) else {
                    throw desk.unassigned(record.reference, record.member, record.row)
                }
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

    /// Takes in the members' reviews. The secretariat hands them in on behalf of the members who gave them, a member hands in
    /// those of his or her own; the event says who did. A review that was handed in with the same scores and words stays.
    ///
    /// - Parameter asDrafts: keeps the scores as the members' drafts and hands nothing in.
    package func importReviews(
        of code: String, _ records: [ImportedReview], asDrafts: Bool = false, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await reviewing(
            code, request, asDrafts ? .save : .submit, "reviews \(code) \(asDrafts) \(records)"
        ) { desk, db, batch in
            try desk.check(records.map { ($0.reference, $0.member, $0.row) })
            let justifications = try db.documents(desk.justifications)
            var outcome = BulkOutcome()
            var unchanged = 0
            for record in records {
                let (file, member) = try desk.find(record.reference, record.member, row: record.row)
                guard var review = desk.live(file.id, member) else {
                    throw desk.unassigned(record.reference, record.member, record.row)
                }
                let values = record.scores.map { Int32?(Int32(clamping: $0)) }
                let isThere = asDrafts ? review.state == .draft : review.state == .submitted || review.state == .counted
                // What another member gave is not even confirmed.
                let isOwn = request.actor.member == nil || request.actor.member == member
                let justified = review.scores?.justification.flatMap { justifications[$0] } ?? ""
                if isOwn, isThere, review.scores?.values == values, justified == record.justification {
                    unchanged += 1
                    continue
                }
                let justification = Document(.justification, record.justification)
                let scores = Scores(values, justification: record.justification.isEmpty ? nil : justification.digest)
                batch.keep(justification)
                outcome.attempt("\(record.reference) \(record.member)") { () throws(Refusal) in
                    let command = asDrafts ? ReviewCommand.save(scores) : .submit(scores)
                    try desk.decide(command, &review, of: file, member: member, request.actor, &batch)
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
        let what = "\(step) \(code) \(reference) \(member) \(reason)"
        return try await reviewing(code, request, step.action, what) { desk, _, batch in
            try desk.refuseHidden([(reference, member)])
            let (file, id) = try desk.find(reference, member, row: nil)
            guard var review = desk.live(file.id, id) else { throw desk.unassigned(reference, member, nil) }
            try Self.expect(request, ReviewMachine.self, review)
            let reason = Self.reason(reason, in: &batch)
            var outcome = BulkOutcome()
            outcome.attempt("\(reference) \(member)") { () throws(Refusal) in
                try desk.decide(step.command(reason), &review, of: file, member: id, request.actor, &batch)
                return review.state.name
            }
            return try outcome.receipt(step.rawValue)
        }
    }

    /// - Parameter reference: of one file only; of all where it is nil.
    package func reviewProgress(of code: String, file reference: String? = nil) async throws(ServiceError) -> [ReviewView] {
        try await question { db in
            let call = try db.call(code: code)
            let file = try reference.map { try db.file($0, of: call.id) }
            let panel = try Panellists(of: call.id, only: file, db)
            return try (file.map { try db.reviews(of: $0.id) } ?? db.reviews(of: call.id)).map { review in
                ReviewView(
                    reference: panel.reference(of: review.application), member: panel.code(of: review.member),
                    state: review.state, version: review.version, scores: review.scores?.values ?? [],
                    submittedAt: review.submittedAt)
            }
        }
    }

    func reviewing<Reply: Codable & Sendable>(
        _ code: String, _ request: Request, _ action: ReviewAction, _ what: @autoclosure @escaping @Sendable () -> String,
        _ body: @escaping @Sendable (ReviewDesk, borrowing Connection, inout Batch) throws -> Reply
    ) async throws(ServiceError) -> Reply {
        try await command(request, of: code, what()) { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try ReviewMachine.permit(action, by: request.actor)
            let desk = try ReviewDesk(loaded, regulation(of: loaded.call, db).definition, for: request.actor, db)
            return (try body(desk, db, &batch), loaded.now)
        }
    }
}

package enum ReviewStep: String, Sendable {
    case reopen
    case void

    var action: ReviewAction {
        switch self {
        case .reopen: .reopen
        case .void: .void
        }
    }

    func command(_ reason: Reason) -> ReviewCommand {
        switch self {
        case .reopen: .reopen(reason)
        case .void: .void(reason)
        }
    }
}

extension BulkReceipt {
    func adding(unchanged: Int) -> BulkReceipt {
        BulkReceipt(action: action, changed: changed, unchanged: self.unchanged + unchanged, states: states)
    }
}
