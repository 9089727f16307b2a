import CallModel
import Postgres
import Store
import Workflow

/// The members and the files of one call by the names that people use.
struct Panellists {
    let members: [String: MemberID]
    let files: [String: Application]
    private let codes: [MemberID: String]
    private let references: [ApplicationID: String]

    /// - Parameter file: the only file that is asked about; all of them are known where it is nil.
    init(of call: CallID, only file: Application? = nil, _ db: borrowing Connection) throws {
        let stored = try db.members()
        let all = try file.map { [$0] } ?? db.files(of: call)
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
