/// The records of a ZIP archive as `ZipWriter` writes them, byte for byte: an archive of ours has no other bytes between its parts.
enum ZipLayout {
    /// What is known of a part once it has been packed.
    struct Part: Hashable, Sendable {
        let name: String
        let method: ZipArchive.Method
        let checksum: UInt32
        let packed: Int
        let size: Int
        /// Where its own header stands.
        let offset: Int
    }

    /// Without a time: equal parts give equal archives. The sizes follow behind the bytes.
    static func header(_ name: String, _ method: ZipArchive.Method) -> [UInt8] {
        let bytes = Array(name.utf8)
        return word(0x0403_4B50) + half(version) + half(flags) + half(method.rawValue) + half(0) + half(firstDay) + word(0) + word(0)
            + word(0) + half(UInt16(bytes.count)) + half(0) + bytes
    }

    /// What follows on a part's bytes.
    static func descriptor(_ part: Part) -> [UInt8] {
        word(0x0807_4B50) + word(part.checksum) + word(UInt32(part.packed)) + word(UInt32(part.size))
    }

    /// The part's record in the directory.
    static func record(_ part: Part) -> [UInt8] {
        let bytes = Array(part.name.utf8)
        return word(0x0201_4B50) + half(version) + half(version) + half(flags) + half(part.method.rawValue) + half(0)
            + half(firstDay) + word(part.checksum) + word(UInt32(part.packed)) + word(UInt32(part.size)) + half(UInt16(bytes.count))
            + half(0) + half(0) + half(0) + half(0) + word(0) + word(UInt32(part.offset)) + bytes
    }

    static func end(_ parts: [Part], directory: Int, length: Int) -> [UInt8] {
        let count = half(UInt16(parts.count))
        return word(0x0605_4B50) + half(0) + half(0) + count + count + word(UInt32(length)) + word(UInt32(directory)) + half(0)
    }

    /// 2.0, the first that knows deflate.
    private static let version: UInt16 = 20
    /// Sizes behind the bytes, names in UTF-8.
    private static let flags: UInt16 = 0x0808
    /// 1 January 1980, the first day that the format knows.
    private static let firstDay: UInt16 = 0x0021

    private static func half(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func word(_ value: UInt32) -> [UInt8] {
        half(UInt16(truncatingIfNeeded: value)) + half(UInt16(truncatingIfNeeded: value >> 16))
    }
}
