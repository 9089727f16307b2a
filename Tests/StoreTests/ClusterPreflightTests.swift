import Postgres
import Store
import Testing

@Suite struct ClusterPreflightTests {
    @Test func `a database with the safety on and a program without power passes`() async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate()
            try await fixture.location.session(as: .program) { db in try Preflight.check(db) }
        }
    }

    @Test func `a session that does not wait for the disk is refused, with what to do`() async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate()
            let error = await #expect(throws: PreflightError.self) {
                try await fixture.location.session(as: .program) { db in
                    try db.executeScript("SET synchronous_commit = off")
                    try Preflight.check(db)
                }
            }
            #expect(error == .unsafeSetting("synchronous_commit"))
            #expect(error?.description.contains("ALTER SYSTEM SET synchronous_commit = on") == true)
        }
    }

    @Test(arguments: ["UPDATE", "DELETE", "TRUNCATE", "UPDATE (seq)"])
    func `a program that may rewrite an event is refused`(privilege: String) async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate()
            try await fixture.location.session(as: .owner) { db in
                try db.executeScript("GRANT \(privilege) ON appel.events TO appel_app")
            }
            await #expect(throws: PreflightError.mayChangeEvents(role: "appel_app")) {
                try await fixture.location.session(as: .program) { db in try Preflight.check(db) }
            }
        }
    }

    @Test func `the superuser is refused`() async throws {
        try await withMigrations { fixture in
            _ = try await fixture.migrations.migrate()
            await #expect(throws: PreflightError.mayChangeEvents(role: "postgres")) {
                try await fixture.location.session(as: .administrator) { db in try Preflight.check(db) }
            }
        }
    }
}
