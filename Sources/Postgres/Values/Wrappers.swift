/// An instant as PostgreSQL's `timestamptz` holds it: microseconds, without a zone.
public struct Timestamp: Hashable, Sendable, PostgresScalar {
    /// Microseconds since 1970-01-01 00:00 UTC; `Int64.max` and `Int64.min` are PostgreSQL's `infinity` and `-infinity`.
    public let microsecondsSince1970: Int64

    /// Takes microseconds since 1970-01-01 00:00 UTC.
    public init(microsecondsSince1970: Int64) {
        self.microsecondsSince1970 = microsecondsSince1970
    }

    /// `timestamptz`
    public static var postgresType: PostgresType { .timestamptz }
    /// `timestamptz[]`
    public static var postgresArrayType: PostgresType { .timestamptzArray }

    /// PostgreSQL counts from 2000-01-01.
    static let epochOffset: Int64 = 946_684_800_000_000

    /// Appends microseconds since 2000. An instant before PostgreSQL's first (4714 BC) is refused by the server (22008).
    public func encode(into bytes: inout [UInt8]) {
        append(Self.toServer(microsecondsSince1970), to: &bytes)
    }

    static func toServer(_ microseconds: Int64) -> Int64 {
        if microseconds == .max || microseconds == .min { return microseconds }
        let (shifted, overflow) = microseconds.subtractingReportingOverflow(epochOffset)
        // Int64.min would read as -infinity; its neighbour is out of range and refused.
        return overflow || shifted == .min ? .min + 1 : shifted
    }

    static func fromServer(_ microseconds: Int64) -> Int64 {
        if microseconds == .max || microseconds == .min { return microseconds }
        // PostgreSQL's own range (to the year 294276) leaves room for the shift.
        return microseconds.addingReportingOverflow(epochOffset).partialValue
    }
}

/// A day of the calendar as PostgreSQL's `date` holds it: a count of days, without a zone.
public struct DateDays: Hashable, Sendable, PostgresScalar {
    /// Days since 1970-01-01; `Int32.max` and `Int32.min` are PostgreSQL's `infinity` and `-infinity`.
    public let daysSince1970: Int32

    /// Takes days since 1970-01-01.
    public init(daysSince1970: Int32) {
        self.daysSince1970 = daysSince1970
    }

    /// `date`
    public static var postgresType: PostgresType { .date }
    /// `date[]`
    public static var postgresArrayType: PostgresType { .dateArray }

    static let epochOffset: Int32 = 10_957

    /// Appends days since 2000. A day before PostgreSQL's first (4714 BC) is refused by the server (22008).
    public func encode(into bytes: inout [UInt8]) {
        append(Self.toServer(daysSince1970), to: &bytes)
    }

    static func toServer(_ days: Int32) -> Int32 {
        if days == .max || days == .min { return days }
        let (shifted, overflow) = days.subtractingReportingOverflow(epochOffset)
        return overflow || shifted == .min ? .min + 1 : shifted
    }

    static func fromServer(_ days: Int32) -> Int32 {
        if days == .max || days == .min { return days }
        return days.addingReportingOverflow(epochOffset).partialValue
    }
}

/// A JSON text to be stored as `jsonb`.
public struct JSONB: Hashable, Sendable, PostgresScalar {
    /// The JSON text in UTF-8; PostgreSQL checks it (22P02 when it is not JSON).
    public let utf8: [UInt8]

    /// Takes a JSON text in UTF-8.
    public init(utf8: [UInt8]) {
        self.utf8 = utf8
    }

    /// Takes a JSON text.
    public init(_ text: String) {
        utf8 = Array(text.utf8)
    }

    /// `jsonb`
    public static var postgresType: PostgresType { .jsonb }
    /// `jsonb[]`
    public static var postgresArrayType: PostgresType { .jsonbArray }

    /// The binary form of `jsonb` starts with its version, which is 1.
    static let version: UInt8 = 1

    /// Appends the version and the text.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(Self.version)
        bytes.append(contentsOf: utf8)
    }
}
