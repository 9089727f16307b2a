import CallModel
import Foundation
import Postgres
import Store
import Testing
import Workflow

/// What the database refuses by itself, whoever asks.
@Suite struct DatabaseRulesTests {
    @Test(arguments: [
        "UPDATE events SET payload = NULL", "DELETE FROM events", "TRUNCATE events CASCADE",
        "UPDATE definitions SET source = ''", "DELETE FROM transitions", "DELETE FROM applications", "DELETE FROM outbox",
        "UPDATE documents SET body = 'something else'"
    ])
    func `the program has no right to change the past`(_ sql: String) async throws {
        try await withStore { store in
            let error = try #require(try await store.refusal(sql))
            #expect(error.sqlState == "42501")
            #expect(error.message.hasPrefix("permission denied"))
        }
    }

    @Test(arguments: [
        "UPDATE events SET payload = NULL", "DELETE FROM events", "TRUNCATE events CASCADE", "DELETE FROM definitions"
    ])
    func `not even the owner changes the past`(_ sql: String) async throws {
        try await withStore { store in
            let error = try #require(try await store.refusal(sql, as: .owner))
            #expect(error.sqlState == "42501")
            #expect(error.message.hasSuffix("is append-only"))
        }
    }

    @Test func `what a member of the council or an association reads are views with the columns of the tables, and no table`() async throws
    {
        try await withStore { store in
            _ = try await History.tell(to: store.database)
            let columns = Statement(
                once: """
                    SELECT v.table_schema || '.' || v.table_name
                    FROM information_schema.views AS v
                    JOIN pg_tables AS t ON t.schemaname = 'appel' AND t.tablename = v.table_name
                    WHERE v.table_schema IN ('appel_member', 'appel_applicant') AND (
                        SELECT array_agg(c.column_name || ' ' || c.data_type ORDER BY c.column_name)
                        FROM information_schema.columns AS c
                        WHERE c.table_schema = v.table_schema AND c.table_name = v.table_name
                    ) IS DISTINCT FROM (
                        SELECT array_agg(c.column_name || ' ' || c.data_type ORDER BY c.column_name)
                        FROM information_schema.columns AS c
                        WHERE c.table_schema = 'appel' AND c.table_name = v.table_name)
                    """)
            let differing = try await store.location.session(as: .administrator) { db in
                try db.query(columns).map { row in try row.string(0) }
            }
            #expect(differing.isEmpty)
            for table in ["applications", "events", "reviews", "payment_batches", "idempotency"] {
                let read = Statement(once: "SELECT count(*) FROM appel.\(table)")
                for asker in [Asker.member(MemberID(1)), .organisation(OrganisationID(1))] {
                    await #expect(throws: StoreError.self) {
                        try await store.database.read(as: asker) { db in _ = try db.query(read) }
                    }
                }
            }
            let seen = try await store.database.read(as: .member(MemberID(1))) { db in
                try db.query(Statement(once: "SELECT current_user::text, count(*) FROM applications")).single().string(0)
            }
            #expect(seen == "appel_member")
            // Nothing of it is left in the session.
            let after = try await store.database.read { db in
                try db.query(Statement(once: "SELECT current_user::text")).single().string(0)
            }
            #expect(after == "appel_app")
        }
    }

    /// One event, as its values follow each other in the table.
    private static func event(_ values: String) -> String {
        """
        INSERT INTO events (machine, stream_id, version, action, from_state, to_state, at, actor, definition_version)
        VALUES (\(values), now(), 'secretariat', 1)
        """
    }

    @Test(arguments: [
        "'call', 9, 1, 'create', 'absent', 'open'", "'call', 9, 1, 'publish', 'absent', 'drafted'",
        "'ballot', 9, 1, 'create', 'absent', 'drafted'"
    ])
    func `an event needs a transition of the table`(_ values: String) async throws {
        try await withStore { store in
            let error = try #require(try await store.refusal(Self.event(values)))
            #expect(error.constraint == "events_transition_exists")
        }
    }

    @Test(arguments: [
        // The file has come to version 9 or so; nothing starts in the middle, skips, or leaves from elsewhere.
        "'call', 9, 2, 'open', 'drafted', 'open'", "'grant', 1, 99, 'close', 'accepted', 'closed'",
        "'call', 1, 11, 'open', 'drafted', 'open'"
    ])
    func `an event must join the one before it`(_ values: String) async throws {
        try await withStore { store in
            let history = try await History.tell(to: store.database)
            #expect(history.call.version == 10)
            let error = try #require(try await store.refusal(Self.event(values)))
            #expect(error.constraint == "events_join")
        }
    }

    @Test(arguments: ["'other', decode(repeat('01', 16), 'hex')", "'said', decode(repeat('02', 16), 'hex')"])
    func `a document is what its digest says`(_ bodyAndSalt: String) async throws {
        try await withStore { store in
            let insert = """
                INSERT INTO documents (kind, digest, body, salt)
                SELECT 'reason', sha256(decode(repeat('01', 16), 'hex') || 'said'),
                """
            let error = try #require(try await store.refusal("\(insert) \(bodyAndSalt)"))
            #expect(error.constraint == "documents_as_digested")
            #expect(try await store.refusal("\(insert) 'said', decode(repeat('01', 16), 'hex')") == nil)
        }
    }

    @Test func `a document can be erased`() async throws {
        try await withStore { store in
            _ = try await History.tell(to: store.database)
            #expect(try await store.refusal("DELETE FROM documents") == nil)
        }
    }

    @Test(arguments: ["applications", "grants", "calls", "organisations", "reviews", "documents", "events"])
    func `finance reads awards and payments and no table`(_ table: String) async throws {
        try await withStore { store in
            _ = try await History.tell(to: store.database)
            let error = try #require(try await store.refusal("SELECT FROM \(table)", as: .finance))
            #expect(error.sqlState == "42501")
            let read = try await store.location.session(as: .finance) { db in
                let amounts = Statement(
                    once: "SELECT (SELECT sum(awarded_cents) FROM awards)::bigint, (SELECT sum(paid_cents) FROM payments)::bigint")
                let row = try db.query(amounts).single()
                return [try row.int64(0), try row.int64(1)]
            }
            #expect(read.allSatisfy { $0 > 0 })
        }
    }

    @Test(arguments: DatabaseAccess.allCases.filter { $0 != .administrator })
    func `nobody may hold a transaction open for long`(_ access: DatabaseAccess) async throws {
        try await withStore { store in
            let settings = try await store.location.session(as: access) { db in
                try ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"].map { name in
                    try db.query(Statement(once: "SELECT setting::bigint FROM pg_settings WHERE name = $1"), name).single().int64(0)
                }
            }
            // Migrations and backups may take as long as they take.
            #expect(settings[0] > 0 || [.owner, .backup].contains(access))
            #expect(settings[1] > 0 && settings[2] > 0)
            // The same where someone logs in as the role itself.
            let stored = try await store.location.session(as: .administrator) { db in
                try db.query(
                    Statement(
                        once: "SELECT coalesce(array_to_string(rolconfig, ' '), '') FROM pg_roles WHERE rolname = $1"),
                    access == .owner ? "appel_migrate" : access.role
                ).single().string(0)
            }
            #expect(stored.contains("lock_timeout") && stored.contains("idle_in_transaction_session_timeout"))
        }
    }

    @Test func `two events cannot have one place in a stream`() async throws {
        try await withStore { store in
            _ = try await History.tell(to: store.database)
            let error = try #require(try await store.refusal(Self.event("'call', 1, 1, 'create', 'absent', 'drafted'")))
            #expect(error.isUniqueViolation)
        }
    }

    @Test(arguments: [
        "UPDATE calls SET state = 'archived'", "UPDATE applications SET version = version - 1 WHERE id = 1",
        "UPDATE grants SET version = version + 1",
        "INSERT INTO reviews (id, application_id, member_id, state, version) VALUES (99, 1, 3, 'assigned', 1)"
    ])
    func `a projection does not move without its event`(_ sql: String) async throws {
        try await withStore { store in
            _ = try await History.tell(to: store.database)
            let error = try #require(try await store.refusal(sql))
            #expect(error.constraint == "projection_follows_log")
        }
    }

    @Test func `the reference rows are those of the transition table`() async throws {
        let stored = try await withStore { store in
            try await store.database.read { db in
                try db.query(Statement(once: "SELECT machine, from_state, action, to_state FROM transitions")).map {
                    [try $0.string(0), try $0.string(1), try $0.string(2), try $0.string(3)]
                }
            }
        }
        #expect(Set(stored) == Set(TransitionTable.rows.map { [$0.machine.name, $0.from, $0.action, $0.to] }))
        #expect(stored.count == TransitionTable.rows.count)
    }

    @Test func `the documentation prints the transition table`() throws {
        let path = URL(fileURLWithPath: checkout.folder).deletingLastPathComponent().path + "/docs/workflow.md"
        #expect(try String(contentsOfFile: path, encoding: .utf8) == TransitionTable.written(as: .markdown))
    }
}
