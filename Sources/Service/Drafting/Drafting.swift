package import CallModel
package import Exchange
import Postgres
import Store
import Workflow

extension Service {
    /// Begins a file in an open call. Nothing of it is in the log before it is filed.
    ///
    /// - Returns: what the file is called from now on.
    package func startFile(
        in code: String, by account: AccountID?, _ request: Request
    ) async throws(ServiceError) -> String {
        try await draft { db in
            guard let organisation = request.actor.organisation else {
                throw Refusal.notPermitted(role: request.actor.role, action: AnyLabel(ApplicationAction.create))
            }
            let call = try db.call(code: code)
            let now = try db.now()
            // Whether files may come in is the machine's word, given on a file that is then let go.
            var probe = Application(id: ApplicationID(0))
            let nothing = ApplicationSummary(
                category: "", requested: .zero, total: .zero, declaredMarker: nil, southSouth: false, countries: [], faults: 1,
                content: .sha256([]))
            var batch = Batch()
            try batch.decide(
                ApplicationMachine.self, &probe,
                .create(ApplicationDraft(call: call.id, organisation: organisation, reference: "probe", summary: nothing)),
                ApplicationContext(now: now, actor: request.actor, call: call), definitionVersion: call.definitionVersion)
            let reference = Self.newReference()
            var copy = WorkingCopy(call: call.id, organisation: organisation, reference: reference, version: 1, savedAt: now)
            if let own = try db.organisations([organisation])[organisation] {
                copy.fields = [
                    "language": TypedField([own.language.rawValue], version: 1), "contact.email": TypedField([own.email], version: 1)
                ].filter { $0.value.values != [""] }
            }
            try db.keep(copy, by: account)
            return reference
        }
    }

    /// Saves what was typed in one part of the form.
    ///
    /// - Parameters:
    ///   - typed: the fields of the part, as they now stand.
    ///   - belongs: whether a field is of that part: one that is not among `typed` is then empty now.
    ///   - seen: the version that the tab had. A field that was changed elsewhere since then, and is not the same now, stops all.
    package func save(
        _ typed: TypedFields, belonging belongs: @escaping @Sendable (String) -> Bool, to reference: String, of code: String,
        seen: Int64, by account: AccountID?, _ request: Request
    ) async throws(ServiceError) -> SaveOutcome {
        try await change(reference, code, by: account, request) { copy in
            let changed = Set(typed.values.keys).union(copy.fields.keys.filter(belongs)).filter {
                belongs($0) && (copy.fields[$0]?.values ?? []) != typed[$0]
            }
            let others = changed.filter { (copy.fields[$0]?.version ?? 0) > seen }
            guard others.isEmpty else {
                return .changedMeanwhile(
                    version: copy.version,
                    others: Dictionary(uniqueKeysWithValues: others.map { ($0, copy.fields[$0]?.values ?? []) }))
            }
            guard !changed.isEmpty else { return nil }
            copy.version += 1
            // An emptied field stays as such: a tab that still has the old text must be told.
            for name in changed { copy.fields[name] = TypedField(typed[name], version: copy.version) }
            return nil
        }
    }

    /// Puts a document into what is being written.
    package func attach(
        _ document: ScreenedDocument, as attachment: String, toCopy reference: String, of code: String, by account: AccountID?,
        _ request: Request
    ) async throws(ServiceError) -> SaveOutcome {
        try await change(reference, code, by: account, request, keeping: [document]) { copy in
            copy.documents.append(document.document.attached(as: attachment))
            copy.version += 1
            return nil
        }
    }

    /// Takes a document out again. One that is not there any more is not missed.
    package func removeDocument(
        _ digest: Digest, from attachment: String, ofCopy reference: String, of code: String, by account: AccountID?,
        _ request: Request
    ) async throws(ServiceError) -> SaveOutcome {
        try await change(reference, code, by: account, request) { copy in
            copy.documents.removeAll { $0.attachment == attachment && $0.digest == digest }
            copy.version += 1
            return nil
        }
    }

    private func change(
        _ reference: String, _ code: String, by account: AccountID?, _ request: Request, keeping documents: [ScreenedDocument] = [],
        _ body: @escaping @Sendable (inout WorkingCopy) -> SaveOutcome?
    ) async throws(ServiceError) -> SaveOutcome {
        try await draft { db in
            try Self.keep(documents, db)
            guard let organisation = request.actor.organisation else { throw Refusal.notOwnFile }
            let file = try workingFile(reference, of: code, for: organisation, locking: true, db)
            guard file.isBeingWritten else { throw ServiceError.faults([.handedIn(reference)]) }
            var copy =
                try db.workingCopy(reference, of: file.call.id)
                ?? WorkingCopy(
                    call: file.call.id, organisation: organisation, reference: reference,
                    fields: file.fields.values.mapValues { TypedField($0, version: 0) }, documents: file.documents, savedAt: file.now)
            let before = copy
            if let outcome = body(&copy) { return outcome }
            guard copy != before || copy.id == 0 else { return .saved(version: copy.version, at: copy.savedAt) }
            let faults = documents.isEmpty ? [] : Self.documentFaults(of: copy, file.definition)
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            copy.version = max(copy.version, 1)
            copy.savedAt = file.now
            try db.keep(copy, by: account)
            return .saved(version: copy.version, at: copy.savedAt)
        }
    }

    private static func documentFaults(of copy: WorkingCopy, _ definition: CallDefinition) -> [InputFault] {
        let content = TypedContent(TypedFields(), documents: copy.documents, reference: copy.reference, definition).content
        return content.documentFaults(against: definition).map { InputFault(field: $0.field, message: $0.message) }
    }

    /// A transaction on what is typed, with errors of this layer.
    func draft<Answer: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Answer
    ) async throws(ServiceError) -> Answer {
        do {
            return try await database.write(body)
        } catch {
            throw ServiceError(error)
        }
    }

    /// Eight signs that cannot be taken for one another.
    private static func newReference() -> String {
        let signs = Array("23456789ABCDEFGHJKMNPQRSTVWXYZ")
        var random = SystemRandomNumberGenerator()
        return "A-" + String((0..<7).map { _ in signs[Int.random(in: 0..<signs.count, using: &random)] })
    }
}

extension InputFault {
    static func handedIn(_ reference: String) -> InputFault {
        InputFault(
            field: "reference",
            message: Message(
                fr: "Le dossier \(reference) est déjà introduit : il ne se modifie plus.",
                nl: "Dossier \(reference) is al ingediend: het kan niet meer worden gewijzigd.",
                en: "The file \(reference) was filed already: it cannot be changed any more."))
    }
}
