package import CallModel

/// A document that was looked at and may come in: which bytes it has, and where they still are.
package struct IncomingDocument: Sendable {
    /// What faults call it: its path below the folder, or the name that the user gave.
    package let name: String
    package let type: FileType
    package let size: Int
    package let digest: CallModel.Digest
    /// Where it is named, for faults that come later.
    let place: ImportFault.Place
    let file: String
    let column: String?
    private let origin: DocumentOrigin

    /// Looks at a document of its own.
    package init(path: String) throws(ImportFailure) {
        let log = FaultLog(file: path)
        guard let document = IncomingDocument(.path(path), name: path, log: log, at: .wholeFile, column: nil) else {
            throw log.failure ?? ImportFailure(faults: [], total: 0)
        }
        self = document
    }

    /// Looks at a document: its size, its digest, and whether it is what its name says. Nil when it has a fault, which has then
    /// been reported.
    init?(_ origin: DocumentOrigin, name: String, log: FaultLog, at place: ImportFault.Place, column: String?) {
        func refuse(_ problem: ImportFault.Problem) { log.report(problem, at: place, column: column, value: column == nil ? nil : name) }
        guard let type = FileType(name: name) else {
            refuse(.folder(.unknownType))
            return nil
        }
        let limit = AttachmentRequirement.mostBytes
        if let size = origin.size, size > limit {
            refuse(.content(ContentFault(.fileTooLarge(size: size, limit: limit), field: column ?? "")))
            return nil
        }
        var hash = RunningDigest()
        var size = 0
        do {
            let isOfItsType = try origin.withSource(limit: limit) { source in
                try source.forEachPiece(of: 0..<source.count) { piece in
                    hash.add(piece)
                    size += piece.count
                }
                return try size == 0 || type.matches(source)
            }
            guard size > 0 else {
                refuse(.content(ContentFault(.fileEmpty, field: column ?? "")))
                return nil
            }
            guard isOfItsType else {
                refuse(.folder(.notOfItsType(type)))
                return nil
            }
        } catch let error as ZipError {
            refuse(.archive(error))
            return nil
        } catch let fault as FileFault {
            refuse(.file(fault))
            return nil
        } catch {
            preconditionFailure("reading a document throws nothing else: \(error)")
        }
        (self.name, self.type, self.size, digest, self.origin) = (name, type, size, hash.finish(), origin)
        (self.place, file, self.column) = (place, log.file, column)
    }

    /// The document's bytes, piece by piece; they may have changed since it was looked at, which the digest tells.
    ///
    /// - Throws: `FileFault` or `ZipError`, and whatever `take` throws.
    package func forEachPiece(_ take: ([UInt8]) throws -> Void) throws {
        try origin.forEachPiece(limit: AttachmentRequirement.mostBytes, take)
    }

    /// The name without its folder.
    package var ownName: String { name.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? name }

    /// As it stands in an application's content.
    package func attached(as attachment: String) -> AttachedDocument {
        AttachedDocument(attachment: attachment, name: ownName, type: type, size: size, digest: digest)
    }

    /// The fault of a document in which a virus was found.
    func infected(with virus: String) -> ImportFault { fault(.folder(.infected(virus))) }

    /// The fault of a document that could be looked at, and cannot be read any more.
    func unreadable(_ error: any Error) -> ImportFault {
        switch error {
        case let error as ZipError: fault(.archive(error))
        case let error as FileFault: fault(.file(error))
        default: fault(.file(.changed))
        }
    }

    private func fault(_ problem: ImportFault.Problem) -> ImportFault {
        ImportFault(file: file, place: place, column: column, value: column == nil ? nil : name, problem: problem)
    }
}
