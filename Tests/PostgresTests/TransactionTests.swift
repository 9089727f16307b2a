import Postgres
import Testing

@Suite struct TransactionTests {
    private static let insert = Statement("insert", "INSERT INTO item (id) VALUES ($1)")
    private static let count = Statement("count", "SELECT count(*) FROM item")

    private struct Stop: Error {}

    private func withTable(sessions: Int = 2, _ test: (SessionPool) async throws -> Void) async throws {
        try await withFixture(sessions: sessions) { fixture in
            try await fixture.pool.withSession { db in
                try db.executeScript("CREATE TABLE item (id bigint PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)")
            }
            try await test(fixture.pool)
        }
    }

    private func count(_ pool: SessionPool) async throws -> Int64 {
        try await pool.withSession { try $0.query(Self.count).single().int64(0) }
    }

    @Test func `a closure that returns has committed`() async throws {
        try await withTable { pool in
            let id = try await pool.transaction { db in
                try db.execute(Self.insert, Int64(1))
                return 1
            }
            #expect(id == 1)
            let found = try await count(pool)
            #expect(found == 1)
        }
    }

    @Test func `a closure that throws has not`() async throws {
        try await withTable { pool in
            await #expect(throws: Stop.self) {
                try await pool.transaction { db in
                    try db.execute(Self.insert, Int64(1))
                    throw Stop()
                }
            }
            let found = try await count(pool)
            #expect(found == 0)
        }
    }

    @Test func `a closure that swallows a failure does not pass for committed`() async throws {
        try await withTable { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { db in
                    try db.execute(Self.insert, Int64(1))
                    #expect(throws: PostgresError.self) { try db.executeScript("SELECT 1 / 0") }
                }
            }
            #expect(error?.code == .transactionRolledBack)
            let found = try await count(pool)
            #expect(found == 0)
        }
    }

    @Test func `a commit that a deferred constraint refuses is an error`() async throws {
        try await withTable { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { db in
                    try db.execute(Self.insert, Int64(1))
                    try db.execute(Self.insert, Int64(1))
                }
            }
            #expect(error?.isUniqueViolation == true)
            #expect(error?.statement == "commit")
            let found = try await count(pool)
            #expect(found == 0)
        }
    }

    @Test func `nothing is sent for a transaction that does nothing`() async throws {
        try await withTable(sessions: 1) { pool in
            try await pool.transaction { _ in }
            let count = try await pool.withSession { db in
                try db.query(Statement(once: "SELECT count(*) FROM pg_prepared_statements")).single().int64(0)
            }
            #expect(count == 0)
        }
    }

    @Test(arguments: Isolation.allCases, [false, true])
    func `the modes reach the server`(isolation: Isolation, readOnly: Bool) async throws {
        let shared = try await SharedPool.shared.value
        let seen = try await shared.transaction(isolation: isolation, readOnly: readOnly) { db in
            let row = try db.query(
                Statement(
                    once: "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')")
            ).single()
            return [try row.string(0), try row.string(1)]
        }
        let level =
            switch isolation {
            case .readCommitted: "read committed"
            case .repeatableRead: "repeatable read"
            case .serializable: "serializable"
            }
        #expect(seen == [level, readOnly ? "on" : "off"])
    }

    @Test func `a transaction inside another is refused`() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await SharedPool.shared.value.transaction { db in try db.transaction { _ in } }
        }
        #expect(error?.code == .misuse)
    }

    @Test func `a transaction left open is rolled back and reported`() async throws {
        try await withTable(sessions: 1) { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withSession { db in
                    var pipeline = Pipeline()
                    pipeline.begin()
                    pipeline.add(Self.insert, Int64(1))
                    try db.run(pipeline)
                }
            }
            #expect(error?.code == .transactionLeftOpen)
            let found = try await count(pool)
            #expect(found == 0)
        }
    }

    @Test func `a script outside a transaction is one transaction`() async throws {
        try await withTable { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withSession {
                    try $0.executeScript("INSERT INTO item VALUES (1); INSERT INTO nothing VALUES (2)")
                }
            }
            #expect(error?.sqlState == "42P01")
            let found = try await count(pool)
            #expect(found == 0)
        }
    }

    @Test func `a script inside a transaction is part of it`() async throws {
        try await withTable { pool in
            await #expect(throws: Stop.self) {
                try await pool.transaction { db in
                    try db.executeScript("INSERT INTO item VALUES (1); INSERT INTO item VALUES (2)")
                    throw Stop()
                }
            }
            let found = try await count(pool)
            #expect(found == 0)
        }
    }
}
