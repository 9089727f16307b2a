import CallModel
package import Exchange
import Postgres
import Store
import Workflow

extension Service {
    /// Brings a call's files up to date with an import: new ones are created, drafts that differ are edited, files that are as
    /// imported stay. Any fault anywhere changes nothing.
    ///
    /// - Parameters:
    ///   - documents: those that the files' contents list, where they came with them.
    ///   - submitting: also files every draft of the import.
    package func importApplications(
        to code: String, _ records: [ImportedApplication], documents: [ScreenedDocument] = [], submitting: Bool,
        _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "import \(code) \(records.map(\.fingerprint)) \(submitting)") { db, batch in
            try Self.requireOwn(records, request.actor, db)
            // A member brings in nothing, and is not told whether what a file holds is what the import says.
            if request.actor.member != nil { try ApplicationMachine.permit(.create, by: request.actor) }
            try Self.keep(documents, db)
            let loaded = try db.lock(call: db.call(code: code).id, .share, key: request.key)
            try stopIfAnswered(loaded.previous)
            var importing = try ApplicationImport(
                loaded, records, regulation(of: loaded.call, db).definition, for: request.actor, db)
            return (try importing.run(submitting: submitting, db, &batch), loaded.now)
        }
    }

    /// An organisation brings in files of its own only: of others' not even whether they are there is told.
    private static func requireOwn(_ records: [ImportedApplication], _ actor: Actor, _ db: borrowing Connection) throws {
        guard let own = actor.organisation else { return }
        let reference = try db.organisations([own])[own]?.reference
        let foreign = records.filter { $0.organisation != reference }
        guard foreign.isEmpty else {
            throw ServiceError.refusedFiles(foreign.map { FileRefusal(reference: $0.content.reference, refusal: .notOwnFile) })
        }
    }

    /// Edits a draft; `version` in the request guards against another tab.
    package func edit(
        _ record: ImportedApplication, documents: [ScreenedDocument] = [], of code: String, _ request: Request
    ) async throws(ServiceError) -> Receipt {
        try await replaceContent(record, documents, of: code, .edit, request) { .edit($0) }
    }

    /// Hands in what the secretariat asked for: the content as it now stands.
    package func complement(
        _ record: ImportedApplication, documents: [ScreenedDocument] = [], of code: String, _ request: Request
    ) async throws(ServiceError) -> Receipt {
        try await replaceContent(record, documents, of: code, .complement, request) { .complement($0) }
    }

    private func replaceContent(
        _ record: ImportedApplication, _ documents: [ScreenedDocument], of code: String, _ action: ApplicationAction,
        _ request: Request, _ make: @escaping @Sendable (ApplicationSummary) -> ApplicationCommand
    ) async throws(ServiceError) -> Receipt {
        let reference = record.content.reference
        return try await command(request, "replace content \(code) \(record.fingerprint)") { db, batch in
            let id = try db.file(reference, of: db.call(code: code).id, for: request.actor).id
            try Self.keep(documents, db)
            let loaded = try db.lock(application: id, call: .share, key: request.key)
            try stopIfAnswered(loaded.previous)
            var file = loaded.application
            let known = try Self.known(file, to: request.actor, as: reference, for: action, db)
            try Self.expect(request, ApplicationMachine.self, known)
            var record = record
            if let earlier = try Self.content(of: file, db) { record.content.keepDocuments(of: earlier) }
            let faults = record.content.faults(against: try regulation(of: loaded.call, db).definition)
            guard faults.isEmpty else { throw ServiceError.faults(faults.map { InputFault($0, record) }) }
            let document = Document(record.content)
            batch.keep(document)
            let event = try batch.decide(
                &file, knownAs: known, make(ApplicationSummary(record.content, document.digest)),
                ApplicationContext(now: loaded.now, actor: request.actor, call: loaded.call),
                definitionVersion: loaded.call.definitionVersion)
            return (Receipt(event, file, from: known, before: loaded.application.version), loaded.now)
        }
    }
}

/// One import under way: what is known of the call's files, and what is to become of them.
private struct ApplicationImport {
    /// Rows sent together: large enough to be one statement's worth, small enough to keep memory flat.
    private static let chunk = 2_000

    let call: Call
    let now: Instant
    let actor: Actor
    private(set) var records: [ImportedApplication]
    private let organisations: [String: OrganisationID]
    private let existing: [String: Application]
    private let bodies: [Digest: String]
    private var changed = 0

    init(
        _ loaded: LoadedCall, _ records: [ImportedApplication], _ definition: CallDefinition, for actor: Actor,
        _ db: borrowing Connection
    ) throws {
        call = loaded.call
        now = loaded.now
        self.actor = actor
        self.records = records
        organisations = try db.organisations(Array(Set(records.map(\.organisation)))).mapValues(\.id)
        existing = Dictionary(
            uniqueKeysWithValues: try db.lockFiles(records.map(\.content.reference), of: call.id).map { ($0.reference, $0) })
        let contents = existing.values.compactMap { $0.summary?.content }
        bodies = try db.documents(contents)
        try keepDocuments(of: try db.contentsWithDocuments(contents))
        var faults: [InputFault] = []
        var named: Set<String> = []
        for record in self.records {
            let reference = record.content.reference
            if !named.insert(reference).inserted {
                faults.append(InputFault(row: record.row, field: "reference", message: .namedTwice(reference)))
            }
            if organisations[record.organisation] == nil {
                faults.append(.unknownOrganisation(record.organisation, row: record.row))
            } else if let known = existing[reference], known.organisation != organisations[record.organisation] {
                faults.append(.otherOrganisation(reference, record.organisation, row: record.row))
            }
            faults += record.content.faults(against: definition).map { InputFault($0, record) }
        }
        guard faults.isEmpty else { throw ServiceError.faults(faults) }
    }

    /// Leaves the documents in the files of which the import brings none.
    private mutating func keepDocuments(of contents: Set<Digest>) throws {
        guard !contents.isEmpty else { return }
        for index in records.indices {
            guard let digest = existing[records[index].content.reference]?.summary?.content, contents.contains(digest),
                let body = bodies[digest]
            else { continue }
            records[index].content.keepDocuments(of: try LogJSON.decode(ApplicationContent.self, from: body))
        }
    }

    mutating func run(
        submitting: Bool, _ db: borrowing Connection, _ batch: inout Batch
    ) throws -> BulkReceipt {
        let context = ApplicationContext(now: now, actor: actor, call: call)
        var numbers = try db.reserveNumbers(records.count - existing.count, for: ApplicationMachine.self)[...]
        var refusals: [FileRefusal] = []
        var states: [ApplicationState: Int] = [:]
        for record in records {
            do throws(Refusal) {
                let state = try take(record, submitting: submitting, context, &numbers, &batch)
                states[state, default: 0] += 1
            } catch {
                refusals.append(FileRefusal(reference: record.content.reference, refusal: error))
            }
            if refusals.isEmpty, batch.eventCount >= Self.chunk { try db.flush(&batch) }
        }
        guard refusals.isEmpty else { throw ServiceError.refusedFiles(refusals) }
        let counts = ApplicationState.allCases.compactMap { state in
            states[state].map { StateCount(state: state.name, count: $0) }
        }
        return BulkReceipt(action: "import", changed: changed, unchanged: records.count - changed, states: counts)
    }

    private mutating func take(
        _ record: ImportedApplication, submitting: Bool, _ context: ApplicationContext,
        _ numbers: inout ArraySlice<Int64>, _ batch: inout Batch
    ) throws(Refusal) -> ApplicationState {
        let body = LogJSON.text(record.content) ?? "{}"
        var file: Application
        let before: Int64
        if let known = existing[record.content.reference] {
            file = known
            before = known.version
            if bodies[known.summary?.content ?? .sha256([])] != body {
                let document = Document(record.content, body: body)
                try decide(.edit(ApplicationSummary(record.content, document.digest)), &file, context, &batch)
                batch.keep(document)
            }
        } else {
            file = Application(id: ApplicationID(numbers.removeFirst()))
            before = 0
            let document = Document(record.content, body: body)
            let draft = ApplicationDraft(
                call: call.id, organisation: organisations[record.organisation] ?? OrganisationID(0),
                reference: record.content.reference, summary: ApplicationSummary(record.content, document.digest))
            try decide(.create(draft), &file, context, &batch)
            batch.keep(document)
        }
        if submitting, file.state == .draft { try decide(.submit, &file, context, &batch, effect: .receipt) }
        guard file.version != before else { return known(file).state }
        changed += 1
        return file.state
    }

    private func known(_ file: Application) -> Application { actor.organisation == nil ? file : file.asMadeKnown }

    private func decide(
        _ command: ApplicationCommand, _ file: inout Application, _ context: ApplicationContext, _ batch: inout Batch,
        effect: EffectKind? = nil
    ) throws(Refusal) {
        try batch.decide(
            &file, knownAs: known(file), command, context, definitionVersion: call.definitionVersion, effect: effect)
    }
}

extension ImportedApplication {
    /// The record as text that is the same in every process: dictionaries in the order of their keys.
    fileprivate var fingerprint: String { "\(organisation) \(LogJSON.text(content) ?? "")" }
}

extension ApplicationSummary {
    /// The figures of a content that has no faults.
    init(_ content: ApplicationContent, _ digest: Digest) {
        self.init(
            category: content.category, requested: content.requested, total: content.costs.total,
            declaredMarker: content.gender.marker, southSouth: content.southSouth, countries: content.countries,
            faults: 0, content: digest)
    }
}

extension InputFault {
    /// A file stays with the organisation that began it: whose it is decides who may act on it.
    fileprivate static func otherOrganisation(_ file: String, _ organisation: String, row: Int?) -> InputFault {
        InputFault(
            row: row, field: "organisation",
            message: Message(
                fr: "Le dossier \(file) est celui d'une autre organisation que \(organisation).",
                nl: "Dossier \(file) is van een andere organisatie dan \(organisation).",
                en: "The file \(file) is another organisation's, not \(organisation)'s."))
    }

    init(_ fault: ContentFault, _ record: ImportedApplication) {
        self.init(row: record.row, field: fault.field, message: fault.message)
    }
}
