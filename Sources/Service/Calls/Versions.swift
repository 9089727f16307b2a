package import CallModel
import Postgres
import Store
import Workflow

/// One version of the rules of a call, and how it came to be.
package struct DefinitionVersion: Sendable {
    package let version: Int32
    package let source: String
    package let at: Instant
    package let actor: String
    /// Why, where it is known and was not erased.
    package let reason: String?
}

extension Service {
    /// Every version of the rules of a call, the oldest first.
    package func versions(of code: String) async throws(ServiceError) -> [DefinitionVersion] {
        try await question { db in
            let call = try db.call(code: code)
            let written: Set<String> = [CallAction.create.name, CallAction.revise.name, CallAction.amend.name]
            let events = try db.history(of: .call, call.id.value).filter { written.contains($0.action) }
            let reasons = try events.map { event -> Digest? in
                guard case .amend(let amendment) = try event.event(of: CallMachine.self).command else { return nil }
                return amendment.reason.text
            }
            let texts = try db.documents(reasons.compactMap(\.self))
            return zip(try db.definitions(of: call.id), zip(events, reasons)).map { stored, made in
                DefinitionVersion(
                    version: stored.version, source: stored.source, at: made.0.at, actor: made.0.actor,
                    reason: made.1.flatMap { texts[$0] })
            }
        }
    }
}
