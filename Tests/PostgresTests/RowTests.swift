import Postgres
import Testing

@Suite struct RowTests {
    /// Runs a query and reads its first row, giving the error that reading throws.
    private func errorReading(
        _ sql: String, _ read: @escaping @Sendable (Row) throws -> Void
    ) async throws -> PostgresError.Code? {
        try await SharedPool.shared.value.withSession { db in
            let row = try db.query(Statement(once: sql)).single()
            do {
                try read(row)
                return nil
            } catch let error as PostgresError {
                return error.code
            }
        }
    }

    @Test func `NULL where a value is expected`() async throws {
        #expect(try await errorReading("SELECT NULL::bigint") { _ = try $0.int64(0) } == .unexpectedNull)
    }

    @Test(arguments: [-1, 1, 100])
    func `a column that is not there`(column: Int) async throws {
        #expect(try await errorReading("SELECT 1") { _ = try $0.int64(column) } == .noSuchColumn)
    }

    @Test func `another type than expected`() async throws {
        #expect(try await errorReading("SELECT 'x'") { _ = try $0.int64(0) } == .typeMismatch)
        #expect(try await errorReading("SELECT 1::bigint") { _ = try $0.int32(0) } == .typeMismatch)
        #expect(try await errorReading("SELECT 1::numeric") { _ = try $0.double(0) } == .typeMismatch)
        #expect(try await errorReading("SELECT 1") { _ = try $0.string(0) } == .typeMismatch)
        #expect(try await errorReading("SELECT 'x'") { _ = try $0.bytes(0) } == .typeMismatch)
        #expect(try await errorReading("SELECT 'x'") { _ = try $0.jsonBytes(0) } == .typeMismatch)
        #expect(
            try await errorReading("SELECT now()::timestamp") { _ = try $0.instantMicroseconds(0) } == .typeMismatch)
    }

    @Test func `another array than expected`() async throws {
        #expect(try await errorReading("SELECT ARRAY['x']") { _ = try $0.array(0, of: Int64.self) } == .typeMismatch)
        #expect(try await errorReading("SELECT ARRAY[[1]]") { _ = try $0.array(0, of: Int64.self) } == .typeMismatch)
        #expect(try await errorReading("SELECT 1") { _ = try $0.array(0, of: Int64.self) } == .typeMismatch)
        #expect(
            try await errorReading(
                "SELECT '\\x00000001000000000000001400000001000000010000000800000000000000ff'::bytea"
            ) { _ = try $0.array(0, of: Int64.self) } == .typeMismatch
        )
        #expect(
            try await errorReading("SELECT ARRAY[1, NULL]") { _ = try $0.array(0, of: Int64.self) } == .unexpectedNull)
    }

    @Test func `smaller integers widen`() async throws {
        #expect(try await errorReading("SELECT 1::smallint") { _ = try $0.int64(0) } == nil)
        #expect(try await errorReading("SELECT 1::integer") { _ = try $0.int64(0) } == nil)
        #expect(try await errorReading("SELECT 1::smallint") { _ = try $0.int32(0) } == nil)
    }

    @Test func `every kind of text is a string`() async throws {
        let texts = try await SharedPool.shared.value.withSession { db in
            let row = try db.query(
                Statement(once: "SELECT 'a'::text, 'b'::varchar(5), 'c'::char(3), 'd'::name, '[1]'::json, 'e'")
            ).single()
            return try (0..<row.columnCount).map { try row.string($0) }
        }
        #expect(texts == ["a", "b", "c  ", "d", "[1]", "e"])
    }

    @Test func `a result says its columns, its command and how many rows it changed`() async throws {
        try await withFixture { fixture in
            let seen = try await fixture.pool.withSession { db in
                try db.executeScript("CREATE TABLE t (a integer); INSERT INTO t SELECT generate_series(1, 10)")
                let update = try db.query(Statement(once: "UPDATE t SET a = 0 WHERE a <= 7"))
                let select = try db.query(Statement(once: "SELECT a AS first, 1 AS second FROM t WHERE a > 8"))
                return (
                    update.affected, update.command, update.count, select.columnNames, select.affected, select.command
                )
            }
            #expect(seen == (7, "UPDATE", 0, ["first", "second"], 2, "SELECT"))
        }
    }

    @Test func `one row means one`() async throws {
        let codes = try await SharedPool.shared.value.withSession { db in
            let none = try db.query(Statement(once: "SELECT 1 WHERE false"))
            let two = try db.query(Statement(once: "VALUES (1), (2)"))
            #expect(try none.singleOrNone() == nil)
            return [{ try none.single() }, { try two.single() }, { try two.singleOrNone() }].map {
                (read: () throws -> Row?) in
                do {
                    _ = try read()
                    return nil as PostgresError.Code?
                } catch {
                    return (error as? PostgresError)?.code
                }
            }
        }
        #expect(codes == [.rowCount, .rowCount, .rowCount])
    }
}
