internal import CZlib
import CallModel

/// Writes a ZIP archive part by part into a buffer that the caller empties: memory does not grow with it.
///
/// No ZIP64, as `ZipArchive` reads none: an archive, and what is in it, stays below 4 GiB.
final class ZipWriter {
    private var buffer: [UInt8] = []
    /// Bytes handed over and waiting together.
    private(set) var count = 0
    private var parts: [ZipLayout.Part] = []
    private var open: OpenPart?
    private var deflation: Deflation?
    private let limit: Int

    /// - Parameter limit: the most that the archive, and any part of it unpacked, may have in bytes.
    init(limit: Int = ZipWriter.limit) { self.limit = limit }

    private struct OpenPart {
        let name: String
        let method: ZipArchive.Method
        let offset: Int
        var checksum = crc32(0, nil, 0)
        var size = 0
        var packed = 0
        var digest = RunningDigest()
    }

    /// The last size that fits in the format.
    static let limit = Int(UInt32.max) - 1

    /// Bytes that wait to be taken.
    var waiting: Int { buffer.count }

    /// Begins a part; the one before it must have been ended.
    ///
    /// - Parameter isPacked: false for a part of which every byte is to stand there as it is.
    func begin(_ name: String, isPacked: Bool = true) throws(ZipError) {
        let method: ZipArchive.Method = isPacked ? .deflated : .stored
        deflation = isPacked ? try Deflation() : nil
        open = OpenPart(name: name, method: method, offset: count)
        put(ZipLayout.header(name, method))
    }

    /// Adds to the part that is open.
    ///
    /// - Throws: `ZipError` as soon as the archive is larger than the format can say: nothing more is written for nothing.
    func append(_ bytes: [UInt8]) throws(ZipError) {
        guard var part = open, !bytes.isEmpty else { return }
        part.checksum = bytes.withUnsafeBufferPointer { crc32(part.checksum, $0.baseAddress, UInt32($0.count)) }
        part.size += bytes.count
        var packed: [UInt8] = []
        if deflation == nil { packed = bytes } else { deflation?.add(bytes, isLast: false, to: &packed) }
        put(packed, of: &part)
        open = part
        try requireRoom(part)
    }

    private func requireRoom(_ part: OpenPart) throws(ZipError) {
        guard part.size <= limit, count <= limit else { throw ZipError(.full(limit: limit), part.name) }
    }

    /// Ends the part that is open.
    ///
    /// - Returns: the size of its packed bytes, and their SHA-256.
    /// - Throws: `ZipError` where the archive has become larger than the format can say.
    @discardableResult
    func end() throws(ZipError) -> (packed: Int, digest: Digest) {
        guard var part = open else { preconditionFailure("a part that is ended was begun") }
        var rest: [UInt8] = []
        deflation?.add([], isLast: true, to: &rest)
        deflation = nil
        put(rest, of: &part)
        open = nil
        try requireRoom(part)
        let written = ZipLayout.Part(
            name: part.name, method: part.method, checksum: UInt32(truncatingIfNeeded: part.checksum), packed: part.packed,
            size: part.size, offset: part.offset)
        put(ZipLayout.descriptor(written))
        parts.append(written)
        return (part.packed, part.digest.finish())
    }

    /// Ends the archive. Nothing may be added after it.
    func finish() throws(ZipError) {
        let directory = count
        for part in parts { put(ZipLayout.record(part)) }
        guard count <= limit, parts.count < Int(UInt16.max) else { throw ZipError(.full(limit: limit)) }
        put(ZipLayout.end(parts, directory: directory, length: count - directory))
    }

    /// Hands over what has been written since the last time.
    func take() -> [UInt8] {
        defer { buffer.removeAll(keepingCapacity: true) }
        return buffer
    }

    private func put(_ bytes: [UInt8]) {
        buffer += bytes
        count += bytes.count
    }

    private func put(_ bytes: [UInt8], of part: inout OpenPart) {
        part.packed += bytes.count
        part.digest.add(bytes)
        put(bytes)
    }
}

/// One part being packed.
private final class Deflation {
    // zlib keeps the address of the stream in its own state, so that it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let room: UnsafeMutableBufferPointer<UInt8>

    init() throws(ZipError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        room = .allocate(capacity: ByteSource.pieceSize)
        // Negative: no header of zlib's own. It fails only for want of memory.
        let status = deflateInit2_(
            stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw ZipError(.damaged) }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        room.deallocate()
    }

    func add(_ bytes: [UInt8], isLast: Bool, to packed: inout [UInt8]) {
        bytes.withUnsafeBufferPointer { piece in
            // zlib reads there and writes nothing; its C signature merely lacks the `const`.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: piece.baseAddress)
            stream.pointee.avail_in = UInt32(piece.count)
            repeat {
                stream.pointee.next_out = room.baseAddress
                stream.pointee.avail_out = UInt32(room.count)
                deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                packed.append(contentsOf: room[..<(room.count - Int(stream.pointee.avail_out))])
            } while stream.pointee.avail_out == 0
        }
    }
}
