/// One column of one row in the binary form that the server sent.
public struct Field {
    /// The place of the column, from 0.
    public let column: Int
    /// The type of the column.
    public let type: PostgresType
    /// The bytes, valid only during the call that was given this field; `nil` is NULL.
    public let bytes: UnsafeRawBufferPointer?

    /// The bytes of a column that must not be NULL.
    public func required() throws(PostgresError) -> UnsafeRawBufferPointer {
        guard let bytes else {
            throw PostgresError(.unexpectedNull, "column \(column) (\(type)) is NULL")
        }
        return bytes
    }

    /// An integer in network byte order that fills the whole column.
    func integer<I: FixedWidthInteger>(_: I.Type = I.self) throws(PostgresError) -> I {
        let bytes = try required()
        guard bytes.count == MemoryLayout<I>.size else { throw malformed() }
        return I(bigEndian: bytes.loadUnaligned(as: I.self))
    }

    /// The error for a column of another type than `expected`.
    public func mismatch(expected: String) -> PostgresError {
        PostgresError(.typeMismatch, "column \(column) is \(type), not \(expected)")
    }

    /// The error for bytes that are not a value of the column's type.
    public func malformed() -> PostgresError {
        PostgresError(
            .malformedValue, "column \(column) holds \(bytes?.count ?? 0) bytes that are not a value of \(type)")
    }
}

/// A value that can be read from a column in binary form.
///
/// A program makes its own types readable by conforming them, forwarding to one of the types here:
/// ```swift
/// extension InvoiceNumber: PostgresReadable {
///     init(field: Field) throws(PostgresError) { self.init(value: try Int64(field: field)) }
/// }
/// ```
public protocol PostgresReadable {
    /// Reads the value. Throws `unexpectedNull`, `typeMismatch` or `malformedValue`.
    init(field: Field) throws(PostgresError)
}

extension Bool: PostgresReadable {
    /// Reads a `boolean`.
    public init(field: Field) throws(PostgresError) {
        guard field.type == .bool else { throw field.mismatch(expected: "boolean") }
        self = try field.integer(UInt8.self) != 0
    }
}

extension Int16: PostgresReadable {
    /// Reads a `smallint`.
    public init(field: Field) throws(PostgresError) {
        guard field.type == .int2 else { throw field.mismatch(expected: "smallint") }
        self = try field.integer()
    }
}

extension Int32: PostgresReadable {
    /// Reads an `integer` or a `smallint`.
    public init(field: Field) throws(PostgresError) {
        switch field.type {
        case .int4: self = try field.integer()
        case .int2: self = Int32(try field.integer(Int16.self))
        default: throw field.mismatch(expected: "integer")
        }
    }
}

extension Int64: PostgresReadable {
    /// Reads a `bigint`, an `integer` or a `smallint`.
    public init(field: Field) throws(PostgresError) {
        switch field.type {
        case .int8: self = try field.integer()
        case .int4: self = Int64(try field.integer(Int32.self))
        case .int2: self = Int64(try field.integer(Int16.self))
        default: throw field.mismatch(expected: "bigint")
        }
    }
}

extension Int: PostgresReadable {
    /// Reads a `bigint`, an `integer` or a `smallint`.
    public init(field: Field) throws(PostgresError) {
        self = Int(try Int64(field: field))
    }
}

extension Double: PostgresReadable {
    /// Reads a `double precision`.
    public init(field: Field) throws(PostgresError) {
        guard field.type == .float8 else { throw field.mismatch(expected: "double precision") }
        self = Double(bitPattern: try field.integer())
    }
}

extension String: PostgresReadable {
    /// Reads a text: `text`, `varchar`, `character`, `name`, `json`. Other types need `::text` in the statement.
    public init(field: Field) throws(PostgresError) {
        switch field.type {
        case .text, .varchar, .bpchar, .name, .char, .json, .unknown:
            // The connection's encoding is UTF-8, so the server has checked it.
            self = String(decoding: try field.required(), as: UTF8.self)
        default: throw field.mismatch(expected: "text")
        }
    }
}

extension Timestamp: PostgresReadable {
    /// Reads a `timestamptz`.
    public init(field: Field) throws(PostgresError) {
        guard field.type == .timestamptz else { throw field.mismatch(expected: "timestamptz") }
        self.init(microsecondsSince1970: Self.fromServer(try field.integer()))
    }
}

extension DateDays: PostgresReadable {
    /// Reads a `date`.
    public init(field: Field) throws(PostgresError) {
        guard field.type == .date else { throw field.mismatch(expected: "date") }
        self.init(daysSince1970: Self.fromServer(try field.integer()))
    }
}

extension JSONB: PostgresReadable {
    /// Reads a `jsonb` or a `json`.
    public init(field: Field) throws(PostgresError) {
        let bytes = try field.required()
        switch field.type {
        case .json: self.init(utf8: Array(bytes))
        case .jsonb:
            guard bytes.first == Self.version else { throw field.malformed() }
            self.init(utf8: Array(bytes.dropFirst()))
        default: throw field.mismatch(expected: "jsonb")
        }
    }
}

extension Array: PostgresReadable where Element == UInt8 {
    /// Reads a `bytea`.
    public init(field: Field) throws(PostgresError) {
        guard field.type == .bytea else { throw field.mismatch(expected: "bytea") }
        self = Array(try field.required())
    }
}

extension Optional: PostgresReadable where Wrapped: PostgresReadable {
    /// Reads a value, or `nil` for NULL. The type of the column is not checked when it is NULL.
    public init(field: Field) throws(PostgresError) {
        self = field.bytes == nil ? .none : .some(try Wrapped(field: field))
    }
}
