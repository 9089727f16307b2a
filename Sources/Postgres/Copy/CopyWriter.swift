internal import CLibPQ

/// Takes the bytes of a `COPY … FROM STDIN`, in whatever format the command names, cut anywhere.
public struct CopyWriter: ~Copyable {
    /// Small chunks are faster: libpq copies each into a buffer of its own.
    private static let chunkSize = 32 * 1024

    private let session: Session
    private var buffer: [UInt8] = []

    init(session: Session) {
        self.session = session
        buffer.reserveCapacity(Self.chunkSize + 4096)
    }

    /// Adds bytes.
    public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
        buffer.append(contentsOf: bytes)
        try sendFullChunk()
    }

    /// Adds bytes.
    public mutating func write(_ bytes: some Sequence<UInt8>) throws(PostgresError) {
        buffer.append(contentsOf: bytes)
        try sendFullChunk()
    }

    /// Adds what `body` appends.
    @inline(__always)
    mutating func append(_ body: (inout [UInt8]) -> Void) throws(PostgresError) {
        body(&buffer)
        try sendFullChunk()
    }

    @inline(__always)
    private mutating func sendFullChunk() throws(PostgresError) {
        if buffer.count >= Self.chunkSize { try sendBuffer() }
    }

    private mutating func sendBuffer() throws(PostgresError) {
        try session.checkInterruption()
        let accepted = buffer.withUnsafeBytes { bytes in
            PQputCopyData(
                session.raw, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count))
        }
        // 0 would mean that libpq has no memory for the chunk: after a flush its buffer is always empty.
        guard accepted == 1 else { throw session.sendFailure() }
        buffer.removeAll(keepingCapacity: true)
        try session.flush()
    }

    /// Sends the rest and the end of the data.
    mutating func finish() throws(PostgresError) {
        if !buffer.isEmpty { try sendBuffer() }
        try session.checkInterruption()
        guard PQputCopyEnd(session.raw, nil) == 1 else { throw session.sendFailure() }
        try session.flush()
    }
}

/// Takes rows for a binary `COPY … FROM STDIN`, the fastest way in.
public struct BinaryCopyWriter: ~Copyable {
    private var writer: CopyWriter

    /// The signature, no flags, no extension.
    private static let header: [UInt8] = [
        0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0
    ]

    init(session: Session) {
        writer = CopyWriter(session: session)
    }

    mutating func start() throws(PostgresError) {
        try writer.write(Self.header)
    }

    mutating func finish() throws(PostgresError) {
        try writer.append { Postgres.append(Int16(-1), to: &$0) }
        try writer.finish()
    }

    /// Adds a row. The types must be exactly those of the columns: nothing is converted, so an `Int64` is not for an `integer`.
    public mutating func row<each P: PostgresParameter>(_ values: repeat each P) throws(PostgresError) {
        try writer.append { bytes in
            let start = bytes.count
            Postgres.append(Int16(0), to: &bytes)
            var count: Int16 = 0
            for value in repeat each values {
                count += 1
                if value.isNull {
                    Postgres.append(Int32(-1), to: &bytes)
                } else {
                    appendWithLength(to: &bytes) { value.encode(into: &$0) }
                }
            }
            bytes.withUnsafeMutableBytes {
                $0.storeBytes(of: count.bigEndian, toByteOffset: start, as: Int16.self)
            }
        }
    }
}

/// Takes rows for a `COPY … FROM STDIN` in text format, where the server reads each field as its column's type.
public struct TextCopyWriter: ~Copyable {
    private var writer: CopyWriter

    init(session: Session) {
        writer = CopyWriter(session: session)
    }

    mutating func finish() throws(PostgresError) {
        try writer.finish()
    }

    /// Adds a row of fields; `nil` is NULL.
    public mutating func row(_ fields: [String?]) throws(PostgresError) {
        try writer.append { bytes in
            for (place, field) in fields.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: "\t")) }
                if let field {
                    Self.append(field, to: &bytes)
                } else {
                    bytes.append(UInt8(ascii: "\\"))
                    bytes.append(UInt8(ascii: "N"))
                }
            }
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    private static func append(_ field: String, to bytes: inout [UInt8]) {
        for byte in field.utf8 {
            let letter: UInt8? =
                switch byte {
                case UInt8(ascii: "\\"): byte
                case UInt8(ascii: "\n"): UInt8(ascii: "n")
                case UInt8(ascii: "\r"): UInt8(ascii: "r")
                case UInt8(ascii: "\t"): UInt8(ascii: "t")
                default: nil
                }
            if letter != nil { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(letter ?? byte)
        }
    }
}
