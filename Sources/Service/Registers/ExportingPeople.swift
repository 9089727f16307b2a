package import CallModel
import Postgres
import Store
import Workflow

/// What is kept of a person: rows by their tables, in JSON.
package struct PersonExport: Sendable {
    /// `member:5`, `organisation:17`, `account:3`
    package let subject: String
    package let at: Instant
    let rows: Set<PersonRow>

    package var tables: Set<String> { Set(rows.map(\.table)) }

    /// `{"subject":…,"at":…,"tables":{"accounts":[…],…}}`, a row a line.
    package var json: String {
        let byTable = Dictionary(grouping: rows, by: \.table).sorted { $0.key < $1.key }.map { table, rows in
            "\"\(table)\":[\n\(rows.map(\.json).sorted().joined(separator: ",\n"))\n]"
        }
        return "{\"subject\":\"\(subject)\",\"at\":\"\(at)\",\"tables\":{\n\(byTable.joined(separator: ",\n"))\n}}\n"
    }
}

extension Service {
    /// Everything that `erase` would take out: what has the person's numbers, what the person wrote or handed in, and every row that names
    /// him or her. A text may tell of others too: whoever hands it out looks at it first.
    package func export(_ person: ErasedPerson, _ request: Request) async throws(ServiceError) -> PersonExport {
        try await access { db in
            try RegisterAction.erasePerson.permit(request.actor)
            let erasure = try Erasure(person, db)
            let member: MemberID? = if case .member(let id) = erasure.subject { id } else { nil }
            let rows =
                try db.rows(ofAccounts: erasure.accounts, member: member, organisation: erasure.organisationID)
                + db.rows(ofDocuments: Array(erasure.documents))
                + db.rows(naming: NameSearch(texts: erasure.search.texts + erasure.typed, phrases: erasure.search.phrases))
                + db.rows(naming: NameSearch(phrases: erasure.codes), in: "idempotency")
            let subject = erasure.subject.description
            try db.noteAccess(by: nil, as: request.actor.reference, "export \(subject)", call: nil, file: nil, request: nil)
            return PersonExport(subject: subject, at: try db.now(), rows: Set(rows))
        }
    }

    /// The same for the holder of an account, as far as it is his or her own: what has the account's number, the mails to its address,
    /// and what a member may see of what has the member's. Not what others wrote of him or her.
    package func ownData(of account: AccountID, request: String? = nil) async throws(ServiceError) -> PersonExport {
        let (own, members, now) = try await access { db -> ([PersonRow], [MemberID], Instant) in
            let stored = try Self.stored(account, db)
            try db.noteAccess(by: account, as: "account:\(account)", "own data", call: nil, file: nil, request: request)
            let rows = try db.rows(ofAccounts: [account]) + db.rows(ofMailsTo: stored.email)
            return (rows, Set(stored.hats.compactMap(\.member)).sorted { $0.value < $1.value }, try db.now())
        }
        var rows = Set(own)
        for member in members {
            do {
                rows.formUnion(try await database.read(as: .member(member)) { db in try db.rows(ofAccounts: [], member: member) })
            } catch {
                throw ServiceError(error)
            }
        }
        return PersonExport(subject: "account:\(account)", at: now, rows: rows)
    }
}
