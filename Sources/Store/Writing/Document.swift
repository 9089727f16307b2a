package import CallModel
import Postgres

/// A text or a form that may name people: kept apart from the log, which only holds its salted digest.
package struct Document: Sendable {
    package enum Kind: String, Sendable {
        case application
        case justification
        case reason
        case conflict
    }

    package let digest: Digest
    let salt: [UInt8]
    let kind: Kind
    package let body: String
    /// The documents that the text refers to, such as those attached to a file.
    let attached: [AttachedDocument]

    /// Salts and digests a text. The salt keeps a short text from being guessed from its digest.
    package init(_ kind: Kind, _ body: String, attached: [AttachedDocument] = []) {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<2).flatMap { _ in withUnsafeBytes(of: random.next()) { Array($0) } }
        self.init(kind, body, attached, salt: salt)
    }

    private init(_ kind: Kind, _ body: String, _ attached: [AttachedDocument], salt: [UInt8]) {
        self.kind = kind
        self.body = body
        self.attached = attached
        self.salt = salt
        digest = Digest.sha256(salt + Array(body.utf8))
    }
}

extension Document {
    private static let insert = Statement(
        "insert documents",
        """
        INSERT INTO documents (digest, salt, kind, body)
        SELECT n.digest, n.salt, n.kind, n.body
        FROM unnest($1::bytea[], $2::bytea[], $3::text[], $4::text[]) AS n (digest, salt, kind, body)
        """)

    private static let insertAttached = Statement(
        "insert attached",
        """
        INSERT INTO attached (content, place, attachment, name, digest)
        SELECT n.content, n.place, n.attachment, n.name, n.digest
        FROM unnest($1::bytea[], $2::integer[], $3::text[], $4::text[], $5::bytea[])
            AS n (content, place, attachment, name, digest)
        """)

    static func add(_ documents: [Document], to pipeline: inout Pipeline) {
        guard !documents.isEmpty else { return }
        pipeline.add(
            insert, documents.map(\.digest), documents.map(\.salt), documents.map(\.kind.rawValue),
            documents.map(\.body))
        let rows = documents.flatMap { document in
            document.attached.enumerated().map { (content: document.digest, place: Int32($0 + 1), attached: $1) }
        }
        guard !rows.isEmpty else { return }
        pipeline.add(
            insertAttached, rows.map(\.content), rows.map(\.place), rows.map(\.attached.attachment), rows.map(\.attached.name),
            rows.map(\.attached.digest))
    }
}
