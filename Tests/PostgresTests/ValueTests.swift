import Postgres
import Testing

/// Sends a value as `$1` and reads it back.
private func roundTrip<T: PostgresParameter & PostgresReadable & Sendable>(_ value: T) async throws -> T {
    try await shared().withSession { db in
        try db.query(Statement(once: "SELECT $1"), value).single().value(0)
    }
}

/// What the server makes of a value, as text.
private func seenByServer<T: PostgresParameter & Sendable>(
    _ value: T, _ expression: String = "$1::text"
) async throws -> String? {
    try await shared().withSession { db in
        try db.query(Statement(once: "SELECT \(expression)"), value).single().optionalString(0)
    }
}

private func shared() async throws -> SessionPool {
    try await SharedPool.shared.value
}

@Suite struct ValueTests {
    @Test(arguments: [Int64.min, -1, 0, 1, .max])
    func `bigint comes back`(value: Int64) async throws {
        #expect(try await roundTrip(value) == value)
        #expect(try await seenByServer(value) == String(value))
    }

    @Test(arguments: [Int32.min, -1, 0, .max])
    func `integer comes back`(value: Int32) async throws {
        #expect(try await roundTrip(value) == value)
        #expect(try await seenByServer(value) == String(value))
    }

    @Test(arguments: [Int16.min, 0, .max])
    func `smallint comes back`(value: Int16) async throws {
        #expect(try await roundTrip(value) == value)
    }

    @Test(arguments: [Int.min, 0, .max])
    func `a machine integer is a bigint`(value: Int) async throws {
        #expect(try await roundTrip(value) == value)
    }

    @Test(arguments: [true, false])
    func `boolean comes back`(value: Bool) async throws {
        #expect(try await roundTrip(value) == value)
        #expect(try await seenByServer(value) == (value ? "true" : "false"))
    }

    @Test(arguments: [-Double.greatestFiniteMagnitude, .leastNonzeroMagnitude, 0, 0.1, .infinity])
    func `double precision comes back`(value: Double) async throws {
        #expect(try await roundTrip(value) == value)
    }

    @Test(arguments: ["", "é", "a\u{301}", "'\"\\\n\t", "👩‍👩‍👧"])
    func `text comes back`(value: String) async throws {
        let back = try await roundTrip(value)
        // String equality would take one composition of an accent for another.
        #expect(Array(back.utf8) == Array(value.utf8))
    }

    @Test func `a long text comes back`() async throws {
        let value = String(repeating: "x", count: 1_000_000)
        let isEqual = try await roundTrip(value) == value
        #expect(isEqual)
    }

    @Test func `a text with a zero byte is refused by the server`() async throws {
        let error = await #expect(throws: PostgresError.self) { try await roundTrip("a\0b") }
        #expect(error?.sqlState == "22021")
    }

    @Test(arguments: [[], [0], Array(UInt8.min ... .max)])
    func `bytea comes back`(value: [UInt8]) async throws {
        #expect(try await roundTrip(value) == value)
    }

    @Test(arguments: [0, -1, 1, 946_684_800_000_000, -62_135_596_800_000_000, 253_402_300_799_999_999, .max, .min])
    func `timestamptz comes back`(microseconds: Int64) async throws {
        let value = Timestamp(microsecondsSince1970: microseconds)
        #expect(try await roundTrip(value) == value)
    }

    @Test(arguments: [
        (0, "1970-01-01 00:00:00+00"), (-1, "1969-12-31 23:59:59.999999+00"),
        (1_798_757_999_123_456, "2026-12-31 22:59:59.123456+00"), (.max, "infinity"), (.min, "-infinity")
    ])
    func `timestamptz means the same to the server`(microseconds: Int64, text: String) async throws {
        #expect(try await seenByServer(Timestamp(microsecondsSince1970: microseconds)) == text)
    }

    @Test(arguments: [Int64.min + 1, -300_000_000_000_000_000])
    func `an instant that PostgreSQL does not have is refused`(microseconds: Int64) async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await roundTrip(Timestamp(microsecondsSince1970: microseconds))
        }
        #expect(error?.sqlState == "22008")
    }

    @Test(arguments: [(0, "1970-01-01"), (-1, "1969-12-31"), (20_819, "2027-01-01"), (.max, "infinity")])
    func `date means the same to the server`(days: Int32, text: String) async throws {
        let value = DateDays(daysSince1970: days)
        #expect(try await seenByServer(value) == text)
        #expect(try await roundTrip(value) == value)
    }

    @Test func `jsonb comes back as the server writes it`() async throws {
        let back = try await roundTrip(JSONB(#"{"b":[1,2.50,null],"a":"é\u0041"}"#))
        #expect(String(decoding: back.utf8, as: UTF8.self) == #"{"a": "éA", "b": [1, 2.50, null]}"#)
    }

    @Test func `a text that is not JSON is refused`() async throws {
        let error = await #expect(throws: PostgresError.self) { try await roundTrip(JSONB("{")) }
        #expect(error?.sqlState == "22P02")
    }

    @Test func `every type can be NULL`() async throws {
        #expect(try await roundTrip(Int64?.none) == nil)
        #expect(try await roundTrip(Int32?.none) == nil)
        #expect(try await roundTrip(Bool?.none) == nil)
        #expect(try await roundTrip(Double?.none) == nil)
        #expect(try await roundTrip(String?.none) == nil)
        #expect(try await roundTrip([UInt8]?.none) == nil)
        #expect(try await roundTrip(Timestamp?.none) == nil)
        #expect(try await roundTrip(DateDays?.none) == nil)
        #expect(try await roundTrip(JSONB?.none) == nil)
        #expect(try await roundTrip(String?.some("")) == "")
    }
}
