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

    /// Salts and digests a text. The salt keeps a short text from being guessed from its digest.
    package init(_ kind: Kind, _ body: String) {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<2).flatMap { _ in withUnsafeBytes(of: random.next()) { Array($0) } }
        self.init(kind, body, salt: salt)
    }

    private init(_ kind: Kind, _ body: String, salt: [UInt8]) {
        self.kind = kind
        self.body = body
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

    static func add(_ documents: [Document], to pipeline: inout Pipeline) {
        guard !documents.isEmpty else { return }
        pipeline.add(
            insert, documents.map(\.digest), documents.map(\.salt), documents.map(\.kind.rawValue),
            documents.map(\.body))
    }
}
