/// A document that is in the file: what it is for, what it is called, and by its digest which bytes it is.
///
/// The bytes are kept apart, each document once. The file's content names the digest, so that whoever holds the content's own
/// digest can tell whether a document was exchanged.
package struct AttachedDocument: Hashable, Codable, Sendable {
    /// The id of the attachment that the call asks for.
    package var attachment: String
    /// As the applicant called it, without its folder.
    package var name: String
    package var type: FileType
    /// In bytes.
    package var size: Int
    /// The SHA-256 of the bytes.
    package var digest: Digest

    package init(attachment: String, name: String, type: FileType, size: Int, digest: Digest) {
        (self.attachment, self.name, self.type, self.size, self.digest) = (attachment, name, type, size, digest)
    }

    package static let nameLimit = 200
}

extension ApplicationContent {
    /// The documents for one attachment, in the order in which they were handed in.
    package func documents(for attachment: String) -> [AttachedDocument] {
        (documents ?? []).filter { $0.attachment == attachment }
    }

    /// Puts a document in the file, and the attachment on its list.
    package mutating func attach(_ document: AttachedDocument) {
        documents = (documents ?? []) + [document]
        if !attachments.contains(document.attachment) { attachments.append(document.attachment) }
    }

    /// Takes over the documents of an earlier content for the attachments that are still listed and have none of their own: an
    /// import without documents says nothing of those that are there.
    package mutating func keepDocuments(of earlier: ApplicationContent) {
        let kept = (earlier.documents ?? []).filter { old in
            attachments.contains(old.attachment) && documents(for: old.attachment).isEmpty
        }
        if !kept.isEmpty { documents = kept + (documents ?? []) }
    }

    /// What is wrong with the documents, by the attachment that each is for.
    package func documentFaults(against definition: CallDefinition) -> [ContentFault] {
        guard let documents else { return [] }
        var faults: [ContentFault] = []
        if documents.count > AttachmentRequirement.mostDocuments {
            let limit = AttachmentRequirement.mostDocuments
            faults.append(ContentFault(.tooManyDocuments(count: documents.count, limit: limit), field: "attachments"))
        }
        for requirement in definition.attachments {
            let own = self.documents(for: requirement.id)
            let field = Self.field(of: requirement.id)
            if own.count > requirement.fileLimit {
                faults.append(ContentFault(.tooManyDocuments(count: own.count, limit: requirement.fileLimit), field: field))
            }
            for (index, document) in own.enumerated() {
                for kind in requirement.faults(of: document) { faults.append(ContentFault(kind, field: field)) }
                if own[..<index].contains(where: { $0.digest == document.digest }) {
                    faults.append(ContentFault(.repeated(document.name), field: field))
                }
            }
        }
        for document in documents where !attachments.contains(document.attachment) {
            let kind = ContentFault.Kind.unknownAttachment(document.attachment, allowed: definition.attachments.map(\.id))
            faults.append(ContentFault(kind, field: Self.field(of: document.attachment)))
        }
        return faults
    }

    /// The field of an attachment's documents, as the import tables name it.
    package static func field(of attachment: String) -> String { "attachment.\(attachment)" }
}

extension AttachmentRequirement {
    /// What is wrong with one document for this attachment.
    package func faults(of document: AttachedDocument) -> [ContentFault.Kind] {
        var faults: [ContentFault.Kind] = []
        if !allowedTypes.contains(document.type) {
            faults.append(.fileType(document.type, allowed: allowedTypes))
        }
        if document.size > byteLimit { faults.append(.fileTooLarge(size: document.size, limit: byteLimit)) }
        if document.size <= 0 { faults.append(.fileEmpty) }
        if document.name.isBlank {
            faults.append(.missing)
        } else if document.name.unicodeScalars.count > AttachedDocument.nameLimit {
            faults.append(.tooLong(length: document.name.unicodeScalars.count, limit: AttachedDocument.nameLimit))
        } else if document.name.holdsControls(allowingLines: false) || document.name.utf8.contains(UInt8(ascii: "/")) {
            faults.append(.controlCharacter)
        }
        return faults
    }
}
