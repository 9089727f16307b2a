import Foundation
import Postgres
import Store
import TestSupport
import Testing

@Suite struct ClusterBackupTests {
    /// An empty database on the same server as every other test's.
    private func emptyDatabase() async throws -> DatabaseLocation {
        let server = try await PrivateServer.shared()
        return .connectionString(server.connectionString(database: try await server.makeDatabase(template: "template0")))
    }

    private func addEvents(_ location: DatabaseLocation) async throws {
        try await location.session(as: .program) { db in
            try db.executeScript("INSERT INTO events SELECT generate_series(1, 1000)")
        }
    }

    @Test(arguments: DatabaseKind.allCases)
    func `a backup restores to the same database, role for role`(kind: DatabaseKind) async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate(kind: kind)
            try await addEvents(fixture.location)
            let file = fixture.files.folder + "/appel.backup"
            let manifest = try await Backup(fixture.location).write(to: file)
            #expect(manifest.events == 1000)
            #expect(manifest.lastSeq == 1000)
            // It holds personal data.
            #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
            let target = try await emptyDatabase()
            #expect(try await Backup(target).restore(from: file, files: fixture.files) == manifest)
            let status = try await Migrations(target, files: fixture.files).status()
            #expect(status.kind == kind)
            #expect(status.pending == [])
            try await target.session(as: .program) { db in
                try Preflight.check(db)
                try db.executeScript("INSERT INTO events VALUES (1001)")
            }
            #expect(try await target.text("SELECT tableowner::text FROM pg_tables WHERE tablename = 'events'") == "appel_owner")
            #expect(try await Backup(target).write(to: file + ".second").events == 1001)
        }
    }

    @Test func `the delivered schema comes back whole`() async throws {
        let server = try await emptyDatabase()
        let target = try await emptyDatabase()
        _ = try await Migrations(server, files: checkout).migrate()
        try await withTemporaryFolder { folder in
            let manifest = try await Backup(server).write(to: folder + "/appel.backup")
            #expect(manifest.rows["appel.events"] == 0)
            _ = try await Backup(target).restore(from: folder + "/appel.backup", files: checkout)
            try await target.session(as: .program) { db in try Preflight.check(db) }
        }
    }

    @Test func `nothing is restored over anything`() async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate()
            let file = fixture.files.folder + "/appel.backup"
            _ = try await Backup(fixture.location).write(to: file)
            await #expect(throws: BackupError.exists(file)) { try await Backup(fixture.location).write(to: file) }
            await #expect(throws: BackupError.notEmpty) {
                try await Backup(fixture.location).restore(from: file, files: fixture.files)
            }
            #expect(try await fixture.migrations.status().pending == [])
        }
    }

    @Test func `a damaged backup, or one without its manifest, is refused before anything is changed`() async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate()
            let file = fixture.files.folder + "/appel.backup"
            _ = try await Backup(fixture.location).write(to: file)
            let target = Backup(try await emptyDatabase())
            var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: URL(fileURLWithPath: file))
            await #expect(throws: BackupError.damaged(file)) { try await target.restore(from: file, files: fixture.files) }
            try FileManager.default.removeItem(atPath: file + ".manifest.json")
            await #expect(throws: BackupError.manifestMissing(file + ".manifest.json")) {
                try await target.restore(from: file, files: fixture.files)
            }
        }
    }

    @Test func `a backup that fails leaves no file`() async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate()
            // A table that appel_backup may not read: a backup without it would be worse than none.
            try await fixture.location.session(as: .owner) { db in
                try db.executeScript("CREATE TABLE hidden (); REVOKE SELECT ON hidden FROM appel_backup")
            }
            await #expect(throws: (any Error).self) {
                try await Backup(fixture.location).write(to: fixture.files.folder + "/appel.backup")
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: fixture.files.folder).sorted()
            #expect(names == ["migrations", "rehearsal", "roles.sql"])
        }
    }

    @Test func `a backup that does not fit its manifest is not passed off as whole`() async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate()
            try await addEvents(fixture.location)
            let file = fixture.files.folder + "/appel.backup"
            _ = try await Backup(fixture.location).write(to: file)
            let manifest = URL(fileURLWithPath: file + ".manifest.json")
            let text = try String(contentsOf: manifest, encoding: .utf8)
            try Data(text.replacingOccurrences(of: "\"appel.events\" : 1000", with: "\"appel.events\" : 999").utf8)
                .write(to: manifest)
            let target = Backup(try await emptyDatabase())
            await #expect(throws: BackupError.differs("appel.events has 999 rows in the backup and 1000 here")) {
                try await target.restore(from: file, files: fixture.files)
            }
        }
    }
}
