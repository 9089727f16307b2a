package import CallModel
import Postgres
package import Store
package import Workflow

/// A document in a file, and what the database knows of it.
package struct FileDocument: Sendable {
    /// What commands call it: the id of the attachment, and from its second document on the number: `photos.2`.
    package let id: String
    package let document: AttachedDocument
    /// Nil where its bytes are gone.
    package let stored: StoredAttachment?
}

/// Why a document is not handed out.
package enum DocumentRefusal: Error, Hashable, Sendable {
    case none(id: String, known: [String])
    /// The bytes were erased, or never came along.
    case gone(id: String)
    case unscanned(id: String)
    case infected(id: String, virus: String)
    /// The bytes are not those that the file's content names.
    case damaged(id: String)

    package var message: Message {
        switch self {
        case .none(let id, let known):
            Message(
                fr: "Le dossier n'a pas de document « \(id) ». Il a : \(known.joined(separator: ", ")).",
                nl: "Het dossier heeft geen document '\(id)'. Het heeft: \(known.joined(separator: ", ")).",
                en: "The file has no document '\(id)'. It has: \(known.joined(separator: ", ")).")
        case .gone(let id):
            Message(
                fr: "Le document « \(id) » n'est plus dans la base de données. Demandez-le à nouveau.",
                nl: "Het document '\(id)' zit niet meer in de databank. Vraag het opnieuw.",
                en: "The document '\(id)' is not in the database any more. Ask for it again.")
        case .unscanned(let id):
            Message(
                fr: "Le document « \(id) » n'a pas passé l'antivirus. Lancez `appel application scan` d'abord.",
                nl: "Het document '\(id)' is niet op virussen gescand. Voer eerst `appel application scan` uit.",
                en: "The document '\(id)' was not scanned for viruses. Run `appel application scan` first.")
        case .infected(let id, let virus):
            Message(
                fr: "Le document « \(id) » contient un virus (\(virus)) et n'est pas remis. Demandez-en un autre.",
                nl: "Het document '\(id)' bevat een virus (\(virus)) en wordt niet afgegeven. Vraag een ander.",
                en: "The document '\(id)' holds a virus (\(virus)) and is not handed out. Ask for another one.")
        case .damaged(let id):
            Message(
                fr: "Le document « \(id) » n'est pas celui qui a été remis. Restaurez une sauvegarde.",
                nl: "Het document '\(id)' is niet wat werd ingediend. Herstel een back-up.",
                en: "The document '\(id)' is not what was handed in. Restore a backup.")
        }
    }
}

extension Service {
    /// The documents of a file, in the order in which they were handed in.
    package func documents(of reference: String, in code: String) async throws(ServiceError) -> [FileDocument] {
        try await question(confined: true) { db in
            let file = try db.file(reference, of: db.call(code: code).id)
            try requireOwn(file, reference)
            try requireRuledOut(file, db)
            return try Self.documents(of: file, db)
        }
    }

    /// A document that may be handed to whoever asks.
    ///
    /// A member of the council sees nothing of a file with which there is a conflict of interest, and an applicant nothing of
    /// another's. What no scanner has seen is for the secretariat alone, who says so.
    ///
    /// - Parameter evenUnscanned: whether the secretariat wants it unscanned.
    /// - Throws: `DocumentRefusal`, or `ServiceError`.
    package func document(
        _ id: String, of reference: String, in code: String, for actor: Actor, evenUnscanned: Bool = false
    ) async throws -> FileDocument {
        let documents = try await walled(for: actor).question(confined: true) { db in
            try RegisterAction.openDocument.permit(actor)
            let call = try db.call(code: code)
            let file = try db.file(reference, of: call.id, for: actor)
            try requireOwn(file, reference)
            if let member = actor.member,
                try db.conflicts(of: call.id).contains(ConflictInForce(member: member, application: file.id))
            {
                throw Refusal.conflictOfInterest
            }
            try requireRuledOut(file, by: actor.member, db)
            return try Self.documents(of: file, db)
        }
        guard let found = documents.first(where: { $0.id == id }) else {
            throw DocumentRefusal.none(id: id, known: documents.map(\.id))
        }
        guard let stored = found.stored else { throw DocumentRefusal.gone(id: id) }
        switch stored.scan {
        case .clean: return found
        case .infected(let virus, _): throw DocumentRefusal.infected(id: id, virus: virus)
        case .unscanned:
            guard evenUnscanned, actor.role == .secretariat else { throw DocumentRefusal.unscanned(id: id) }
            return found
        }
    }

    /// Hands over the bytes of a document piece by piece, each read on its own: however slow the taker is, no transaction waits.
    ///
    /// - Throws: `DocumentRefusal.damaged` at the end where they are not what was handed in: what was taken must then be thrown
    ///   away. And whatever `take` throws.
    package func handOver(_ document: FileDocument, to take: (sending [UInt8]) throws -> Void) async throws {
        guard try await pieces(of: document.document.digest, take) else { throw DocumentRefusal.damaged(id: document.id) }
    }

    /// - Returns: whether they are what the digest says.
    func pieces(of digest: Digest, _ take: (sending [UInt8]) throws -> Void) async throws -> Bool {
        var check = AttachmentCheck()
        var number: Int32 = 1
        while let piece = try await question(confined: true, { [number] db in try db.attachmentPiece(number, of: digest) }) {
            check.add(piece)
            try take(piece)
            number += 1
        }
        return check.matches(digest)
    }

    private static func documents(of file: Application, _ db: borrowing Connection) throws -> [FileDocument] {
        let attached = try content(of: file, db)?.documents ?? []
        let stored = try db.attachments(attached.map(\.digest))
        var counts: [String: Int] = [:]
        return attached.map { document in
            let number = counts[document.attachment, default: 0] + 1
            counts[document.attachment] = number
            let id = number == 1 ? document.attachment : "\(document.attachment).\(number)"
            return FileDocument(id: id, document: document, stored: stored[document.digest])
        }
    }
}
