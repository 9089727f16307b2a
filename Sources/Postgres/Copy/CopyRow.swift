/// One row of a binary `COPY`, valid while the closure that was given it runs.
public struct CopyRow: ~Copyable, RowFields {
    private let types: [PostgresType]
    /// Where each column's bytes lie in `message`; a length of -1 is NULL.
    private var fields: [(offset: Int, length: Int)] = []
    private var message = UnsafeRawBufferPointer(start: nil, count: 0)
    private var isHeaderRead = false

    init(types: [PostgresType]) {
        self.types = types
    }

    /// The number of columns.
    public var columnCount: Int { fields.count }

    /// A column as the server sent it.
    public func withField<T>(
        _ column: Int, _ body: (Field) throws(PostgresError) -> T
    ) throws(PostgresError) -> T {
        guard column >= 0, column < fields.count else {
            throw PostgresError(.noSuchColumn, "no column \(column) in a row of \(fields.count)")
        }
        let (offset, length) = fields[column]
        let bytes = length < 0 ? nil : UnsafeRawBufferPointer(rebasing: message[offset..<offset + length])
        return try body(Field(column: column, type: types[column], bytes: bytes))
    }

    /// Takes a message of the copy, which holds one row, or the end. The first starts with the header.
    mutating func read(_ message: UnsafeRawBufferPointer) throws(PostgresError) -> Bool {
        self.message = message
        var offset = 0
        if !isHeaderRead {
            isHeaderRead = true
            guard message.count >= 19 else { throw Self.malformed }
            offset = 19 + Int(UInt32(bigEndian: message.loadUnaligned(fromByteOffset: 15, as: UInt32.self)))
        }
        guard offset < message.count else { return false }
        let count = try Self.integer(Int16.self, message, &offset)
        if count < 0 { return false }
        guard Int(count) == types.count else {
            throw PostgresError(.misuse, "the query has \(count) columns, and \(types.count) types were given")
        }
        fields.removeAll(keepingCapacity: true)
        for _ in 0..<count {
            let length = Int(try Self.integer(Int32.self, message, &offset))
            guard length >= -1, offset + max(length, 0) <= message.count else { throw Self.malformed }
            fields.append((offset, length))
            offset += max(length, 0)
        }
        guard offset == message.count else { throw Self.malformed }
        return true
    }

    private static var malformed: PostgresError {
        PostgresError(.unexpectedReply, "the server sent a row of a copy that cannot be read")
    }

    private static func integer<I: FixedWidthInteger>(
        _: I.Type, _ message: UnsafeRawBufferPointer, _ offset: inout Int
    ) throws(PostgresError) -> I {
        guard offset + MemoryLayout<I>.size <= message.count else { throw malformed }
        defer { offset += MemoryLayout<I>.size }
        return I(bigEndian: message.loadUnaligned(fromByteOffset: offset, as: I.self))
    }
}
