package import CallModel

/// What the database knows of a document that was handed in.
package struct StoredAttachment: Hashable, Sendable {
    package let digest: Digest
    /// In bytes.
    package let size: Int
    package let type: FileType
    package let scan: Scan

    package init(digest: Digest, size: Int, type: FileType, scan: Scan) {
        (self.digest, self.size, self.type, self.scan) = (digest, size, type, scan)
    }

    /// What the virus scanner said of it.
    package enum Scan: Hashable, Sendable {
        case unscanned
        case clean(at: Instant)
        case infected(virus: String, at: Instant)

        /// As the database and lists have it.
        package var name: String {
            switch self {
            case .unscanned: "unscanned"
            case .clean: "clean"
            case .infected: "infected"
            }
        }

        package var at: Instant? {
            switch self {
            case .unscanned: nil
            case .clean(let at), .infected(_, let at): at
            }
        }

        package var virus: String? {
            if case .infected(let virus, _) = self { virus } else { nil }
        }
    }
}

/// Why a document is not stored.
package enum AttachmentFault: Error, Hashable, Sendable {
    /// What came in is not what was looked at before.
    case changed(Digest)
}
