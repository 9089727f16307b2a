/// Little-endian numbers at places that may be beyond the end.
struct ZipBytes {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func word16(_ place: Int) throws(ZipError) -> UInt16 {
        let range = try range(place, 2)
        return UInt16(bytes[range.lowerBound]) | UInt16(bytes[range.lowerBound + 1]) << 8
    }

    func word32(_ place: Int) throws(ZipError) -> UInt32 {
        UInt32(try word16(place)) | UInt32(try word16(place + 2)) << 16
    }

    func range(_ place: Int, _ count: Int) throws(ZipError) -> Range<Int> {
        guard place >= 0, count >= 0, place <= bytes.count, count <= bytes.count - place else { throw ZipError(.damaged) }
        return place..<(place + count)
    }
}

/// The record at the end of an archive that says where its directory is.
struct ZipDirectoryEnd {
    private static let size = 22
    private static let greatestComment = 65_535

    /// Where the record itself is, which is where the directory ends.
    let place: Int
    let directory: Int
    let count: Int

    init(_ source: ByteSource) throws(ZipError) {
        let tailStart = max(0, source.count - Self.size - Self.greatestComment)
        let tail = ZipBytes(try source.zipped(tailStart..<source.count))
        let found = try Self.record(in: tail)
        let count = try tail.word16(found + 10)
        let length = try tail.word32(found + 12)
        let offset = try tail.word32(found + 16)
        if count == .max || length == .max || offset == .max { throw ZipError(.unsupported("ZIP64")) }
        guard try tail.word16(found + 4) == 0, try tail.word16(found + 6) == 0, try tail.word16(found + 8) == count else {
            throw ZipError(.unsupported("several disks"))
        }
        let place = tailStart + found
        guard Int(offset) + Int(length) == place, length <= ZipArchive.Limits.directorySize else { throw ZipError(.damaged) }
        (self.place, directory, self.count) = (place, Int(offset), Int(count))
    }

    /// Looked for from the end: the record may be followed by a comment. One that does not reach to the very end is not it.
    private static func record(in tail: ZipBytes) throws(ZipError) -> Int {
        var place = tail.bytes.count - size
        while place >= 0 {
            if try tail.word32(place) == 0x0605_4B50, try place + size + Int(tail.word16(place + 20)) == tail.bytes.count {
                return place
            }
            place -= 1
        }
        throw ZipError(.notAnArchive)
    }
}

/// One record of the directory.
struct ZipRecord {
    private static let size = 46

    /// Where the next record begins.
    let next: Int
    private let flags: UInt16
    private let method: UInt16
    private let checksum: UInt32
    private let compressedSize: UInt32
    private let unpackedSize: UInt32
    private let attributes: UInt32
    private let offset: UInt32
    private let name: [UInt8]

    init(_ directory: [UInt8], at place: Int) throws(ZipError) {
        let reader = ZipBytes(directory)
        guard try reader.word32(place) == 0x0201_4B50 else { throw ZipError(.damaged) }
        flags = try reader.word16(place + 8)
        method = try reader.word16(place + 10)
        checksum = try reader.word32(place + 16)
        compressedSize = try reader.word32(place + 20)
        unpackedSize = try reader.word32(place + 24)
        attributes = try reader.word32(place + 38)
        offset = try reader.word32(place + 42)
        let nameLength = Int(try reader.word16(place + 28))
        name = Array(directory[try reader.range(place + Self.size, nameLength)])
        next = place + Self.size + nameLength + Int(try reader.word16(place + 30)) + Int(try reader.word16(place + 32))
        guard next <= directory.count else { throw ZipError(.damaged) }
    }

    /// The file that the record describes; `nil` for a folder.
    func entry() throws(ZipError) -> ZipArchive.Entry? {
        guard let text = String(validating: name, as: UTF8.self) else {
            throw ZipError(.unsafeName, String(decoding: name, as: UTF8.self))
        }
        // Encrypted, strongly encrypted, or with its header masked.
        if flags & 0x2041 != 0 { throw ZipError(.unsupported("encryption"), text) }
        if compressedSize == .max || unpackedSize == .max || offset == .max { throw ZipError(.unsupported("ZIP64"), text) }
        guard let method = ZipArchive.Method(rawValue: method) else { throw ZipError(.unsupported("method \(method)"), text) }
        guard Self.isSafe(text) else { throw ZipError(.unsafeName, text) }
        // The upper half holds the mode of a file that a Unix system packed; others leave it empty.
        let kind = attributes >> 28
        guard kind == 0 || kind == 0x8 || kind == 0x4 else { throw ZipError(.link, text) }
        if text.hasSuffix("/") {
            guard unpackedSize == 0 else { throw ZipError(.damaged, text) }
            return nil
        }
        guard method == .deflated || compressedSize == unpackedSize else { throw ZipError(.damaged, text) }
        // Deflate packs 258 bytes into two bits at best: more than 1,032 to one is a lie.
        guard Int(unpackedSize) <= Int(compressedSize) * 1_032 + 1_032 else { throw ZipError(.damaged, text) }
        return ZipArchive.Entry(
            name: text, size: Int(unpackedSize), method: method, compressedSize: Int(compressedSize), checksum: checksum,
            isSizeBehind: flags & 0x8 != 0, offset: Int(offset))
    }

    /// Whether a name stays in the folder in which the archive is unpacked, on any system.
    private static func isSafe(_ name: String) -> Bool {
        name.utf8.count <= 512 && RelativePath.isSafe(name.hasSuffix("/") ? String(name.dropLast()) : name)
    }
}

/// Names of files below a folder, parts separated by `/`.
enum RelativePath {
    /// Whether a name stays below the folder on any system: no part that climbs, no root, no drive, nothing that cannot be seen.
    static func isSafe(_ name: String) -> Bool {
        guard !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control || $0 == "\\" || $0 == ":" }) else {
            return false
        }
        return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}
