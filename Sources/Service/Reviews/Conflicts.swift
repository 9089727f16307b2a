package import CallModel
package import Exchange
import Postgres
import Store
import Workflow

/// A conflict of interest, for the secretariat to read.
package struct ConflictView: Sendable {
    package let member: String
    package let reference: String
    package let ground: ConflictGround
}

extension Service {
    /// Records conflicts of interest; those known already stay as they are.
    ///
    /// A declaration may come late: what the member said of the file is then void, whoever it came from, and a score that
    /// rests on it is taken back while the members still review. The receipt counts the reviews that are void, and as
    /// counted those on which an advice or a decision rests already.
    package func declareConflicts(
        of code: String, _ records: [ImportedConflict], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "conflicts \(code) \(records)") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.declareConflict.permit(request.actor)
            let desk = try ReviewDesk(loaded, regulation(of: loaded.call, db).definition, db)
            let panel = desk.panel
            var faults: [InputFault] = []
            var documents: [Document] = []
            let conflicts = records.compactMap { record -> Conflict? in
                guard let file = panel.files[record.reference], let member = panel.members[record.member] else {
                    faults += panel.faults(record.reference, record.member, row: record.row)
                    return nil
                }
                let note = record.note.map { Document(.conflict, $0) }
                if let note { documents.append(note) }
                return Conflict(
                    member: member, application: file.id,
                    ground: record.ground, note: note?.digest)
            }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            try RegisterAction.declareConflict.permit(request.actor, inNameOf: conflicts.map(\.member))
            let known = Set(try db.conflicts(of: loaded.call.id).map { [$0.member.value, $0.application.value] })
            let new = conflicts.filter { !known.contains([$0.member.value, $0.application.value]) }
            let newNotes = Set(new.compactMap(\.note))
            let added = try db.keep(
                conflicts: new, documents: documents.filter { newNotes.contains($0.digest) },
                by: request.actor.reference, at: loaded.now)
            let ended = try desk.endReviews(of: conflicts, &batch)
            let receipt = BulkReceipt(
                action: "declareConflicts", changed: added, unchanged: records.count - added, states: ended)
            return (receipt, loaded.now)
        }
    }

    package func conflicts(of code: String) async throws(ServiceError) -> [ConflictView] {
        try await question { db in
            let call = try db.call(code: code)
            let panel = try Panellists(of: call.id, db)
            return try db.conflicts(of: call.id).map { conflict in
                ConflictView(
                    member: panel.code(of: conflict.member), reference: panel.reference(of: conflict.application),
                    ground: conflict.ground)
            }
        }
    }
}

extension ReviewDesk {
    /// Voids what members with a conflict said of the file. The system does it: it follows from the declaration, which has
    /// its own author.
    ///
    /// - Returns: how many reviews are void, and how many still count because their file is past the reviews.
    fileprivate func endReviews(of conflicts: [Conflict], _ batch: inout Batch) throws -> [StateCount] {
        let reason = Reason(codes: ["conflictOfInterest"])
        var files = Dictionary(uniqueKeysWithValues: panel.files.values.map { ($0.id, $0) })
        var (voided, standing) = (0, 0)
        for pair in Set(conflicts.map { [$0.application.value, $0.member.value] }).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let (application, member) = (ApplicationID(pair[0]), MemberID(pair[1]))
            guard var review = live(application, member), var file = files[application] else { continue }
            let isReviewing = call.isIn(stage: .review)
            if review.state == .counted, file.state == .scored, isReviewing {
                try batch.decide(
                    ApplicationMachine.self, &file, .returnToReview(reason),
                    ApplicationContext(now: now, actor: .system, call: call), definitionVersion: call.definitionVersion)
                files[application] = file
            }
            if review.state == .counted, file.state != .underReview || !isReviewing {
                standing += 1
            } else {
                try decide(.void(reason), &review, of: file, member: member, .system, &batch)
                voided += 1
            }
        }
        return [(ReviewState.voided, voided), (.counted, standing)].filter { $0.1 > 0 }
            .map { StateCount(state: $0.0.name, count: $0.1) }
    }
}

/// The members and the files of one call by the names that people use.
struct Panellists {
    let members: [String: MemberID]
    let files: [String: Application]
    private let codes: [MemberID: String]
    private let references: [ApplicationID: String]

    init(of call: CallID, _ db: borrowing Connection) throws {
        let stored = try db.members()
        let all = try db.files(of: call)
        members = Dictionary(uniqueKeysWithValues: stored.map { ($0.member.code, $0.id) })
        codes = Dictionary(uniqueKeysWithValues: stored.map { ($0.id, $0.member.code) })
        files = Dictionary(uniqueKeysWithValues: all.map { ($0.reference, $0) })
        references = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.reference) })
    }

    func code(of member: MemberID) -> String { codes[member] ?? "\(member)" }
    func reference(of file: ApplicationID) -> String { references[file] ?? "\(file)" }

    /// What is wrong with a pair of names, of which at least one is not known.
    func faults(_ reference: String, _ member: String, row: Int) -> [InputFault] {
        (files[reference] == nil ? [.unknownFile(reference, row: row)] : [])
            + (members[member] == nil ? [.unknownMember(member, row: row)] : [])
    }
}
