package import CallModel
import Postgres
import Store
package import Workflow

/// A file of an association, as its people see it: what they typed so far, and what became of what they handed in.
package struct WorkingFile: Sendable {
    package let call: Call
    package let definition: CallDefinition
    package let now: Instant
    package let organisation: Organisation
    package let reference: String
    /// Nil before it is filed for the first time.
    package let file: Application?
    /// What is typed, where the file is being written.
    package let fields: TypedFields
    package let documents: [AttachedDocument]
    /// The version of the working copy; 0 where nothing was typed since the file was last handed in.
    package let version: Int64
    package let savedAt: Instant?
    /// What was handed in last; nil before that, and once it was erased.
    package let content: ApplicationContent?

    /// Whether it is being written: before it is filed, and while a complement is asked for.
    package var isBeingWritten: Bool { Self.isBeingWritten(file) }

    package var isComplement: Bool { file?.state == .complementRequested }

    /// Until when it may be handed in.
    package var due: Instant? { isComplement ? file?.complementDue : call.terms?.closesAt }

    package var typed: TypedContent {
        TypedContent(fields, documents: documents, reference: reference, definition)
    }

    /// The same with the file as somebody knows it.
    fileprivate func knowing(_ file: Application?) -> WorkingFile {
        WorkingFile(
            call: call, definition: definition, now: now, organisation: organisation, reference: reference, file: file, fields: fields,
            documents: documents, version: version, savedAt: savedAt, content: content)
    }

    static func isBeingWritten(_ file: Application?) -> Bool { file.map { [.draft, .complementRequested].contains($0.state) } ?? true }
}

/// A file in the list of an association.
package struct OwnFile: Sendable {
    package let call: Call
    package let callTitle: LocalizedText
    package let reference: String
    package let file: Application?
    /// As typed, or as handed in.
    package let title: String
    package let savedAt: Instant?
    /// Until when something is to be done; nil where nothing is.
    package let due: Instant?
}

/// What became of what was typed in one tab.
package enum SaveOutcome: Hashable, Sendable {
    case saved(version: Int64, at: Instant)
    /// Nothing was saved: in the meantime these fields were changed elsewhere, to this.
    case changedMeanwhile(version: Int64, others: [String: [String]])
}

extension Service {
    /// The files of an association: those that it writes, and those that it handed in; the newest call first.
    package func ownFiles(of organisation: OrganisationID) async throws(ServiceError) -> [OwnFile] {
        try await walled(for: .applicant(organisation)).question(confined: true) { db in
            let calls = Dictionary(uniqueKeysWithValues: try db.calls().map { ($0.id, $0) })
            let files = try db.files(of: organisation)
            let copies = Dictionary(
                try db.workingCopies(of: organisation).map { (FileName(call: $0.call, reference: $0.reference), $0) },
                uniquingKeysWith: { first, _ in first })
            let titles = try db.titles(files.compactMap { $0.summary?.content })
            let known = Set(files.map { FileName(call: $0.call, reference: $0.reference) })
            let names = files.map { FileName(call: $0.call, reference: $0.reference) } + copies.keys.filter { !known.contains($0) }
            let byName = Dictionary(uniqueKeysWithValues: files.map { (FileName(call: $0.call, reference: $0.reference), $0) })
            return try names.compactMap { name -> OwnFile? in
                guard let call = calls[name.call] else { return nil }
                let (file, copy) = (byName[name], copies[name])
                let handedIn = file?.summary.flatMap { titles[$0.content] } ?? ""
                let typed = copy.map { $0.fields["title"]?.values.first ?? "" } ?? ""
                let isOpen = WorkingFile.isBeingWritten(file)
                return OwnFile(
                    call: call, callTitle: try regulation(of: call, db).definition.title, reference: name.reference,
                    file: file?.asMadeKnown, title: typed.isEmpty ? handedIn : typed, savedAt: copy?.savedAt,
                    due: !isOpen ? nil : file?.state == .complementRequested ? file?.complementDue : call.terms?.closesAt)
            }.sorted { ($1.call.id, $0.reference) < ($0.call.id, $1.reference) }
        }
    }

    /// One file of an association, as it was made known to it. Of another's, not even that it is there is told.
    package func workingFile(
        _ reference: String, of code: String, for organisation: OrganisationID
    ) async throws(ServiceError) -> WorkingFile {
        try await walled(for: .applicant(organisation)).question(confined: true) { db in
            let working = try workingFile(reference, of: code, for: organisation, locking: false, db)
            return try working.knowing(working.file.map { try Self.known($0, to: .applicant(organisation), as: reference, for: .edit, db) })
        }
    }

    func workingFile(
        _ reference: String, of code: String, for organisation: OrganisationID, locking: Bool, _ db: borrowing Connection
    ) throws -> WorkingFile {
        let call = try db.call(code: code)
        let file = try db.lockedOrRead([reference], of: call.id, locking: locking)
        let copy = try db.workingCopy(reference, of: call.id, locking: locking)
        guard let owner = file?.organisation ?? copy?.organisation, owner == organisation,
            let own = try db.organisations([organisation])[organisation]
        else { throw StoreError.notFound(kind: "application", name: reference) }
        let content = try file.flatMap { try Self.content(of: $0, db) }
        let isOpen = WorkingFile.isBeingWritten(file)
        let fields = copy.map { TypedFields($0.fields.mapValues(\.values)) } ?? content.map { TypedFields($0) }
        return WorkingFile(
            call: call, definition: try regulation(of: call, db).definition, now: try db.now(), organisation: own,
            reference: reference, file: file, fields: isOpen ? fields ?? TypedFields() : TypedFields(),
            documents: copy?.documents ?? content?.documents ?? [], version: copy?.version ?? 0, savedAt: copy?.savedAt,
            content: content)
    }

    /// What the rules would say of a file if it were filed now with what was typed: those that it fails.
    package func failures(of file: WorkingFile, for organisation: OrganisationID) async throws(ServiceError) -> [RuleFinding] {
        try await walled(for: .applicant(organisation)).question(confined: true) { db in
            let regulation = try regulation(of: file.call, db)
            let today = Self.day(file.now, of: file.definition) ?? file.definition.calendar.closes.day
            let others = try db.files(of: organisation).filter {
                $0.call == file.call.id && $0.reference != file.reference && $0.submittedAt != nil && $0.state != .withdrawn
            }
            let circumstances = FileCircumstances(
                submittedOn: today,
                earlierFiles: others.map { EarlierFile(reference: $0.reference, category: $0.summary?.category ?? "") },
                pastGrants: try db.pastGrants()[organisation] ?? [])
            return regulation.findings(on: file.typed.content.facts, of: file.organisation, in: circumstances)
                .filter { $0.failure != nil }
        }
    }
}

private struct FileName: Hashable {
    let call: CallID
    let reference: String
}

extension Connection {
    fileprivate func lockedOrRead(_ references: [String], of call: CallID, locking: Bool) throws -> Application? {
        locking ? try lockFiles(references, of: call).first : try file(references[0], ifIn: call)
    }
}

extension Service {
    /// The service's clock.
    package func now() async throws(ServiceError) -> Instant { try await question { try $0.now() } }
}
