import CallModel
import Postgres
import Store
import Workflow

extension Service {
    /// Files what was typed, or hands it in as the complement that was asked for: one transaction, after which the working copy is
    /// gone.
    ///
    /// - Parameter seen: the version of the working copy that was read before it was certified.
    /// - Throws: `ServiceError.faults` with every fault of form, each under the name of its field.
    package func file(
        _ reference: String, of code: String, seen: Int64, _ request: Request
    ) async throws(ServiceError) -> Receipt {
        try await command(request, "file \(code) \(reference) \(seen)") { db, batch in
            guard let organisation = request.actor.organisation else { throw Refusal.notOwnFile }
            let loaded = try db.lock(call: db.call(code: code).id, .share, key: request.key)
            try stopIfAnswered(loaded.previous)
            let working = try workingFile(reference, of: code, for: organisation, locking: true, db)
            guard working.isBeingWritten else { throw ServiceError.faults([.handedIn(reference)]) }
            guard working.version == seen else {
                throw StoreError.versionConflict(
                    kind: "application", id: working.file?.id.value ?? 0, expected: seen, found: working.version)
            }
            let typed = working.typed
            guard typed.faults.isEmpty else {
                throw ServiceError.faults(typed.faults.map { InputFault(field: $0.field, message: $0.message) })
            }
            let document = Document(typed.content)
            let summary = ApplicationSummary(typed.content, document.digest)
            let context = ApplicationContext(now: loaded.now, actor: request.actor, call: loaded.call)
            let version = loaded.call.definitionVersion
            var file: Application
            let event: Event<ApplicationMachine>
            let seenFile = try working.file.map { try Self.known($0, to: request.actor, as: reference, for: .submit, db) }
            if let known = working.file {
                file = known
                if known.state == .complementRequested {
                    event = try batch.decide(
                        ApplicationMachine.self, &file, .complement(summary), context, definitionVersion: version)
                } else {
                    if working.content != typed.content {
                        try batch.decide(ApplicationMachine.self, &file, .edit(summary), context, definitionVersion: version)
                    }
                    event = try batch.decide(
                        ApplicationMachine.self, &file, .submit, context, definitionVersion: version, effect: .receipt)
                }
            } else {
                let numbers = try db.reserveNumbers(1, for: ApplicationMachine.self)
                guard let number = numbers.first else { throw StoreError.unreadable("no number for a file") }
                file = Application(id: ApplicationID(number))
                let draft = ApplicationDraft(
                    call: loaded.call.id, organisation: organisation, reference: reference, summary: summary)
                try batch.decide(ApplicationMachine.self, &file, .create(draft), context, definitionVersion: version)
                event = try batch.decide(
                    ApplicationMachine.self, &file, .submit, context, definitionVersion: version, effect: .receipt)
            }
            if working.content != typed.content { batch.keep(document) }
            try db.drop(workingCopyOf: reference, in: loaded.call.id)
            let receipt = seenFile.map { Receipt(event, file, from: $0, before: working.file?.version ?? 0) }
            return (receipt ?? Receipt(event, file, name: reference), loaded.now)
        }
    }

    /// Throws away what was typed. What was handed in before stays.
    package func discard(
        _ reference: String, of code: String, _ request: Request
    ) async throws(ServiceError) {
        try await draft { db in
            guard let organisation = request.actor.organisation else { throw Refusal.notOwnFile }
            let working = try workingFile(reference, of: code, for: organisation, locking: true, db)
            try db.drop(workingCopyOf: reference, in: working.call.id)
        }
    }
}
