/// A ZIP archive whose directory has been read and found safe to unpack: sizes and numbers are within the limits, no two files
/// share bytes, and no name leads anywhere but into the archive's own folder.
///
/// The format is that of PKWARE's APPNOTE.TXT 6.3.10, without what nobody's office software writes: ZIP64, several disks,
/// encryption, other methods than "stored" and "deflated". Of the archive itself, only the directory comes into memory.
package struct ZipArchive: Sendable {
    /// What may be unpacked at most. All are checked against what the directory declares before anything is unpacked, and
    /// what unpacks to more than it declared is refused.
    package struct Limits: Hashable, Sendable {
        package var files: Int
        /// Bytes of one file, unpacked.
        package var fileSize: Int
        /// Bytes of all files, unpacked.
        package var totalSize: Int
        /// How many times its packed size a file may unpack to. Files that unpack to less than a mebibyte are harmless, and
        /// may be packed as densely as they like.
        package var ratio: Int

        package init(files: Int = 2_000, fileSize: Int = 20 << 20, totalSize: Int = 2 << 30, ratio: Int = 200) {
            (self.files, self.fileSize, self.totalSize, self.ratio) = (files, fileSize, totalSize, ratio)
        }

        static let harmlessSize = 1 << 20
        /// Bytes of the directory: names are short, so that what is longer is no directory of so many files.
        static let directorySize = 8 << 20
    }

    /// A file in the archive.
    package struct Entry: Hashable, Sendable {
        /// Its path in the archive, parts separated by `/`.
        package let name: String
        /// Bytes when unpacked, as declared.
        package let size: Int
        let method: Method
        let compressedSize: Int
        let checksum: UInt32
        /// Whether size and checksum stand behind the packed bytes instead of before them.
        let isSizeBehind: Bool
        /// Where its own header stands.
        let offset: Int
    }

    enum Method: UInt16, Sendable {
        case stored = 0
        case deflated = 8
    }

    /// The files in the order of the directory; folders are left out.
    package let entries: [Entry]
    let source: ByteSource

    /// Reads the directory of an archive in memory.
    package init(_ bytes: [UInt8], limits: Limits = Limits()) throws(ZipError) {
        try self.init(ByteSource(bytes), limits: limits)
    }

    /// Reads the directory of an archive.
    package init(_ source: ByteSource, limits: Limits = Limits()) throws(ZipError) {
        let end = try ZipDirectoryEnd(source)
        guard end.count <= limits.files else { throw ZipError(.tooManyFiles(limit: limits.files)) }
        let directory = try source.zipped(end.directory..<end.place)
        var entries: [Entry] = []
        var names: Set<String> = []
        var total = 0
        var place = 0
        for _ in 0..<end.count {
            let record = try ZipRecord(directory, at: place)
            place = record.next
            guard let entry = try record.entry() else { continue }
            guard names.insert(entry.name.lowercased()).inserted else { throw ZipError(.unsafeName, entry.name) }
            try limits.check(entry)
            total += entry.size
            guard total <= limits.totalSize else { throw ZipError(.archiveTooLarge(limit: limits.totalSize)) }
            entries.append(entry)
        }
        guard place == directory.count else { throw ZipError(.damaged) }
        self.source = source
        self.entries = entries
        try refuseOverlaps(directory: end.directory)
    }

    /// Bytes that two files, or a file and the directory, share.
    private func refuseOverlaps(directory: Int) throws(ZipError) {
        var end = 0
        for entry in entries.sorted(by: { $0.offset < $1.offset }) {
            guard entry.offset >= end else { throw ZipError(.overlapping, entry.name) }
            end = try data(of: entry).upperBound
            guard end <= directory else { throw ZipError(.overlapping, entry.name) }
        }
    }

    /// Where the packed bytes of a file are: behind its own header, which must say the same as the directory. Programs differ
    /// in which of the two they believe.
    func data(of entry: Entry) throws(ZipError) -> Range<Int> {
        let fixed = 30
        let wanted = Array(entry.name.utf8)
        guard entry.offset <= source.count - fixed else { throw ZipError(.damaged, entry.name) }
        let limit = min(entry.offset + fixed + wanted.count, source.count)
        let header = ZipBytes(try source.zipped(entry.offset..<limit))
        guard try header.word32(0) == 0x0403_4B50, try header.word16(8) == entry.method.rawValue,
            try Int(header.word16(26)) == wanted.count, header.bytes[fixed...].elementsEqual(wanted)
        else { throw ZipError(.damaged, entry.name) }
        if !entry.isSizeBehind {
            guard try header.word32(14) == entry.checksum, try Int(header.word32(18)) == entry.compressedSize,
                try Int(header.word32(22)) == entry.size
            else { throw ZipError(.damaged, entry.name) }
        }
        let start = limit + Int(try header.word16(28))
        guard start <= source.count, entry.compressedSize <= source.count - start else { throw ZipError(.damaged, entry.name) }
        return start..<(start + entry.compressedSize)
    }
}

extension ZipArchive.Limits {
    fileprivate func check(_ entry: ZipArchive.Entry) throws(ZipError) {
        guard entry.size <= fileSize else { throw ZipError(.fileTooLarge(limit: fileSize), entry.name) }
        guard entry.size <= Self.harmlessSize || entry.size / ratio <= entry.compressedSize else {
            throw ZipError(.tooDense(ratio: ratio), entry.name)
        }
    }
}

extension ByteSource {
    /// The bytes of a range, all of them.
    func zipped(_ range: Range<Int>) throws(ZipError) -> [UInt8] {
        do throws(FileFault) {
            let bytes = try bytes(range)
            guard bytes.count == range.count else { throw FileFault.changed }
            return bytes
        } catch {
            throw ZipError(.unreadable(error))
        }
    }
}
