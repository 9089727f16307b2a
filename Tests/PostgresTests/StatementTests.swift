import Postgres
import Testing

@Suite struct StatementTests {
    private static let add = Statement("add", "SELECT $1 + $2")
    private static let preparedCount = Statement(once: "SELECT count(*) FROM pg_prepared_statements WHERE name = $1")

    @Test func `a statement is prepared once per connection and used again`() async throws {
        try await withFixture(sessions: 1) { fixture in
            for number in 0..<5 {
                let sum = try await fixture.pool.withSession { db in
                    try db.query(Self.add, Int64(number), Int64(1)).single().int64(0)
                }
                #expect(sum == Int64(number) + 1)
            }
            let seen = try await fixture.pool.withSession { db in
                let row = try db.query(
                    Statement(
                        once: "SELECT count(*), sum(generic_plans + custom_plans)::bigint FROM pg_prepared_statements")
                ).single()
                return (try row.int64(0), try row.int64(1))
            }
            #expect(seen == (1, 5))
        }
    }

    @Test func `a statement used twice in the pipeline that prepares it is prepared once`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let count = try await fixture.pool.withSession { db in
                var pipeline = Pipeline()
                for number in 0..<3 { pipeline.add(Self.add, Int64(number), Int64(1)) }
                try db.run(pipeline)
                return try db.query(Self.preparedCount, "add").single().int64(0)
            }
            #expect(count == 1)
        }
    }

    @Test func `a statement stays prepared when its transaction is rolled back`() async throws {
        try await withFixture(sessions: 1) { fixture in
            struct Stop: Error {}
            await #expect(throws: Stop.self) {
                try await fixture.pool.transaction { db in
                    try db.query(Self.add, Int64(1), Int64(1))
                    throw Stop()
                }
            }
            let sum = try await fixture.pool.withSession {
                try $0.query(Self.add, Int64(2), Int64(2)).single().int64(0)
            }
            #expect(sum == 4)
        }
    }

    @Test func `two texts under one name are refused`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let codes = try await fixture.pool.withSession { db in
                try db.query(Self.add, Int64(1), Int64(1))
                let otherText = #expect(throws: PostgresError.self) {
                    try db.query(Statement("add", "SELECT $1 - $2"), Int64(1), Int64(1))
                }
                let otherTypes = #expect(throws: PostgresError.self) { try db.query(Self.add, Int32(1), Int32(1)) }
                // The connection is as good as before.
                try db.query(Self.add, Int64(1), Int64(1))
                return [otherText?.code, otherTypes?.code]
            }
            #expect(codes == [.statementConflict, .statementConflict])
        }
    }

    @Test func `a plan that its table has outgrown is made again`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let all = Statement("all", "SELECT * FROM item")
            try await fixture.pool.withSession { db in
                try db.executeScript("CREATE TABLE item (a integer); INSERT INTO item VALUES (1)")
                #expect(try db.query(all).single().columnCount == 1)
                try db.executeScript("ALTER TABLE item ADD COLUMN b integer")
                let error = #expect(throws: PostgresError.self) { try db.query(all) }
                #expect(error?.sqlState == "0A000")
                #expect(try db.query(all).single().columnCount == 2)
                try db.executeScript("DEALLOCATE ALL")
                let lost = #expect(throws: PostgresError.self) { try db.query(all) }
                #expect(lost?.sqlState == "26000")
                #expect(try db.query(all).single().columnCount == 2)
            }
        }
    }
}
