import CallModel
import Postgres
package import Selection
import Store
package import Workflow

extension Service {
    /// Explains what became of a file and why.
    ///
    /// - Parameters:
    ///   - code: the call; nil where the reference is that of one call only.
    ///   - actor: an applicant is told of its own file alone, and only what was made known; to a member of the council, files with
    ///     which he or she has a conflict of interest are none: all is worked out as if they did not exist.
    package func explain(
        _ reference: String, of code: String?, for audience: ExplanationAudience, as actor: Actor
    ) async throws(ServiceError) -> Explanation {
        if actor.organisation != nil {
            // Why a file got what it got follows from all files that share the money: only whether it is the asker's, and made known,
            // can be asked behind the wall.
            try await asked(by: actor).question(confined: true) { db in
                let file = try find(reference, code, actor, db).1
                guard audience == .applicant else { throw Refusal.notForApplicants }
                guard file.notifiedAt != nil else { throw Refusal.notNotified }
            }
        }
        let service = asked(by: actor).knowingAll
        return try await service.question { db in
            let (call, file) = try find(reference, code, actor, db)
            try service.requireRuledOut(file, db)
            var writer = try ExplanationWriter(file, of: call, audience, try regulation(of: call, db).definition, db)
            try writer.decision(db)
            if file.state == .inadmissible {
                try writer.inadmissibility(examine(try db.files(of: call.id), of: call, db).first { $0.file.id == file.id }, db)
            } else {
                try writer.reasons(db)
            }
            if file.score != nil {
                let scored = try scoredCall(call, db)
                try writer.allocation(scored, db)
                if audience == .municipality { try writer.firmness(scored) }
            }
            return Explanation(call: call.code, reference: reference, audience: audience, facts: writer.facts)
        }
    }

    /// An applicant learns nothing of references that are not its own, not even whether they exist.
    private func find(
        _ reference: String, _ code: String?, _ actor: Actor, _ db: borrowing Connection
    ) throws -> (Call, Application) {
        let calls = try code.map { [try db.call(code: $0)] } ?? db.calls()
        var found: [(Call, Application)] = []
        for call in calls {
            let files = try db.files(of: call.id).filter { $0.reference == reference }
            found += files.filter { actor.organisation == nil || $0.organisation == actor.organisation }.map { (call, $0) }
        }
        guard !found.isEmpty else { throw StoreError.notFound(kind: "application", name: reference) }
        guard found.count == 1 else {
            throw ServiceError.faults([
                InputFault(field: "call", message: .severalCalls(reference, found.map(\.0.code).joined(separator: ", ")))
            ])
        }
        return found[0]
    }
}

extension Message {
    fileprivate static func severalCalls(_ reference: String, _ calls: String) -> Message {
        Message(
            fr: "Un dossier \(reference) existe dans plusieurs appels : \(calls). Nommez l'appel.",
            nl: "Een dossier \(reference) bestaat in verschillende oproepen: \(calls). Noem de oproep.",
            en: "A file \(reference) exists in several calls: \(calls). Name the call.")
    }
}
