import Postgres
import Store

/// The server that is measured: started for this run alone and gone after it.
struct BenchServer: Sendable {
    /// The folder of its socket, which takes everybody for who they say they are.
    let socketFolder: String
    /// A folder for files of this run.
    let workFolder: String

    func location(_ database: String) -> DatabaseLocation {
        .connectionString("host=\(socketFolder) dbname=\(database) user=postgres")
    }

    /// Makes a database, by default an empty one; nobody may be connected to the one it is a copy of.
    func create(_ name: String, from template: String = "template0") async throws {
        try await script("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY file_copy")
    }

    func drop(_ name: String) async throws {
        try await script("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    func has(_ name: String) async throws -> Bool {
        let database = try Database(location("postgres"), as: .administrator, sessions: 1)
        let found = try await database.read { db in
            try db.query(Statement(once: "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)"), name).single().bool(0)
        }
        await database.close()
        return found
    }

    /// Puts everything on the disk and the statistics in order, so that no contender does it for the one before.
    func settle(_ database: String) async throws {
        try await script("VACUUM ANALYZE", in: database)
        try await script("CHECKPOINT", in: database)
    }

    /// Runs SQL as the superuser, outside a transaction.
    func script(_ sql: String, in database: String = "postgres") async throws {
        let pool = try SessionPool(location(database).configuration(as: .administrator, sessionCount: 1))
        do {
            try await pool.withSession { try $0.executeScript(sql) }
        } catch {
            await pool.shutdown()
            throw error
        }
        await pool.shutdown()
    }

    func version() async throws -> String {
        let database = try Database(location("postgres"), as: .administrator, sessions: 1)
        let version = try await database.read { try $0.query(Statement(once: "SHOW server_version")).single().string(0) }
        await database.close()
        return version
    }
}
