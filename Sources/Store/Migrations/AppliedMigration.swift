internal import Postgres

/// A row of a table of applied migrations.
package struct AppliedMigration: Hashable, Sendable {
    package let number: Int
    package let name: String
    package let sha256: [UInt8]
}

/// The tables that record what was applied: one for every database, one more for a rehearsal.
enum MigrationLedger {
    case main
    case rehearsal

    /// Qualified, because a migration may set its own search path.
    var table: String {
        switch self {
        case .main: "appel.migrations"
        case .rehearsal: "rehearsal.migrations"
        }
    }

    /// What was applied, in order; nothing where the table does not exist.
    func applied(_ db: borrowing Connection) throws(PostgresError) -> [AppliedMigration] {
        guard try exists(db) else { return [] }
        let select = Statement(once: "SELECT number, name, sha256 FROM \(table) ORDER BY number")
        var applied: [AppliedMigration] = []
        for row in try db.query(select) {
            applied.append(AppliedMigration(number: try row.int(0), name: try row.string(1), sha256: try row.bytes(2)))
        }
        return applied
    }

    func exists(_ db: borrowing Connection) throws(PostgresError) -> Bool {
        try db.query(Statement(once: "SELECT to_regclass($1) IS NOT NULL"), table).single().bool(0)
    }

    func create(_ db: borrowing Connection) throws {
        try db.executeScript(
            """
            CREATE TABLE \(table) (
                number     integer     PRIMARY KEY CHECK (number >= 1),
                name       text        NOT NULL,
                sha256     bytea       NOT NULL CHECK (length(sha256) = 32),
                applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
            );
            GRANT SELECT ON \(table) TO appel_app, appel_finance, appel_auditor, appel_backup;
            """)
    }

    func record(_ migration: Migration, _ db: borrowing Connection) throws(PostgresError) {
        let insert = Statement(once: "INSERT INTO \(table) (number, name, sha256) VALUES ($1, $2, $3)")
        try db.query(insert, migration.number, migration.name, migration.sha256)
    }
}

extension MigrationLedger {
    /// The files that are still to be applied. Throws for a file that was changed, is missing or comes too late.
    static func pending(
        _ migrations: [Migration], applied: [AppliedMigration], folder: String
    ) throws(MigrationError) -> [Migration] {
        let files = Dictionary(uniqueKeysWithValues: migrations.map { ($0.number, $0) })
        for row in applied {
            guard let file = files[row.number], file.name == row.name else { throw .missing("\(folder)/\(row.name)") }
            guard file.sha256 == row.sha256 else { throw .changed(file.path) }
        }
        let known = Set(applied.map(\.number))
        let pending = migrations.filter { !known.contains($0.number) }
        if let last = applied.last, let early = pending.first(where: { $0.number < last.number }) {
            throw .outOfOrder(early.path, after: last.name)
        }
        return pending
    }
}
