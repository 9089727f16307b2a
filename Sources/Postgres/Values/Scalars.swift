extension Bool: PostgresScalar {
    /// `boolean`
    public static var postgresType: PostgresType { .bool }
    /// `boolean[]`
    public static var postgresArrayType: PostgresType { .boolArray }

    /// Appends one byte, 1 or 0.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(self ? 1 : 0)
    }
}

extension Int16: PostgresScalar {
    /// `smallint`
    public static var postgresType: PostgresType { .int2 }
    /// `smallint[]`
    public static var postgresArrayType: PostgresType { .int2Array }

    /// Appends two bytes.
    public func encode(into bytes: inout [UInt8]) {
        append(self, to: &bytes)
    }
}

extension Int32: PostgresScalar {
    /// `integer`
    public static var postgresType: PostgresType { .int4 }
    /// `integer[]`
    public static var postgresArrayType: PostgresType { .int4Array }

    /// Appends four bytes.
    public func encode(into bytes: inout [UInt8]) {
        append(self, to: &bytes)
    }
}

extension Int64: PostgresScalar {
    /// `bigint`
    public static var postgresType: PostgresType { .int8 }
    /// `bigint[]`
    public static var postgresArrayType: PostgresType { .int8Array }

    /// Appends eight bytes.
    public func encode(into bytes: inout [UInt8]) {
        append(self, to: &bytes)
    }
}

extension Int: PostgresScalar {
    /// `bigint`
    public static var postgresType: PostgresType { .int8 }
    /// `bigint[]`
    public static var postgresArrayType: PostgresType { .int8Array }

    /// Appends eight bytes.
    public func encode(into bytes: inout [UInt8]) {
        append(Int64(self), to: &bytes)
    }
}

extension Double: PostgresScalar {
    /// `double precision`
    public static var postgresType: PostgresType { .float8 }
    /// `double precision[]`
    public static var postgresArrayType: PostgresType { .float8Array }

    /// Appends the eight bytes of IEEE 754.
    public func encode(into bytes: inout [UInt8]) {
        append(bitPattern, to: &bytes)
    }
}

extension String: PostgresScalar {
    /// `text`
    public static var postgresType: PostgresType { .text }
    /// `text[]`
    public static var postgresArrayType: PostgresType { .textArray }

    /// Appends the UTF-8 bytes. PostgreSQL refuses a zero byte in a text (22021).
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: utf8)
    }
}

extension UInt8: PostgresArrayElement {
    /// `bytea`: an array of bytes is one value, not an array of numbers.
    public static var postgresArrayType: PostgresType { .bytea }

    /// Appends the bytes as they are.
    public static func encode(array: [UInt8], into bytes: inout [UInt8]) {
        bytes.append(contentsOf: array)
    }
}

extension Array: PostgresArrayElement where Element == UInt8 {
    /// `bytea[]`
    public static var postgresArrayType: PostgresType { .byteaArray }
}

extension Array: PostgresScalar where Element == UInt8 {}
