import CallModel

/// What the regulation says of the number, the kind and the size of documents, checked against the listing of a folder or the
/// directory of an archive: nothing is read or unpacked that will be refused anyway.
struct DocumentLimits {
    private let folder: ImportFolder
    private let definition: CallDefinition?
    private let log: FaultLog

    init(_ folder: ImportFolder, _ definition: CallDefinition?, log: FaultLog) {
        (self.folder, self.definition, self.log) = (folder, definition, log)
    }

    /// Reports every document of an application that is too many, too large or of a kind that is not asked for, by its name.
    func check(_ record: ImportedApplication) {
        let most = AttachmentRequirement.mostDocuments
        if record.documents.count > most, let excess = record.documents.dropFirst(most).first {
            report(.tooManyDocuments(count: record.documents.count, limit: most), excess)
        }
        for requirement in definition?.attachments ?? [] {
            let own = record.documents.filter { $0.attachment == requirement.id }
            if own.count > requirement.fileLimit, let excess = own.dropFirst(requirement.fileLimit).first {
                report(.tooManyDocuments(count: own.count, limit: requirement.fileLimit), excess)
            }
            for document in own { check(document, requirement) }
        }
    }

    private func check(_ document: NamedDocument, _ requirement: AttachmentRequirement) {
        if let type = FileType(name: document.path), !requirement.allowedTypes.contains(type) {
            report(.fileType(type, allowed: requirement.allowedTypes), document)
        }
        // A document that is not there is told when it is looked for.
        guard RelativePath.isSafe(document.path), let size = folder.files[document.path]?.size else { return }
        if size > requirement.byteLimit { report(.fileTooLarge(size: size, limit: requirement.byteLimit), document) }
    }

    private func report(_ kind: ContentFault.Kind, _ document: NamedDocument) {
        let fault = ContentFault(kind, field: ApplicationContent.field(of: document.attachment))
        log.report(.content(fault), at: document.place, column: document.column, value: document.path)
    }
}
