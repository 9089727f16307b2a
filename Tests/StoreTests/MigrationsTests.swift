import Foundation
import Postgres
import Store
import Testing

@Suite struct MigrationsTests {
    @Test func `files are applied once, in order, and recorded with their digest`() async throws {
        try await withMigrations { fixture in
            #expect(try await fixture.migrations.status().isNew)
            let report = try await fixture.migrations.migrate()
            #expect(report.applied == ["0001_now.sql", "0002_events.sql"])
            #expect(report.kind == .real)
            let again = try await fixture.migrations.migrate()
            #expect(again.applied == [])
            let sql = "SELECT encode(sha256, 'hex') FROM appel.migrations WHERE number = 2"
            // printf 'CREATE TABLE events (seq bigint);\nGRANT SELECT, INSERT ON events TO appel_app;\n' | sha256sum
            let digest = try await fixture.location.text(sql)
            #expect(digest == "ccfe94246746a6de4587cfc55bf2b03c9c41112459b552123bd946713345555d")
            #expect(try await fixture.location.text("SELECT tableowner::text FROM pg_tables WHERE tablename = 'events'") == "appel_owner")
        }
    }

    @Test func `a dry run tells what would be applied and changes nothing`() async throws {
        try await withMigrations { fixture in
            let report = try await fixture.migrations.migrate(kind: .rehearsal, dryRun: true)
            #expect(report.kind == .rehearsal && report.isDryRun)
            #expect(report.applied == ["0001_now.sql", "0002_events.sql", "0001_clock.sql"])
            #expect(try await fixture.migrations.status().isNew)
            _ = try await fixture.migrations.migrate()
            try fixture.write("0003_more.sql", "CREATE TABLE more ();")
            #expect(try await fixture.migrations.migrate(dryRun: true).applied == ["0003_more.sql"])
            #expect(try await fixture.migrations.status().pending == ["0003_more.sql"])
        }
    }

    @Test func `of two runs at once one waits for the other`() async throws {
        try await withMigrations { fixture in
            try fixture.write("0003_slow.sql", "SELECT pg_sleep(0.3);")
            async let first = fixture.migrations.migrate()
            async let second = fixture.migrations.migrate()
            let counts = try await [first, second].map(\.applied.count).sorted()
            #expect(counts == [0, 3])
        }
    }

    @Test func `a file that fails leaves nothing, and is named with its line`() async throws {
        try await withMigrations { fixture in
            try fixture.write("0003_half.sql", "CREATE TABLE half ();\n\nCREATE TABEL other ();\n")
            let error = await #expect(throws: MigrationError.self) { try await fixture.migrations.migrate() }
            guard case .failed(let file, line: 3, _) = error else {
                Issue.record("not failed in line 3: \(String(describing: error))")
                return
            }
            #expect(file.hasSuffix("/migrations/0003_half.sql"))
            #expect(try await fixture.migrations.status().pending == ["0003_half.sql"])
            #expect(try await fixture.location.text("SELECT (to_regclass('appel.half') IS NULL)::text") == "true")
            try fixture.write("0003_half.sql", "CREATE TABLE half ();")
            #expect(try await fixture.migrations.migrate().applied == ["0003_half.sql"])
        }
    }

    @Test(arguments: ["COMMIT;", "CREATE TABLE t (); COMMIT; BEGIN; COMMIT;", "ROLLBACK;"])
    func `a file that ends its transaction is refused`(sql: String) async throws {
        try await withMigrations { fixture in
            try fixture.write("0003_ends.sql", sql)
            let error = await #expect(throws: MigrationError.self) { try await fixture.migrations.migrate() }
            #expect(error == .endsTransaction(fixture.files.migrations + "/0003_ends.sql"))
            #expect(try await fixture.migrations.status().applied.count == 2)
        }
    }

    @Test func `what one file sets for its session does not reach the next`() async throws {
        try await withMigrations { fixture in
            try fixture.write("0003_path.sql", "SET search_path = pg_catalog; SET statement_timeout = 1;")
            try fixture.write("0004_after.sql", "SELECT pg_sleep(0.01); CREATE TABLE after ();")
            _ = try await fixture.migrations.migrate()
            #expect(try await fixture.location.text("SELECT to_regclass('appel.after')::text", as: .owner) == "after")
        }
    }

    /// What is done to the files once they are applied, and the fault that it is.
    enum Tampering: String, CaseIterable, Sendable {
        case changed, removed, renamed, lateNumber
    }

    @Test(arguments: Tampering.allCases)
    func `an applied file that is not what it was is named`(tampering: Tampering) async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate()
            let folder = fixture.files.migrations
            let expected: MigrationError
            switch tampering {
            case .changed:
                try fixture.write("0002_events.sql", "CREATE TABLE events (seq integer);")
                expected = .changed(folder + "/0002_events.sql")
            case .removed:
                try fixture.write("0002_events.sql", "")
                expected = .missing(folder + "/0002_events.sql")
            case .renamed:
                try fixture.write("0002_events.sql", "")
                try fixture.write("0002_other.sql", "CREATE TABLE events (seq bigint);")
                expected = .missing(folder + "/0002_events.sql")
            case .lateNumber:
                try await fixture.location.session(as: .owner) { db in
                    try db.executeScript("DELETE FROM appel.migrations WHERE number = 1")
                }
                expected = .outOfOrder(folder + "/0001_now.sql", after: "0002_events.sql")
            }
            let error = await #expect(throws: MigrationError.self) { try await fixture.migrations.migrate() }
            #expect(error == expected)
            #expect(error?.description.contains(".sql") == true)
        }
    }

    @Test func `files that cannot be a sequence are named`() async throws {
        try await withMigrations { fixture in
            let folder = fixture.files.migrations
            let faults: [(name: String, error: MigrationError)] = [
                ("2_short.sql", .badName(folder + "/2_short.sql")),
                ("0002_twice.sql", .duplicateNumber(folder + "/0002_events.sql", folder + "/0002_twice.sql")),
                ("0005_far.sql", .gap(number: 3, before: folder + "/0005_far.sql"))
            ]
            for fault in faults {
                try fixture.write(fault.name, "SELECT 1;")
                #expect(throws: fault.error) { try Migration.load(folder: folder, files: fixture.files) }
                try fixture.write(fault.name, "")
            }
            try Data([0x53, 0xff]).write(to: URL(fileURLWithPath: folder + "/0003_latin.sql"))
            #expect(throws: MigrationError.unreadable(folder + "/0003_latin.sql")) {
                try Migration.load(folder: folder, files: fixture.files)
            }
        }
    }

    @Test func `a role that may not make roles is told whom to ask`() async throws {
        try await withMigrations { fixture in
            guard case .connectionString(let text) = fixture.location else { return }
            let name = "plain_\(UInt32.random(in: 0 ... .max))"
            try await fixture.location.session(as: .administrator) { db in try db.executeScript("CREATE ROLE \(name) LOGIN") }
            let plain = DatabaseLocation.connectionString(text + " user=\(name)")
            await #expect(throws: MigrationError.rolesMissing(role: name, file: fixture.files.roles)) {
                try await Migrations(plain, files: fixture.files).migrate()
            }
            // What the error says to do.
            try await fixture.location.applyRoles(fixture.files)
            try await fixture.location.session(as: .administrator) { db in
                try db.executeScript("GRANT appel_owner, appel_app, appel_backup TO \(name)")
            }
            #expect(try await Migrations(plain, files: fixture.files).migrate().applied.count == 2)
            #expect(try await plain.text("SELECT current_user::text") == "appel_app")
        }
    }

    @Test func `a role that may make roles needs no superuser`() async throws {
        try await withMigrations { fixture in
            guard case .connectionString(let text) = fixture.location else { return }
            let name = "admin_\(UInt32.random(in: 0 ... .max))"
            try await fixture.location.session(as: .administrator) { db in
                try db.executeScript("CREATE ROLE \(name) LOGIN CREATEROLE")
                let database = try db.query(Statement(once: "SELECT current_database()::text")).single().string(0)
                try db.executeScript("ALTER DATABASE \(database) OWNER TO \(name)")
            }
            let admin = DatabaseLocation.connectionString(text + " user=\(name)")
            #expect(try await Migrations(admin, files: fixture.files).migrate(kind: .rehearsal).applied.count == 3)
        }
    }

    @Test func `the delivered files apply, and the program cannot change an event`() async throws {
        try await withMigrations { fixture in
            _ = try await Migrations(fixture.location, files: checkout).migrate()
            try await fixture.location.session(as: .program) { db in try Preflight.check(db) }
        }
    }

    @Test func `the SQL files are found from the running program`() throws {
        let files = try SQLFiles.locate()
        #expect(FileManager.default.fileExists(atPath: files.migrations))
        #expect(FileManager.default.fileExists(atPath: files.rehearsal))
    }
}
