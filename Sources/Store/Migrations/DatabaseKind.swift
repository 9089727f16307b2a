package import Postgres

/// Whether a database is for real calls or for trying them out. Decided when its schema is first made, for ever.
package enum DatabaseKind: String, Hashable, Sendable, Codable, CaseIterable {
    case real
    case rehearsal

    /// The kind of a database, whether or not it has a schema yet. Any role may ask.
    package static func read(_ db: borrowing Connection) throws(PostgresError) -> DatabaseKind {
        try db.query(statement).single().bool(0) ? .rehearsal : .real
    }

    /// The schema is the mark: it is made in the same transaction as the record of migrations, and only then.
    private static let statement = Statement("database_kind", "SELECT to_regnamespace('rehearsal') IS NOT NULL")
}
