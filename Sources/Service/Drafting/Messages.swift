package import CallModel
import Postgres
package import Store
package import Workflow

extension Service {
    /// The thread of a file between its association and the secretariat, the oldest message first.
    package func messages(on reference: String, of code: String, as actor: Actor) async throws(ServiceError) -> [FileMessage] {
        try await walled(for: actor).question(confined: true) { db in
            let (call, _) = try Self.thread(reference, code, actor, db)
            return try db.messages(of: reference, in: call)
        }
    }

    /// What was written about the files of a call, the newest thread first. Only the secretariat reads them all.
    package func threads(of code: String, as actor: Actor) async throws(ServiceError) -> [MessageThread] {
        try await question { db in
            guard actor.role == .secretariat else { return [] }
            return try db.threads(in: db.call(code: code).id)
        }
    }

    /// Writes into the thread of a file.
    ///
    /// - Parameter author: the name of whoever writes.
    package func write(
        message body: String, on reference: String, of code: String, by author: String, _ account: AccountID?, _ request: Request
    ) async throws(ServiceError) {
        let body = String(body.replacing("\r\n", with: "\n").trimmingBlanks())
        guard !body.isEmpty else { throw .faults([InputFault(field: "message", message: ContentFault(.missing, field: "").message)]) }
        let length = body.unicodeScalars.count
        guard length <= Self.longestMessage else {
            let fault = ContentFault(.tooLong(length: length, limit: Self.longestMessage), field: "")
            throw .faults([InputFault(field: "message", message: fault.message)])
        }
        guard body.unicodeScalars.allSatisfy({ $0.value >= 32 || $0 == "\n" || $0 == "\t" }) else {
            throw .faults([InputFault(field: "message", message: ContentFault(.controlCharacter, field: "").message)])
        }
        try await draft { db in
            let (call, organisation) = try Self.thread(reference, code, request.actor, db)
            try db.keep(
                message: body, by: String(author.prefix(200)), account, fromOffice: request.actor.organisation == nil, on: reference,
                in: call, of: organisation, at: try db.now())
        }
    }

    package static let longestMessage = 5000

    /// Only the association of a file and the secretariat write about it; nobody else learns that they do.
    private static func thread(
        _ reference: String, _ code: String, _ actor: Actor, _ db: borrowing Connection
    ) throws -> (CallID, OrganisationID) {
        let call = try db.call(code: code)
        let owner =
            try db.file(reference, ifIn: call.id)?.organisation ?? db.workingCopy(reference, of: call.id)?.organisation
        guard let owner, actor.organisation.map({ $0 == owner }) ?? (actor.role == .secretariat) else {
            throw StoreError.notFound(kind: "application", name: reference)
        }
        return (call.id, owner)
    }
}
