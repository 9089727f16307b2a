import CallModel
import HTTPTypes
import Service
import Store
import Workflow

extension APIVisit {
    func badQuery(_ name: String) -> Refused { Refused(.badRequest, code: "badQuery", Self.unreadable, at: name) }

    /// A part of the query that is yes or no.
    func flag(_ name: String) throws -> Bool {
        switch query(name) {
        case nil, "false": false
        case "", "true": true
        default: throw badQuery(name)
        }
    }

    /// A whole number of the query within its limits.
    func number(_ name: String, _ limits: ClosedRange<Int>) throws -> Int? {
        guard let text = query(name) else { return nil }
        guard let number = Int(text), limits.contains(number) else { throw badQuery(name) }
        return number
    }

    /// Writes down that a file was looked at.
    func note(_ question: String) async throws {
        try await site.service.noteAccess(
            by: holder?.account.id, as: try actor(), question, call: try parameter("call"), file: try parameter("file"))
    }

    var holder: KeyHolder? { if case .machine(let holder) = context.visitor { holder } else { nil } }

    /// Only who may sign for its organisation commits it.
    func requireSignature(if commits: Bool = true) throws {
        guard commits else { return }
        if let holder, holder.hat.role != .applicant || holder.hat.maySign { return }
        throw Refused(.forbidden, code: "maySignNeeded", Self.signatureNeeded)
    }

    /// An organisation brings in files of its own only.
    func requireOwn(_ references: [String]) async throws {
        guard try actor().organisation != nil else { return }
        let own = Set(try await service.organisations().map(\.organisation.reference))
        guard references.allSatisfy(own.contains) else { throw Refusal.notOwnFile }
    }

    private static let unreadable = Message(
        fr: "cette valeur ne peut pas être lue", nl: "deze waarde kan niet gelezen worden", en: "this value cannot be read")
    private static let signatureNeeded = Message(
        fr: "seul qui peut signer pour l'organisation peut le faire", nl: "alleen wie voor de organisatie mag tekenen, kan dit doen",
        en: "only somebody who may sign for the organisation can do this")
}

extension Operation.Query {
    static func flag(_ name: String, _ summary: String) -> Operation.Query {
        Operation.Query(name: name, summary: summary, schema: .flag)
    }

    static func integer(_ name: String, _ summary: String) -> Operation.Query {
        Operation.Query(name: name, summary: summary, schema: .integer)
    }
}
