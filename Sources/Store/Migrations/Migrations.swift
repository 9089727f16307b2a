internal import Postgres

/// Brings the schema of a database up to date, file by file.
package struct Migrations: Sendable {
    package let location: DatabaseLocation
    package let files: SQLFiles

    package init(_ location: DatabaseLocation, files: SQLFiles) {
        self.location = location
        self.files = files
    }

    /// Where the schema of a database stands.
    package struct Status: Hashable, Sendable {
        package let kind: DatabaseKind
        /// Whether nothing was ever applied here.
        package let isNew: Bool
        package let applied: [AppliedMigration]
        /// The names of the files still to be applied, in order.
        package let pending: [String]
    }

    /// What `migrate` did, or would do.
    package struct Report: Hashable, Sendable {
        package let kind: DatabaseKind
        /// The names of the files, in order.
        package let applied: [String]
        package let isDryRun: Bool
    }

    /// Looks, and changes nothing. Throws `ClusterError`, `MigrationError` or `PostgresError`.
    package func status() async throws -> Status {
        let pool = try SessionPool(location.configuration(as: .administrator, sessionCount: 1))
        let files = files
        return try await pool.ending { pool in
            try await pool.withSession { db in try MigrationRun(files: files).status(db) }
        }
    }

    /// Applies what is pending, each file in a transaction of its own; what was applied before a failure stays.
    ///
    /// Two at once: one waits for the other and then finds nothing to do. Throws `ClusterError`, `MigrationError` or
    /// `PostgresError`.
    /// - Parameter kind: What a new database becomes, `nil` for a real one. On another database it must be what that is.
    /// - Parameter progress: Called with the name of each file before it is applied.
    package func migrate(
        kind: DatabaseKind? = nil, dryRun: Bool = false, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Report {
        let run = try MigrationRun(files: files)
        if dryRun {
            let status = try await status()
            try run.check(kind, against: status)
            let future = status.isNew ? kind ?? .real : status.kind
            return Report(kind: future, applied: try run.names(status, becoming: future), isDryRun: true)
        }
        try await location.applyRoles(files)
        let pool = try SessionPool(location.configuration(as: .owner, sessionCount: 1))
        return try await pool.ending { pool in
            try await pool.withSession { db in try run.migrate(db, kind: kind, progress: progress) }
        }
    }
}
