internal import Postgres

extension Cluster {
    /// Starts the server where it does not run, and makes Appel's database and roles where they are missing.
    ///
    /// The server goes on after this process: say so to the user. Throws `ClusterError`, `MigrationError.filesMissing` or
    /// `PostgresError`.
    /// - Parameter files: Where `roles.sql` is.
    package func start(files: SQLFiles) async throws -> StartOutcome {
        var attempts = 5
        while true {
            let outcome = try await startServer()
            do {
                try await DatabaseLocation.cluster(self).createDatabase(Self.databaseName)
                try await DatabaseLocation.cluster(self).applyRoles(files)
                return outcome
            } catch {
                guard attempts > 0, Self.isGone(error) else { throw error }
                // It was found running and ended before it could be reached, as a server that is being killed does.
                attempts -= 1
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    private static func isGone(_ error: any Error) -> Bool {
        switch error {
        case ClusterError.notRunning: true
        case let error as PostgresError: error.code == .connectionFailed || error.code == .connectionLost
        default: false
        }
    }
}

extension DatabaseLocation {
    /// Makes an empty database on the same server, unless it is there.
    func createDatabase(_ name: String) async throws {
        let pool = try SessionPool(configuration(as: .administrator, sessionCount: 1, database: "postgres"))
        try await pool.ending { pool in
            try await pool.withSession { db in
                let lock = Statement(once: "SELECT pg_advisory_lock(hashtext('appel database'))")
                try db.query(lock)
                let known = Statement(once: "SELECT FROM pg_database WHERE datname = $1")
                guard try db.query(known, name).isEmpty else { return }
                try db.executeScript(
                    "CREATE DATABASE \(Quoting.identifier(name)) TEMPLATE template0 ENCODING 'UTF8'")
            }
        }
    }

    /// Makes the roles that are missing. Throws `MigrationError.rolesMissing` where the connecting role may not and they are.
    package func applyRoles(_ files: SQLFiles) async throws {
        let script = try files.read(files.roles)
        let pool = try SessionPool(configuration(as: .administrator, sessionCount: 1))
        try await pool.ending { pool in
            var attempts = 20
            while true {
                do {
                    return try await pool.withSession { db in try Self.applyRoles(script, files, db) }
                } catch let error as PostgresError where Self.isCollision(error) && attempts > 0 {
                    attempts -= 1
                    try await Task.sleep(for: .milliseconds(Int.random(in: 10...100)))
                }
            }
        }
    }

    private static func applyRoles(_ script: String, _ files: SQLFiles, _ db: borrowing Connection) throws {
        if try db.query(mayCreateRoles).single().bool(0) { return try db.executeScript(script) }
        guard try db.query(hasRoles).single().bool(0) else {
            let role = try db.query(Statement(once: "SELECT current_user::text")).single().string(0)
            throw MigrationError.rolesMissing(role: role, file: files.roles)
        }
    }

    /// Roles belong to the whole server, where no lock that everyone may take spans two databases: preparing both at once
    /// collides on a role that the other is just making (42710, 23505) or changing (XX000, "tuple concurrently updated").
    private static func isCollision(_ error: PostgresError) -> Bool {
        ["42710", "23505", "XX000"].contains(error.sqlState)
    }

    private static let mayCreateRoles = Statement(
        once: "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")

    /// Whether an administrator has run the file and the connecting role can act as the owner, as the program and for whoever sees less.
    private static let hasRoles = Statement(
        once: """
            SELECT to_regnamespace('appel') IS NOT NULL AND count(*) = 4
            FROM pg_roles
            WHERE rolname IN ('appel_owner', 'appel_app', 'appel_member', 'appel_applicant') AND pg_has_role(current_user, oid, 'MEMBER')
            """)
}

extension SessionPool {
    /// Lends the pool and shuts it down afterwards, whatever happens.
    func ending<T: Sendable>(_ body: (SessionPool) async throws -> T) async throws -> T {
        do {
            let value = try await body(self)
            await shutdown()
            return value
        } catch {
            await shutdown()
            throw error
        }
    }
}
