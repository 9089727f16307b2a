import CallModel
import Postgres
package import Store
package import Workflow

/// A grant of an earlier edition with the organisation that had it.
package struct EarlierGrantView: Sendable {
    /// The organisation's reference.
    package let organisation: String
    package let name: String
    package let grant: EarlierGrant
}

extension Service {
    /// Everything that happened to a call itself, first to last.
    package func history(ofCall code: String) async throws(ServiceError) -> [LoggedEvent] {
        try await question { db in try db.history(of: .call, db.call(code: code).id.value) }
    }

    /// Everything that happened to a grant, first to last.
    package func history(of grant: Grant) async throws(ServiceError) -> [LoggedEvent] {
        try await question(confined: true) { db in
            if let owner {
                let own = try db.calls().flatMap { try db.files(of: $0.id) }.filter { $0.organisation == owner }
                guard own.contains(where: { $0.id == grant.application }) else {
                    throw StoreError.notFound(kind: "grant", name: "\(grant.id)")
                }
            }
            return try db.history(of: .grant, grant.id.value)
        }
    }

    /// How those who acted are named on the command line, by their names in the log: `chair:M01` for `chair:1`. Whoever the
    /// registers do not know any more keeps the log's name.
    package func actorNames(_ events: [LoggedEvent]) async throws(ServiceError) -> [String: String] {
        try await question(confined: true) { db in try actorNames(events.map(\.actor), db) }
    }

    func actorNames(_ references: [String], _ db: borrowing Connection) throws -> [String: String] {
        let actors = Set(references).compactMap { Actor(reference: $0) }
        var codes: [MemberID: String] = [:]
        if actors.contains(where: { $0.member != nil }) {
            for stored in try db.members() { codes[stored.id] = stored.member.code }
        }
        var organisations: [OrganisationID: String] = [:]
        if actors.contains(where: { $0.organisation != nil }) {
            for stored in try db.organisations() { organisations[stored.id] = stored.organisation.reference }
        }
        var names: [String: String] = [:]
        for actor in actors {
            let name = actor.member.flatMap { codes[$0] } ?? actor.organisation.flatMap { organisations[$0] }
            names[actor.reference] = name.map { "\(actor.role.name):\($0)" } ?? actor.reference
        }
        return names
    }

    package func earlierGrants() async throws(ServiceError) -> [EarlierGrantView] {
        try await question(confined: true) { db in
            let own = try db.organisations().filter { owner == nil || $0.id == owner }
            let known = Dictionary(uniqueKeysWithValues: own.map { ($0.id, $0.organisation) })
            return try db.earlierGrants().compactMap { grant in
                known[grant.organisation].map {
                    EarlierGrantView(organisation: $0.reference, name: $0.name, grant: grant)
                }
            }
        }
    }
}
