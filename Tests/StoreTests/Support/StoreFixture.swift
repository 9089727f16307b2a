import Postgres
import Store
import TestSupport

/// A database with the schema of this checkout, for one test alone.
struct StoreFixture {
    let location: DatabaseLocation
    /// Appel as it runs: with the rights of the program.
    let database: Database

    /// Runs SQL as the superuser, with triggers and foreign keys off: what nobody can do in a running municipality.
    func tamper(_ sql: String) async throws {
        try await location.session(as: .administrator) { db in
            try db.executeScript("SET search_path = appel; SET session_replication_role = replica; \(sql)")
        }
    }

    /// The error that a statement meets; `nil` when it meets none.
    func refusal(_ sql: String, as access: DatabaseAccess = .program) async throws -> PostgresError? {
        do {
            try await location.session(as: access) { db in try db.executeScript(sql) }
            return nil
        } catch let error as PostgresError {
            return error
        }
    }
}

/// The migrated databases that the tests' own are copied from; copying is ten times faster than migrating.
private enum MigratedTemplate {
    static let real = Task { try await make(.real) }
    static let rehearsal = Task { try await make(.rehearsal) }

    static func name(_ kind: DatabaseKind) async throws -> String {
        switch kind {
        case .real: try await real.value
        case .rehearsal: try await rehearsal.value
        }
    }

    private static func make(_ kind: DatabaseKind) async throws -> String {
        let server = try await PrivateServer.shared()
        let name = try await server.makeDatabase(template: "template0")
        let location = DatabaseLocation.connectionString(server.connectionString(database: name))
        _ = try await Migrations(location, files: checkout).migrate(kind: kind)
        return name
    }
}

/// Lends a new migrated database.
func withStore<T>(_ kind: DatabaseKind = .real, _ body: (StoreFixture) async throws -> T) async throws -> T {
    let server = try await PrivateServer.shared()
    let template = try await MigratedTemplate.name(kind)
    let name = try await server.makeDatabase(template: template)
    let location = DatabaseLocation.connectionString(server.connectionString(database: name))
    // Copying a database does not copy who may connect to it or make temporary tables in it.
    try await location.session(as: .administrator) { db in
        try db.executeScript(
            """
            UPDATE pg_database
            SET datacl = (SELECT datacl FROM pg_database WHERE datname = '\(template)')
            WHERE datname = '\(name)'
            """)
    }
    let fixture = StoreFixture(location: location, database: try Database(location, sessions: 2))
    do {
        let value = try await body(fixture)
        await fixture.database.close()
        return value
    } catch {
        await fixture.database.close()
        throw error
    }
}
