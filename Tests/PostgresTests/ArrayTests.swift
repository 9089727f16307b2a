import Postgres
import Testing

@Suite struct ArrayTests {
    /// Sends an array as `$1` and reads it back.
    private func roundTrip<E: PostgresArrayElement & PostgresReadable & Sendable>(_ values: [E]) async throws -> [E] {
        try await SharedPool.shared.value.withSession { db in
            try db.query(Statement(once: "SELECT $1"), values).single().array(0)
        }
    }

    @Test(arguments: [[], [7], [Int64.min, 0, .max]])
    func `an array of bigint comes back`(values: [Int64]) async throws {
        #expect(try await roundTrip(values) == values)
    }

    @Test func `a long array comes back`() async throws {
        let values = (0..<10_000).map { Int64($0) * 1_000_000_007 }
        let back = try await roundTrip(values)
        #expect(back.elementsEqual(values))
    }

    @Test(arguments: [[nil], [1, nil, 3], []] as [[Int64?]])
    func `an array with NULLs comes back`(values: [Int64?]) async throws {
        #expect(try await roundTrip(values) == values)
    }

    @Test func `arrays of every type come back`() async throws {
        #expect(try await roundTrip([Int32.min, .max]) == [.min, .max])
        #expect(try await roundTrip([Int16.min, .max]) == [.min, .max])
        #expect(try await roundTrip([true, false]) == [true, false])
        #expect(try await roundTrip([0.5, -1]) == [0.5, -1])
        #expect(try await roundTrip(["", "{,}\"\\", "NULL"]) == ["", "{,}\"\\", "NULL"])
        #expect(try await roundTrip(["", nil]) == ["", nil])
        #expect(try await roundTrip([[], [0, 255]]) == [[], [0, 255]] as [[UInt8]])
        #expect(try await roundTrip([[1], nil]) == [[1], nil] as [[UInt8]?])
        #expect(try await roundTrip([Timestamp(microsecondsSince1970: 1)]) == [Timestamp(microsecondsSince1970: 1)])
        #expect(try await roundTrip([DateDays(daysSince1970: 1)]) == [DateDays(daysSince1970: 1)])
        #expect(try await roundTrip([JSONB("1"), nil]) == [JSONB("1"), nil])
    }

    @Test func `arrays unnest side by side into rows`() async throws {
        let rows = try await SharedPool.shared.value.withSession { db in
            try db.query(
                Statement(once: "SELECT * FROM unnest($1, $2, $3) AS item (id, name, at)"),
                [Int64(1), 2], ["a", nil], [Timestamp(microsecondsSince1970: 5), nil]
            ).map { row in
                (try row.int64(0), try row.optionalString(1), try row.optionalInstantMicroseconds(2))
            }
        }
        #expect(rows.count == 2)
        #expect(rows[0] == (1, "a", 5))
        #expect(rows[1] == (2, nil, nil))
    }

    @Test func `a NULL array is no array`() async throws {
        let value = try await SharedPool.shared.value.withSession { db in
            try db.query(Statement(once: "SELECT $1"), [Int64]?.none).single().optionalArray(0, of: Int64.self)
        }
        #expect(value == nil)
    }
}
