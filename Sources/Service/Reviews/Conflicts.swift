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
    package func declareConflicts(
        of code: String, _ records: [ImportedConflict], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "conflicts \(code) \(records)") { db, _ in
            let loaded = try db.lock(call: db.call(code: code).id, .share, key: request.key)
            try stopIfAnswered(loaded.previous)
            let panel = try Panellists(of: loaded.call.id, db)
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
            let known = Set(try db.conflicts(of: loaded.call.id).map { [$0.member.value, $0.application.value] })
            let new = conflicts.filter { !known.contains([$0.member.value, $0.application.value]) }
            let newNotes = Set(new.compactMap(\.note))
            let added = try db.keep(
                conflicts: new, documents: documents.filter { newNotes.contains($0.digest) },
                by: request.actor.reference, at: loaded.now)
            return (
                BulkReceipt(action: "declareConflicts", changed: added, unchanged: records.count - added), loaded.now
            )
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
