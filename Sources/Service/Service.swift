package import CallModel
import Postgres
package import Store
import Synchronization
package import Workflow

/// The use cases: who may do what. Each command is one transaction; each refusal leaves everything as it was.
///
/// The command line, the pages and the interface are thin faces of this. It knows the rules and no SQL.
package struct Service: Sendable {
    let database: Database
    let lists: [CountryList]
    /// The member of the council who asks, if it is one: answers say nothing of a file with which he or she has a conflict of
    /// interest.
    package private(set) var reader: MemberID?
    /// The organisation that asks, if it is one: it gets answers about its own files alone, and of those what was made known.
    package private(set) var owner: OrganisationID?
    /// What a new password costs to try, see `PasswordCost`.
    package var passwordCost = PasswordCost.standard
    private let definitions = DefinitionCache()

    /// - Parameter lists: the dated reference lists that regulations may cite.
    package init(database: Database, lists: [CountryList]) {
        (self.database, self.lists) = (database, lists)
    }

    /// The reference lists that there are, as regulations name them.
    package var listNames: Set<String> { Set(lists.map(\.id)) }

    /// The same service, as it answers the questions of somebody.
    package func asked(by actor: Actor) -> Service {
        var service = self
        (service.reader, service.owner) = (actor.member, actor.organisation)
        return service
    }
}

/// The definitions read so far. A stored definition never changes, so that it never has to be read twice.
private final class DefinitionCache: Sendable {
    private let known = Mutex<[Digest: Regulation]>([:])
    private let texts = Mutex<[Digest: CallText]>([:])

    func found(_ digest: Digest) -> Regulation? { known.withLock { $0[digest] } }
    func keep(_ regulation: Regulation, under digest: Digest) { known.withLock { $0[digest] = regulation } }
    func text(_ digest: Digest) -> CallText? { texts.withLock { $0[digest] } }
    func keep(_ text: CallText, under digest: Digest) { texts.withLock { $0[digest] = text } }
}

/// The rules of a call as they are read, and as they were written.
struct CallText: Sendable {
    let definition: CallDefinition
    let source: String
}

extension Service {
    /// The rules under which a call runs now.
    func regulation(of call: Call, _ db: borrowing Connection) throws -> Regulation {
        guard let digest = call.terms?.definition else { throw StoreError.notFound(kind: "definition", name: call.code) }
        if let known = definitions.found(digest) { return known }
        let stored = try Self.definition(of: call, db)
        let definition = try LogJSON.decode(CallDefinition.self, from: stored.document)
        let regulation: Regulation
        do {
            regulation = try Regulation(definition, lists: lists)
        } catch {
            throw ServiceError.definition("rule \(error.rule) cites the list \(error.list), which is not in config/reference")
        }
        definitions.keep(regulation, under: digest)
        return regulation
    }

    /// The rules of a call to be shown, without the lists that they cite.
    func text(of call: Call, _ db: borrowing Connection) throws -> CallText {
        if let digest = call.terms?.definition, let known = definitions.text(digest) { return known }
        let stored = try Self.definition(of: call, db)
        let text = CallText(definition: try LogJSON.decode(CallDefinition.self, from: stored.document), source: stored.source)
        if let digest = call.terms?.definition { definitions.keep(text, under: digest) }
        return text
    }

    /// The stored rules of a call, if they are those that its events froze: a row that somebody changed decides nothing.
    static func definition(of call: Call, _ db: borrowing Connection) throws -> StoredDefinition {
        let stored = try db.definition(of: call.id, version: call.definitionVersion)
        guard Digest.sha256(Array(stored.document.utf8)) == call.terms?.definition else {
            throw StoreError.unreadable(
                "the rules of \(call.code), version \(call.definitionVersion), are not those that were frozen")
        }
        return stored
    }
}
