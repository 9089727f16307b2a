/// Writes ZIP archives for the tests, honest ones and others.
package struct ZipBuilder {
    package struct File {
        package var name: [UInt8]
        package var content: [UInt8]
        /// What is said of the content, where that is not the truth.
        package var declaredSize: Int?
        package var method: UInt16 = 0
        package var packed: [UInt8]?
        package var checksum: UInt32?
        /// What the file's own header says instead.
        package var localChecksum: UInt32?
        package var flags: UInt16 = 0x0800
        package var attributes: UInt32 = 0
        /// Names another place than its own in the directory.
        package var offset: Int?
        package var localName: [UInt8]?

        package init(_ name: String, _ content: [UInt8] = Array("content".utf8)) { (self.name, self.content) = (Array(name.utf8), content) }
    }

    package var files: [File] = []
    package var comment: [UInt8] = []
    package var declaredCount: Int?

    package init(_ files: [File]) { self.files = files }

    package func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        var offsets: [Int] = []
        for file in files {
            offsets.append(bytes.count)
            let packed = file.packed ?? file.content
            bytes += Self.word(0x0403_4B50) + Self.half(20) + Self.half(file.flags) + Self.half(file.method) + Self.word(0)
            bytes += Self.word(file.localChecksum ?? file.checksum ?? Self.crc(file.content)) + Self.word(UInt32(packed.count))
            bytes += Self.word(UInt32(file.declaredSize ?? file.content.count))
            let name = file.localName ?? file.name
            bytes += Self.half(UInt16(name.count)) + Self.half(0) + name + packed
        }
        let directory = bytes.count
        for (file, offset) in zip(files, offsets) {
            let packed = file.packed ?? file.content
            bytes += Self.word(0x0201_4B50) + Self.half(20) + Self.half(20) + Self.half(file.flags) + Self.half(file.method)
            bytes += Self.word(0) + Self.word(file.checksum ?? Self.crc(file.content)) + Self.word(UInt32(packed.count))
            bytes += Self.word(UInt32(file.declaredSize ?? file.content.count)) + Self.half(UInt16(file.name.count))
            bytes += Self.half(0) + Self.half(0) + Self.half(0) + Self.half(0) + Self.word(file.attributes)
            bytes += Self.word(UInt32(file.offset ?? offset)) + file.name
        }
        let length = bytes.count - directory
        let count = UInt16(declaredCount ?? files.count)
        bytes += Self.word(0x0605_4B50) + Self.half(0) + Self.half(0) + Self.half(count) + Self.half(count)
        bytes += Self.word(UInt32(length)) + Self.word(UInt32(directory)) + Self.half(UInt16(comment.count)) + comment
        return bytes
    }

    /// Deflate without any packing: blocks of stored bytes (RFC 1951, 3.2.4).
    package static func storedBlocks(_ content: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = []
        var place = 0
        repeat {
            let piece = content[place..<min(place + 0xFFFF, content.count)]
            place = piece.endIndex
            packed += [place == content.count ? 1 : 0] + half(UInt16(piece.count)) + half(~UInt16(piece.count)) + piece
        } while place < content.count
        return packed
    }

    private static func half(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func word(_ value: UInt32) -> [UInt8] { half(UInt16(value & 0xFFFF)) + half(UInt16(value >> 16)) }

    /// The checksum of ISO 3309, bit by bit: slow, and not the library's that is tested.
    package static func crc(_ content: [UInt8]) -> UInt32 {
        ~content.reduce(UInt32.max) { checksum, byte in
            (0..<8).reduce(checksum ^ UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
        }
    }
}
