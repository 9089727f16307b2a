internal import CZlib

extension ZipArchive {
    /// Unpacks one file piece by piece, and sees that it is as large as it was declared and matches its checksum.
    ///
    /// What was handed over before an error must be thrown away.
    ///
    /// - Throws: `ZipError`, and whatever `take` throws.
    package func unpack(_ entry: Entry, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        let range = try data(of: entry)
        var checksum = crc32(0, nil, 0)
        var size = 0
        func hand(_ piece: UnsafeRawBufferPointer) throws {
            size += piece.count
            guard size <= entry.size else { throw ZipError(.damaged, entry.name) }
            checksum = crc32(checksum, piece.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(piece.count))
            try take(piece)
        }
        switch entry.method {
        case .stored: try forEachPiece(of: range) { try $0.withUnsafeBytes(hand) }
        case .deflated:
            var inflation = try Inflation(entry.name)
            try forEachPiece(of: range) { piece in try piece.withUnsafeBytes { try inflation.take($0, hand) } }
            guard inflation.isAtEnd else { throw ZipError(.damaged, entry.name) }
        }
        guard size == entry.size else { throw ZipError(.damaged, entry.name) }
        guard UInt32(truncatingIfNeeded: checksum) == entry.checksum else { throw ZipError(.wrongChecksum, entry.name) }
    }

    /// One file as a whole.
    package func contents(of entry: Entry) throws -> [UInt8] {
        var contents: [UInt8] = []
        contents.reserveCapacity(entry.size)
        try unpack(entry) { contents.append(contentsOf: $0) }
        return contents
    }

    private func forEachPiece(of range: Range<Int>, _ take: ([UInt8]) throws -> Void) throws {
        do {
            try source.forEachPiece(of: range, take)
        } catch let fault as FileFault {
            throw ZipError(.unreadable(fault))
        }
    }
}

/// One file being unpacked: packed bytes in, pieces out.
private struct Inflation: ~Copyable {
    private let name: String
    // zlib keeps the address of the stream in its own state, so that it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let room: UnsafeMutableRawBufferPointer
    private(set) var isAtEnd = false

    init(_ name: String) throws(ZipError) {
        self.name = name
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        room = .allocate(byteCount: ByteSource.pieceSize, alignment: 16)
        // Negative: the bytes have no header of zlib's own. It fails only for want of memory.
        let status = inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw ZipError(.damaged, name) }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        room.deallocate()
    }

    /// Takes the next packed bytes. Bytes behind the end of the file are not of it.
    mutating func take(_ packed: UnsafeRawBufferPointer, _ hand: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard !isAtEnd else { throw ZipError(.damaged, name) }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: packed.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(packed.count)
        repeat {
            stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(room.count)
            let status = inflate(stream, Z_NO_FLUSH)
            // Nothing was left to do: everything that these bytes give is out.
            if status == Z_BUF_ERROR { return }
            guard status == Z_OK || status == Z_STREAM_END else { throw ZipError(.damaged, name) }
            try hand(UnsafeRawBufferPointer(rebasing: room[..<(room.count - Int(stream.pointee.avail_out))]))
            isAtEnd = status == Z_STREAM_END
        } while !isAtEnd && (stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0)
        guard !isAtEnd || stream.pointee.avail_in == 0 else { throw ZipError(.damaged, name) }
    }
}
