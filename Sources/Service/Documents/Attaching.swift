import CallModel
package import Exchange
import Postgres
import Store
import Workflow

extension Service {
    /// Puts documents in one file: a draft is edited, and a file whose complement was asked for is complemented.
    ///
    /// - Parameters:
    ///   - attachment: the id of the attachment that the call asks for.
    ///   - replacing: whether those that are there for it already go.
    ///   - maySign: whether whoever does it may hand in a complement, which commits the organisation.
    package func attach(
        _ documents: [ScreenedDocument], as attachment: String, replacing: Bool = false, to reference: String, of code: String,
        maySign: Bool = true, _ request: Request
    ) async throws(ServiceError) -> Receipt {
        let names = documents.map { "\($0.document.ownName) \($0.document.digest.hex)" }
        return try await command(request, "attach \(code) \(reference) \(attachment) \(names) \(replacing)") { db, batch in
            let id = try db.file(reference, of: db.call(code: code).id, for: request.actor).id
            try Self.keep(documents, db)
            let loaded = try db.lock(application: id, call: .share, key: request.key)
            try stopIfAnswered(loaded.previous)
            var file = loaded.application
            let known = try Self.known(file, to: request.actor, as: reference, for: .edit, db)
            try Self.expect(request, ApplicationMachine.self, known)
            guard maySign || file.state != .complementRequested else { throw Refusal.maySignNeeded }
            guard var content = try Self.content(of: file, db) else { throw ServiceError.faults([.erased(reference)]) }
            if replacing { content.documents?.removeAll { $0.attachment == attachment } }
            for document in documents { content.attach(document.document.attached(as: attachment)) }
            let faults = content.faults(against: try regulation(of: loaded.call, db).definition)
            guard faults.isEmpty else {
                throw ServiceError.faults(faults.map { InputFault(field: $0.field, message: $0.message) })
            }
            let document = Document(content)
            batch.keep(document)
            let summary = ApplicationSummary(content, document.digest)
            let event = try batch.decide(
                &file, knownAs: known, file.state == .complementRequested ? .complement(summary) : .edit(summary),
                ApplicationContext(now: loaded.now, actor: request.actor, call: loaded.call),
                definitionVersion: loaded.call.definitionVersion)
            return (Receipt(event, file, from: known, before: loaded.application.version), loaded.now)
        }
    }

    /// Stores the bytes of documents. Before any lock is taken: it takes as long as it takes, and a deadline must not wait for it.
    ///
    /// They come in the order of their digests, so that two imports with the same documents wait for each other and never both.
    static func keep(_ documents: [ScreenedDocument], _ db: borrowing Connection) throws {
        guard !documents.isEmpty else { return }
        let now = try db.now()
        let known = try db.attachments(documents.map(\.document.digest))
        for screened in documents.sorted(by: { $0.document.digest.hex < $1.document.digest.hex }) {
            let document = screened.document
            if let virus = known[document.digest]?.scan.virus {
                throw ServiceError.faults([InputFault(field: document.name, message: FolderFault.infected(virus).message)])
            }
            let attachment = StoredAttachment(
                digest: document.digest, size: document.size, type: document.type,
                scan: screened.verdict == .clean ? .clean(at: now) : .unscanned)
            do {
                try db.keep(attachment: attachment) { try document.forEachPiece($0) }
            } catch is AttachmentFault {
                throw ServiceError.faults([InputFault(field: document.name, message: FileFault.changed.message)])
            } catch let fault as FileFault {
                throw ServiceError.faults([InputFault(field: document.name, message: fault.message)])
            } catch let error as ZipError {
                throw ServiceError.faults([InputFault(field: document.name, message: error.message)])
            }
        }
    }

    /// What the applicant filled in; nil once it was erased.
    static func content(of file: Application, _ db: borrowing Connection) throws -> ApplicationContent? {
        guard let digest = file.summary?.content, let body = try db.documents([digest])[digest] else { return nil }
        return try LogJSON.decode(ApplicationContent.self, from: body)
    }
}

extension Document {
    /// A file's content, with the documents that it lists.
    init(_ content: ApplicationContent) { self.init(content, body: LogJSON.text(content) ?? "{}") }

    /// - Parameter body: the content as it is written down.
    init(_ content: ApplicationContent, body: String) { self.init(.application, body, attached: content.documents ?? []) }
}

extension InputFault {
    fileprivate static func erased(_ reference: String) -> InputFault {
        InputFault(
            field: "reference",
            message: Message(
                fr: "Le contenu du dossier \(reference) a été effacé.", nl: "De inhoud van dossier \(reference) is gewist.",
                en: "The content of the file \(reference) was erased."))
    }
}
