import CallModel
import Postgres
import Store
import Testing

@Suite struct MigrationsRehearsalTests {
    @Test func `the clock of a rehearsal is set, advanced, and seen by commands`() async throws {
        try await withMigrations { fixture in
            #expect(try await fixture.migrations.migrate(kind: .rehearsal).applied.count == 3)
            let location = fixture.location
            let start = try await RehearsalClock.read(location)
            #expect(start.now == start.real)
            let target = start.real.adding(days: 400)
            #expect(try await RehearsalClock.set(target, location).now == target)
            let later = try await RehearsalClock.advance(seconds: 3600, location)
            #expect(later.now >= target.adding(seconds: 3600))
            let seen = try await location.session(as: .program) { db in
                try db.query(Statement(once: "SELECT appel_now()")).single().instantMicroseconds(0)
            }
            #expect(seen >= later.now.microseconds)
            #expect(seen < later.now.adding(seconds: 60).microseconds)
        }
    }

    @Test func `the clock goes to any year before something happened`() async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate(kind: .rehearsal)
            let past = Instant(microseconds: 1_700_000_000_000_000)
            let reading = try await RehearsalClock.set(past, fixture.location)
            #expect(reading.now == past && !reading.hasHistory)
        }
    }

    @Test func `the clock never goes back once something happened, whoever asks`() async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate(kind: .rehearsal)
            let location = fixture.location
            let reading = try await RehearsalClock.advance(seconds: 3600, location)
            try await location.session(as: .program) { try $0.executeScript("INSERT INTO appel.events VALUES (1)") }
            await #expect(throws: RehearsalError.self) { try await RehearsalClock.set(reading.real, location) }
            await #expect(throws: RehearsalError.self) { try await RehearsalClock.advance(seconds: -1, location) }
            let attempts = [
                "UPDATE rehearsal.clock SET ahead_microseconds = 0", "DELETE FROM rehearsal.clock", "TRUNCATE rehearsal.clock"
            ]
            for attempt in attempts {
                for access in [DatabaseAccess.program, .owner] {
                    await #expect(throws: PostgresError.self, "\(attempt)") {
                        try await location.session(as: access) { db in try db.executeScript(attempt) }
                    }
                }
            }
        }
    }

    @Test func `a real database has no clock to set`() async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate()
            await #expect(throws: RehearsalError.realDatabase) { try await RehearsalClock.read(fixture.location) }
            await #expect(throws: RehearsalError.realDatabase) {
                try await RehearsalClock.advance(seconds: 1, fixture.location)
            }
        }
    }

    @Test(arguments: DatabaseKind.allCases)
    func `a database stays what it was made`(kind: DatabaseKind) async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate(kind: kind)
            let other: DatabaseKind = kind == .real ? .rehearsal : .real
            await #expect(throws: MigrationError.kindIsForever(kind)) { try await fixture.migrations.migrate(kind: other) }
            await #expect(throws: MigrationError.kindIsForever(kind)) {
                try await fixture.migrations.migrate(kind: other, dryRun: true)
            }
            #expect(try await fixture.migrations.migrate().kind == kind)
            #expect(try await fixture.migrations.status().kind == kind)
        }
    }

    @Test func `a rehearsal that was cut off in its first migration is still a rehearsal`() async throws {
        try await withMigrations { fixture in
            try fixture.write("0002_events.sql", "SELECT 1/0;")
            await #expect(throws: MigrationError.self) { try await fixture.migrations.migrate(kind: .rehearsal) }
            try fixture.write("0002_events.sql", "CREATE TABLE events (seq bigint);")
            let report = try await fixture.migrations.migrate()
            #expect(report.kind == .rehearsal)
            #expect(report.applied == ["0002_events.sql", "0001_clock.sql"])
        }
    }
}
