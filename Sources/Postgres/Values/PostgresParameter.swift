/// A value that can be sent to PostgreSQL in binary form: a scalar, an array, or an optional of either.
///
/// The type is declared to the server when a statement is prepared, so `$1` in its text has the type of the Swift value: an
/// `Int64` may be stored in an `integer` column (assignment casts narrow it and check it), while a `String` for a `date` needs
/// `$1::date` in the text.
public protocol PostgresParameter {
    /// The type that the server is told.
    static var postgresType: PostgresType { get }

    /// Whether this value is NULL; `encode(into:)` is not called then.
    var isNull: Bool { get }

    /// Appends the binary form that PostgreSQL reads for `postgresType`, without a length.
    func encode(into bytes: inout [UInt8])
}

extension PostgresParameter {
    /// Only optionals are NULL.
    public var isNull: Bool { false }
}

/// What an array parameter may hold: a scalar, an optional scalar, or the bytes of one `bytea`.
public protocol PostgresArrayElement {
    /// The type of an array of such elements.
    static var postgresArrayType: PostgresType { get }

    /// Appends the binary form of an array of such elements.
    static func encode(array: [Self], into bytes: inout [UInt8])
}

/// A value of one column: what both stands alone as a parameter and makes up arrays.
///
/// A program makes its own types parameters by conforming them, forwarding to one of the types here:
/// ```swift
/// extension InvoiceNumber: PostgresScalar {
///     static var postgresType: PostgresType { .int8 }
///     static var postgresArrayType: PostgresType { .int8Array }
///     func encode(into bytes: inout [UInt8]) { value.encode(into: &bytes) }
/// }
/// ```
public protocol PostgresScalar: PostgresParameter, PostgresArrayElement {}

extension PostgresScalar {
    /// Appends a one-dimensional array without NULLs.
    public static func encode(array: [Self], into bytes: inout [UInt8]) {
        encodeArrayHeader(count: array.count, hasNulls: false, element: postgresType, into: &bytes)
        for element in array {
            appendWithLength(to: &bytes) { element.encode(into: &$0) }
        }
    }
}

extension Optional: PostgresParameter where Wrapped: PostgresParameter {
    /// The type of what is wrapped: PostgreSQL's types all hold NULL.
    public static var postgresType: PostgresType { Wrapped.postgresType }

    /// Whether there is no value.
    public var isNull: Bool {
        switch self {
        case .none: true
        case .some(let value): value.isNull
        }
    }

    /// Appends the wrapped value.
    public func encode(into bytes: inout [UInt8]) {
        self?.encode(into: &bytes)
    }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresScalar {
    /// The array type of what is wrapped.
    public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }

    /// Appends a one-dimensional array with NULL for every `nil`.
    public static func encode(array: [Wrapped?], into bytes: inout [UInt8]) {
        let hasNulls = array.contains { $0 == nil }
        encodeArrayHeader(count: array.count, hasNulls: hasNulls, element: Wrapped.postgresType, into: &bytes)
        for element in array {
            if let element {
                appendWithLength(to: &bytes) { element.encode(into: &$0) }
            } else {
                append(Int32(-1), to: &bytes)
            }
        }
    }
}

extension Array: PostgresParameter where Element: PostgresArrayElement {
    /// The array type of the elements; `bytea` for bytes.
    public static var postgresType: PostgresType { Element.postgresArrayType }

    /// Appends the array.
    public func encode(into bytes: inout [UInt8]) {
        Element.encode(array: self, into: &bytes)
    }
}

/// Appends an integer in network byte order.
@inline(__always)
func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
}

/// Appends what `encode` appends, after its length as four bytes.
@inline(__always)
func appendWithLength(to bytes: inout [UInt8], _ encode: (inout [UInt8]) -> Void) {
    let start = bytes.count
    append(Int32(0), to: &bytes)
    encode(&bytes)
    let length = Int32(bytes.count - start - 4)
    bytes.withUnsafeMutableBytes { buffer in
        buffer.storeBytes(of: length.bigEndian, toByteOffset: start, as: Int32.self)
    }
}

/// Appends the head of a one-dimensional array with lower bound 1; an empty array has no dimension at all.
func encodeArrayHeader(count: Int, hasNulls: Bool, element: PostgresType, into bytes: inout [UInt8]) {
    append(Int32(count == 0 ? 0 : 1), to: &bytes)
    append(Int32(hasNulls ? 1 : 0), to: &bytes)
    append(element.oid, to: &bytes)
    if count > 0 {
        append(Int32(count), to: &bytes)
        append(Int32(1), to: &bytes)
    }
}
