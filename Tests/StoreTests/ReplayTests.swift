import CallModel
import Foundation
import Postgres
import Store
import Testing

@Suite struct ReplayTests {
    /// A database with the whole history in it.
    private func withHistory(_ body: (StoreFixture) async throws -> Void) async throws {
        try await withStore { store in
            _ = try await History.tell(to: store.database)
            try await body(store)
        }
    }

    @Test func `a database is as its log says`() async throws {
        try await withHistory { store in
            let report = try await Replay.run(store.database)
            #expect(report.isClean)
            #expect(report.differences == [] && report.faults == [])
            #expect(report.subjects == 11)
            #expect(try await store.location.text("SELECT count(*)::text FROM appel.events", as: .owner) == "\(report.events)")
        }
    }

    @Test func `an empty database is as its empty log says`() async throws {
        try await withStore { store in
            let report = try await Replay.run(store.database)
            #expect(report.isClean && report.events == 0 && report.subjects == 0)
        }
    }

    @Test(
        arguments: [
            ("UPDATE applications SET awarded_cents = 1 WHERE id = 1", "applications", Int64(1), "awarded_cents", "1", "700000"),
            ("UPDATE applications SET rank = NULL WHERE id = 2", "applications", 2, "rank", nil, "2"),
            (
                "UPDATE calls SET closes_at = closes_at + interval '1 hour'", "calls", 1, "closes_at", "2027-01-28 22:46:40+00",
                "2027-01-28 21:46:40+00"
            ),
            ("UPDATE grants SET recovered_cents = 0", "grants", 1, "recovered_cents", "0", "60000"),
            ("UPDATE reviews SET scores = '{5,5,5}' WHERE id = 1", "reviews", 1, "scores", "{5,5,5}", "{3,5,4}"),
            ("DELETE FROM reviews WHERE id = 2", "reviews", 2, "id", nil, "2"),
            (
                "INSERT INTO grants SELECT 7, application_id, 'lapsed', version, 1, 0, 0, 0, 0, 0, NULL, sent_at, NULL FROM grants",
                "grants", 7, "id", "7", nil
            )
        ] as [(String, String, Int64, String, String?, String?)])
    func `exactly the column that was tampered with is found`(
        _ sql: String, table: String, id: Int64, column: String, stored: String?, rebuilt: String?
    ) async throws {
        try await withHistory { store in
            try await store.tamper(sql)
            let report = try await Replay.run(store.database)
            #expect(report.faults == [])
            let found = try #require(report.differences.first)
            #expect(report.differences.count == 1)
            #expect(found.table == table && found.id == id && found.column == column)
            #expect(found.stored == stored && found.rebuilt == rebuilt)
        }
    }

    @Test func `an amount changed in the log differs from the projection`() async throws {
        try await withHistory { store in
            try await store.tamper(
                """
                UPDATE events SET payload = replace(payload::text, '700000', '780000')::json
                WHERE machine = 'application' AND action = 'award' AND stream_id = 1
                """)
            let report = try await Replay.run(store.database)
            #expect(report.faults == [])
            // The amount, and what bound it.
            #expect(
                report.differences.map(\.description)
                    == ["awarded_cents", "bound_cents"].map {
                        "applications 1: \($0) is 700000, the log says 780000"
                    })
        }
    }

    @Test(arguments: [
        ("DELETE FROM definitions WHERE version = 1", "version"),
        ("UPDATE definitions SET document = '{}', digest = sha256('{}') WHERE version = 2", "digest")
    ])
    func `rules that are not those of the log are found`(_ sql: String, column: String) async throws {
        try await withHistory { store in
            try await store.tamper(sql)
            let report = try await Replay.run(store.database)
            #expect(report.differences.map { "\($0.table) \($0.id) \($0.column)" } == ["definitions 1 \(column)"])
        }
    }

    @Test(arguments: [
        ("SET payload = '{\"line\":\"cooperation\"}'", EventFault.Reason.unreadable),
        ("SET payload = '{\"amount\":1.5,\"departure\":{\"codes\":[]},\"line\":\"cooperation\"}'", .unreadable),
        ("SET payload = NULL", .unreadable), ("SET action = 'bless'", .unreadable), ("SET actor = 'mayor'", .unreadable),
        ("SET action = 'submit'", .unknownTransition), ("SET machine = 'ballot', version = 999", .unknownMachine),
        ("SET version = 99", .doesNotJoin), ("SET from_state = 'scored'", .doesNotJoin)
    ])
    func `an impossible event is named by its number`(_ change: String, reason: EventFault.Reason) async throws {
        try await withHistory { store in
            let award = "machine = 'application' AND action = 'award' AND stream_id = 1"
            let seq = try await store.location.text("SELECT seq::text FROM events WHERE \(award)")
            try await store.tamper("UPDATE events \(change) WHERE \(award)")
            let report = try await Replay.run(store.database)
            #expect(report.faults.first.map { "\($0.seq)" } == seq)
            #expect(report.faults.first?.reason == reason)
            // A stream that nobody can follow is reported as that, not as differences that follow from it.
            #expect(report.differences == [])
        }
    }

    @Test func `payments beyond what can be counted are an error, not a crash`() async throws {
        try await withHistory { store in
            try await store.tamper(
                """
                UPDATE events SET payload = '{"value":9223372036854775807}' WHERE machine = 'grant' AND action = 'payFirst';
                UPDATE events SET action = 'payBalance', to_state = 'balancePaid', payload = '{"value":1}'
                WHERE machine = 'grant' AND action = 'claimRecovery'
                """)
            let report = try await Replay.run(store.database)
            #expect(report.faults.map(\.reason) == [.unreadable])
        }
    }

    @Test func `a text that no column can hold is an error of its event`() async throws {
        try await withHistory { store in
            try await store.tamper(
                #"UPDATE events SET payload = '{"value":"A\u0000"}' WHERE machine = 'grant' AND action = 'commit'"#)
            let report = try await Replay.run(store.database)
            #expect(report.faults.map(\.reason) == [.unreadable])
        }
    }

    @Test func `a report survives being written as JSON`() async throws {
        try await withHistory { store in
            try await store.tamper("UPDATE applications SET rank = 9; UPDATE events SET actor = 'x' WHERE machine = 'grant'")
            let report = try await Replay.run(store.database)
            #expect(report.differences.count == 5 && report.faults.count == 1)
            let text = try #require(LogJSON.text(report))
            #expect(try LogJSON.decode(ReplayReport.self, from: text) == report)
        }
    }
}
