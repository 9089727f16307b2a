import CallModel
import HTTPTypes
import Hummingbird
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

    /// Writes down that somebody looked at something, with the call and the file that the path names, if it does.
    func note(_ question: String) async throws {
        guard let actor = context.visitor.actor else { return }
        try await site.service.noteAccess(
            by: context.visitor.account, as: actor, question, call: try named("call"), file: try named("file"),
            request: context.id)
    }

    /// A part of the path that not every path has.
    private func named(_ name: String) throws -> String? {
        context.parameters.get(name) == nil ? nil : try parameter(name)
    }

    /// To an organisation the files of others do not exist: asked before anything of the request is read.
    func requireOwnFile(_ operation: Operation) async throws {
        guard context.visitor.actor?.organisation != nil, operation.parameters.contains("file") else { return }
        try await service.requireOwn(try parameter("file"), of: try parameter("call"))
    }

    /// Whether whoever asks may commit an organisation; whoever acts for none is not asked.
    var maySign: Bool { holder.map { $0.hat.role != .applicant || $0.hat.maySign } ?? false }

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
