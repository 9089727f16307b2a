import Postgres
import Testing

@Suite struct RetryTests {
    private static let read = Statement("read", "SELECT amount FROM account WHERE id = $1")
    private static let write = Statement("write", "UPDATE account SET amount = $2 WHERE id = $1")
    private static let lock = Statement("lock", "SELECT amount FROM account WHERE id = $1 FOR UPDATE")

    private func withAccounts(_ test: (SessionPool) async throws -> Void) async throws {
        try await withFixture(sessions: 4) { fixture in
            try await fixture.pool.withSession { db in
                try db.executeScript(
                    "CREATE TABLE account (id bigint PRIMARY KEY, amount bigint); INSERT INTO account VALUES (1, 0), (2, 0)"
                )
            }
            try await test(fixture.pool)
        }
    }

    @Test func `serialization failures are tried again until every increment is there`() async throws {
        try await withAccounts { pool in
            let attempts = Counter()
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<25 {
                            try await pool.retrying(maximum: 1000) { db in
                                attempts.increment()
                                try db.transaction(isolation: .repeatableRead) { db in
                                    let amount = try db.query(Self.read, Int64(1)).single().int64(0)
                                    try db.execute(Self.write, Int64(1), amount + 1)
                                }
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let amount = try await pool.withSession { try $0.query(Self.read, Int64(1)).single().int64(0) }
            #expect(amount == 100)
            // Otherwise nothing was shown.
            #expect(attempts.value > 100)
        }
    }

    @Test func `the loser of a deadlock is tried again`() async throws {
        try await withAccounts { pool in
            let firstAttempts = Rendezvous(count: 2)
            let attempts = Counter()
            try await withThrowingTaskGroup { group in
                for (first, second) in [(Int64(1), Int64(2)), (2, 1)] {
                    group.addTask {
                        try await pool.retrying { db in
                            attempts.increment()
                            try db.transaction { db in
                                try db.query(Self.lock, first)
                                firstAttempts.arriveAndWait()
                                let amount = try db.query(Self.lock, second).single().int64(0)
                                try db.execute(Self.write, second, amount + 1)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            // Three on a machine with time; PostgreSQL may name a second loser where it had none.
            #expect(attempts.value >= 3)
            let amounts = try await pool.withSession { db in
                try [Int64(1), 2].map { try db.query(Self.read, $0).single().int64(0) }
            }
            #expect(amounts == [1, 1])
        }
    }

    @Test func `the last failure is thrown when the attempts are used up`() async throws {
        let attempts = Counter()
        let error = await #expect(throws: PostgresError.self) {
            try await SharedPool.shared.value.retrying(maximum: 3) { db in
                attempts.increment()
                try db.executeScript("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$")
            }
        }
        #expect(error?.isSerializationFailure == true)
        #expect(attempts.value == 3)
    }

    @Test(arguments: ["23505", "57014", "08006", "55P03"])
    func `no other failure is tried again`(state: String) async throws {
        let attempts = Counter()
        let error = await #expect(throws: PostgresError.self) {
            try await SharedPool.shared.value.retrying { db in
                attempts.increment()
                try db.executeScript("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '\(state)'; END $$")
            }
        }
        #expect(error?.sqlState == state)
        #expect(attempts.value == 1)
    }
}
