import Foundation
import Postgres
import Store
import TestSupport

/// A new database, and a folder of small migrations of its own.
struct MigrationsFixture {
    let location: DatabaseLocation
    let files: SQLFiles

    var migrations: Migrations { Migrations(location, files: files) }

    /// Writes a migration; an empty text removes it.
    func write(_ name: String, _ sql: String, in folder: String = "migrations") throws {
        let path = "\(files.folder)/\(folder)/\(name)"
        if sql.isEmpty { return try FileManager.default.removeItem(atPath: path) }
        try Data(sql.utf8).write(to: URL(fileURLWithPath: path))
    }
}

/// Lends a database with two migrations to apply and the clock of a rehearsal.
func withMigrations(_ body: (MigrationsFixture) async throws -> Void) async throws {
    let server = try await PrivateServer.shared()
    let location = DatabaseLocation.connectionString(
        server.connectionString(database: try await server.makeDatabase(template: "template0")))
    try await withTemporaryFolder { folder in
        for name in ["migrations", "rehearsal"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
        }
        // Written anew rather than copied: a copy would be given to the owner of the checkout, which needs root.
        for name in ["roles.sql", "rehearsal/0001_clock.sql"] {
            try Data(contentsOf: URL(fileURLWithPath: "\(checkout.folder)/\(name)"))
                .write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        let fixture = MigrationsFixture(location: location, files: SQLFiles(folder: folder))
        let clock = "CREATE FUNCTION appel_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';\n"
        try fixture.write("0001_now.sql", clock)
        try fixture.write("0002_events.sql", "CREATE TABLE events (seq bigint);\nGRANT SELECT, INSERT ON events TO appel_app;\n")
        try await body(fixture)
    }
}
