/// Typed access to the columns of a row, by their place from 0.
///
/// Every function throws a `PostgresError`: `noSuchColumn`, `unexpectedNull`, `typeMismatch` or `malformedValue`.
public protocol RowFields: ~Copyable {
    /// The number of columns.
    var columnCount: Int { get }

    /// Gives a column as the server sent it. Throws `noSuchColumn`, or what `body` throws.
    func withField<T>(_ column: Int, _ body: (Field) throws(PostgresError) -> T) throws(PostgresError) -> T
}

extension RowFields where Self: ~Copyable {
    /// A value of any readable type, an optional for a column that may be NULL.
    @inlinable
    public func value<T: PostgresReadable>(_ column: Int, as _: T.Type = T.self) throws(PostgresError) -> T {
        try withField(column) { (field) throws(PostgresError) in try T(field: field) }
    }

    /// Whether a column is NULL.
    public func isNull(_ column: Int) throws(PostgresError) -> Bool {
        try withField(column) { $0.bytes == nil }
    }

    /// A `boolean`.
    public func bool(_ column: Int) throws(PostgresError) -> Bool { try value(column) }
    /// A `boolean` or NULL.
    public func optionalBool(_ column: Int) throws(PostgresError) -> Bool? { try value(column) }
    /// An `integer` or `smallint`.
    public func int32(_ column: Int) throws(PostgresError) -> Int32 { try value(column) }
    /// An `integer` or `smallint`, or NULL.
    public func optionalInt32(_ column: Int) throws(PostgresError) -> Int32? { try value(column) }
    /// Any integer.
    public func int64(_ column: Int) throws(PostgresError) -> Int64 { try value(column) }
    /// Any integer, or NULL.
    public func optionalInt64(_ column: Int) throws(PostgresError) -> Int64? { try value(column) }
    /// Any integer.
    public func int(_ column: Int) throws(PostgresError) -> Int { try value(column) }
    /// Any integer, or NULL.
    public func optionalInt(_ column: Int) throws(PostgresError) -> Int? { try value(column) }
    /// A `double precision`.
    public func double(_ column: Int) throws(PostgresError) -> Double { try value(column) }
    /// A `double precision` or NULL.
    public func optionalDouble(_ column: Int) throws(PostgresError) -> Double? { try value(column) }
    /// A text.
    public func string(_ column: Int) throws(PostgresError) -> String { try value(column) }
    /// A text or NULL.
    public func optionalString(_ column: Int) throws(PostgresError) -> String? { try value(column) }
    /// A `bytea`.
    public func bytes(_ column: Int) throws(PostgresError) -> [UInt8] { try value(column) }
    /// A `bytea` or NULL.
    public func optionalBytes(_ column: Int) throws(PostgresError) -> [UInt8]? { try value(column) }
    /// The text of a `jsonb` or `json`, in UTF-8.
    public func jsonBytes(_ column: Int) throws(PostgresError) -> [UInt8] { try value(column, as: JSONB.self).utf8 }
    /// The text of a `jsonb` or `json` in UTF-8, or NULL.
    public func optionalJSONBytes(_ column: Int) throws(PostgresError) -> [UInt8]? {
        try value(column, as: JSONB?.self)?.utf8
    }
    /// A `timestamptz` as microseconds since 1970 (see `Timestamp`).
    public func instantMicroseconds(_ column: Int) throws(PostgresError) -> Int64 {
        try value(column, as: Timestamp.self).microsecondsSince1970
    }
    /// A `timestamptz` as microseconds since 1970, or NULL.
    public func optionalInstantMicroseconds(_ column: Int) throws(PostgresError) -> Int64? {
        try value(column, as: Timestamp?.self)?.microsecondsSince1970
    }
    /// A `date` as days since 1970 (see `DateDays`).
    public func dateDays(_ column: Int) throws(PostgresError) -> Int32 {
        try value(column, as: DateDays.self).daysSince1970
    }
    /// A `date` as days since 1970, or NULL.
    public func optionalDateDays(_ column: Int) throws(PostgresError) -> Int32? {
        try value(column, as: DateDays?.self)?.daysSince1970
    }
    /// A one-dimensional array; `of: Int64?.self` for one that may hold NULLs.
    public func array<E: PostgresReadable>(_ column: Int, of _: E.Type = E.self) throws(PostgresError) -> [E] {
        try withField(column) { (field) throws(PostgresError) in try readArray(field) }
    }
    /// A one-dimensional array, or NULL.
    public func optionalArray<E: PostgresReadable>(
        _ column: Int, of _: E.Type = E.self
    ) throws(PostgresError) -> [E]? {
        try withField(column) { (field) throws(PostgresError) in field.bytes == nil ? nil : try readArray(field) }
    }
}

/// Reads the binary form of an array: dimensions, a flag, the type of the elements, sizes, then each element after its length.
private func readArray<E: PostgresReadable>(_ field: Field) throws(PostgresError) -> [E] {
    let bytes = try field.required()
    var offset = 0
    func next() throws(PostgresError) -> Int32 {
        guard offset + 4 <= bytes.count else { throw field.malformed() }
        defer { offset += 4 }
        return Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
    }
    // A text may look like an array by chance; types of the database's own are believed when their bytes do.
    guard !field.type.isKnownScalar, bytes.count >= 12 else { throw field.mismatch(expected: "an array") }
    let dimensions = try next()
    guard dimensions == 0 || dimensions == 1, try next() & ~1 == 0 else {
        throw field.mismatch(expected: "an array of one dimension")
    }
    let type = PostgresType(oid: UInt32(bitPattern: try next()))
    guard dimensions == 1 else { return [] }
    let count = try next()
    _ = try next()
    guard count >= 0, Int(count) <= bytes.count / 4 else { throw field.malformed() }
    var elements: [E] = []
    elements.reserveCapacity(Int(count))
    for _ in 0..<count {
        let length = Int(try next())
        guard length >= -1, offset + max(length, 0) <= bytes.count else { throw field.malformed() }
        let value = length < 0 ? nil : UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
        elements.append(try E(field: Field(column: field.column, type: type, bytes: value)))
        offset += max(length, 0)
    }
    return elements
}
