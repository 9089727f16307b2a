import Postgres
import Testing

@Suite struct CopyTests {
    private static let schema = """
        CREATE TABLE item (id bigint NOT NULL, amount integer, name text, at timestamptz, data bytea, flag boolean)
        """
    private static let columns = ["id", "amount", "name", "at", "data", "flag"]
    private static let count = Statement("count", "SELECT count(*), coalesce(sum(id), 0)::bigint FROM item")

    private struct Stop: Error {}

    /// A pool with an empty table, of one session so that the connection is the same throughout.
    private func withTable(_ test: (SessionPool) async throws -> Void) async throws {
        try await withFixture(sessions: 1) { fixture in
            try await fixture.pool.withSession { try $0.executeScript(Self.schema) }
            try await test(fixture.pool)
        }
    }

    private func countAndSum(_ pool: SessionPool) async throws -> [Int64] {
        try await pool.withSession { db in
            let row = try db.query(Self.count).single()
            return [try row.int64(0), try row.int64(1)]
        }
    }

    @Test func `typed rows go in as binary`() async throws {
        try await withTable { pool in
            let copied = try await pool.withSession { db in
                try db.copyIn(table: "item", columns: Self.columns) { rows in
                    for id in Int64(1)...50_000 {
                        try rows.row(
                            id, Int32?.none, "né\t\\\(id)", Timestamp(microsecondsSince1970: id), [0, 255] as [UInt8],
                            true)
                    }
                }
            }
            #expect(copied == 50_000)
            let row = try await pool.withSession { db in
                let row = try db.query(Statement(once: "SELECT * FROM item WHERE id = 50000")).single()
                return (
                    try row.optionalInt32(1), try row.string(2), try row.instantMicroseconds(3), try row.bytes(4),
                    try row.bool(5)
                )
            }
            #expect(row == (nil, "né\t\\50000", 50_000, [0, 255], true))
            let found = try await countAndSum(pool)
            #expect(found == [50_000, 50_000 * 50_001 / 2])
        }
    }

    @Test func `text rows go in escaped`() async throws {
        try await withTable { pool in
            let texts = ["", "\\N", "a\tb\nc\rd\\e", "é", "\\."]
            let back = try await pool.withSession { db in
                let copied = try db.copyTextIn(table: "item", columns: ["id", "name"]) { rows in
                    for (id, text) in texts.enumerated() { try rows.row([String(id), text]) }
                    try rows.row(["99", nil])
                }
                #expect(copied == 6)
                return try db.query(Statement(once: "SELECT name FROM item ORDER BY id")).map {
                    try $0.optionalString(0)
                }
            }
            #expect(back == texts + [nil])
        }
    }

    @Test func `bytes go in as they are`() async throws {
        try await withTable { pool in
            let copied = try await pool.withSession { db in
                try db.copyIn("COPY item (id, name) FROM STDIN (FORMAT csv)") { writer in
                    try writer.write("1,\"a,".utf8)
                    try writer.write("b\"\n2,c\n".utf8)
                }
            }
            #expect(copied == 2)
        }
    }

    @Test func `a closure that throws half-way leaves no row and a good connection`() async throws {
        try await withTable { pool in
            await #expect(throws: Stop.self) {
                try await pool.withSession { db in
                    _ = try db.copyIn(table: "item", columns: ["id"]) { rows in
                        for id in Int64(0)..<100_000 { try rows.row(id) }
                        throw Stop()
                    }
                }
            }
            let found = try await countAndSum(pool)
            #expect(found == [0, 0])
        }
    }

    @Test func `a mistake in the data is reported with its line and leaves no row`() async throws {
        try await withTable { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withSession { db in
                    _ = try db.copyTextIn(table: "item", columns: ["id"]) { rows in
                        for id in 1...100_000 { try rows.row([id == 70_000 ? "seventy" : String(id)]) }
                    }
                }
            }
            #expect(error?.sqlState == "22P02")
            #expect(error?.context?.contains("line 70000") == true)
            let found = try await countAndSum(pool)
            #expect(found == [0, 0])
        }
    }

    @Test func `a type that is not the column's is refused`() async throws {
        try await withTable { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withSession { db in
                    _ = try db.copyIn(table: "item", columns: ["id"]) { try $0.row(Int32(1)) }
                }
            }
            #expect(error?.sqlState == "08P01")
        }
    }

    @Test func `a command that is no COPY or copies the other way is refused`() async throws {
        try await withTable { pool in
            let codes = try await pool.withSession { db in
                [
                    #expect(throws: PostgresError.self) { try db.copyIn("SELECT 1") { _ in } }?.code,
                    #expect(throws: PostgresError.self) { try db.copyOut("COPY nothing TO STDOUT") { _ in } }?.code,
                    #expect(throws: PostgresError.self) { try db.copyIn("COPY item TO STDOUT") { _ in } }?.code
                ]
            }
            #expect(codes == [.misuse, .server, .misuse])
            let found = try await countAndSum(pool)
            #expect(found == [0, 0])
        }
    }

    @Test func `rows come out parsed`() async throws {
        let (count, sum, nulls) = try await SharedPool.shared.value.withSession { db in
            var sum: Int64 = 0
            var nulls = 0
            let query =
                "SELECT id::bigint, CASE WHEN id % 2 = 0 THEN 'n' || id END FROM generate_series(1, 100000) AS id"
            let count = try db.copyOut(query: query, types: [.int8, .text]) { row in
                let id = try row.int64(0)
                sum += id
                if let name = try row.optionalString(1) { #expect(name == "n\(id)") } else { nulls += 1 }
            }
            return (count, sum, nulls)
        }
        #expect(count == 100_000)
        #expect(sum == 100_000 * 100_001 / 2)
        #expect(nulls == 50_000)
    }

    @Test func `a query without rows copies none`() async throws {
        let count = try await SharedPool.shared.value.withSession { db in
            try db.copyOut(query: "SELECT 1 WHERE false", types: [.int4]) { _ in Issue.record("a row came") }
        }
        #expect(count == 0)
    }

    @Test func `bytes come out as they are`() async throws {
        let text = try await SharedPool.shared.value.withSession { db in
            var text: [UInt8] = []
            try db.copyOut("COPY (VALUES (1, 'a,b'), (2, NULL)) TO STDOUT (FORMAT csv)") { text.append(contentsOf: $0) }
            return String(decoding: text, as: UTF8.self)
        }
        #expect(text == "1,\"a,b\"\n2,\n")
    }

    @Test func `a reader that throws half-way leaves a good connection`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let backends = try await fixture.pool.withSession { db in
                #expect(throws: Stop.self) {
                    try db.copyOut("COPY (SELECT generate_series(1, 10000000)) TO STDOUT") { _ in throw Stop() }
                }
                #expect(throws: Stop.self) {
                    try db.forEachRow(Statement(once: "SELECT generate_series(1, 10000000)")) { _ in throw Stop() }
                }
                return [db.backendProcessID, try db.query(Statement(once: "SELECT pg_backend_pid()")).single().int32(0)]
            }
            #expect(backends[0] == backends[1])
        }
    }

    @Test func `rows stream one by one with parameters`() async throws {
        let (count, sum) = try await SharedPool.shared.value.withSession { db in
            var sum: Int64 = 0
            let statement = Statement("series", "SELECT generate_series(1, $1)")
            let count = try db.forEachRow(statement, Int64(100_000)) { sum += try $0.int64(0) }
            return (count, sum)
        }
        #expect(count == 100_000)
        #expect(sum == 100_000 * 100_001 / 2)
    }

    @Test func `a failure after some rows of a stream is thrown`() async throws {
        let error = try await SharedPool.shared.value.withSession { db in
            #expect(throws: PostgresError.self) {
                try db.forEachRow(Statement(once: "SELECT 1 / (5000 - id) FROM generate_series(1, 9000) AS id")) { _ in
                }
            }
        }
        #expect(error?.sqlState == "22012")
    }
}
