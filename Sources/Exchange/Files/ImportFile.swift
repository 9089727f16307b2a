import Foundation

/// A file to import: on disk, or bytes that came another way and have a name to report them under.
package struct ImportFile: Sendable {
    /// As the user named it: what the faults show.
    package let name: String
    let source: Source

    enum Source: Sendable {
        case path(String)
        case bytes([UInt8])
    }

    /// The largest file that is read, in bytes.
    package static let sizeLimit = 256 << 20

    package init(path: String) { (name, source) = (path, .path(path)) }
    package init(name: String, bytes: [UInt8]) { (self.name, source) = (name, .bytes(bytes)) }

    enum Format {
        case table, json, yaml
    }

    /// By the end of the name; what has no other known end is a table.
    var format: Format {
        let lowered = name.lowercased()
        if lowered.hasSuffix(".json") { return .json }
        return lowered.hasSuffix(".yaml") || lowered.hasSuffix(".yml") ? .yaml : .table
    }

    /// The whole file at once.
    func contents(limit: Int = ImportFile.sizeLimit) throws(FileFault) -> Data {
        var pieces = try FilePieces(self, limit: limit)
        var data = Data()
        while let piece = try pieces.next() { data.append(contentsOf: piece) }
        return data
    }
}

/// A file in pieces that fit the processor's cache.
struct FilePieces: ~Copyable {
    private var descriptor: Int32 = -1
    private var memory: ArraySlice<UInt8> = []
    private var total = 0
    private let limit: Int
    private static let pieceSize = 1 << 18

    init(_ file: ImportFile, limit: Int = ImportFile.sizeLimit) throws(FileFault) {
        self.limit = limit
        switch file.source {
        case .bytes(let bytes): memory = bytes[...]
        case .path(let path):
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileFault(errno: errno) }
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw FileFault(errno: errno) }
            guard status.st_mode & S_IFMT != S_IFDIR else { throw .isFolder }
            guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The next bytes, or nil at the end. A file without any byte is a fault.
    mutating func next() throws(FileFault) -> ArraySlice<UInt8>? {
        let piece = try descriptor < 0 ? takeFromMemory() : readFromDisk()
        if total == 0, FilePieces.isWorkbook(piece) { throw .workbook }
        total += piece.count
        guard total > 0 else { throw .empty }
        guard total <= limit else { throw .tooLarge(limit: limit) }
        return piece.isEmpty ? nil : piece
    }

    private mutating func takeFromMemory() -> ArraySlice<UInt8> {
        let piece = memory.prefix(FilePieces.pieceSize)
        memory = memory.dropFirst(piece.count)
        return piece
    }

    private func readFromDisk() throws(FileFault) -> ArraySlice<UInt8> {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: FilePieces.pieceSize) { buffer, count in
            var result = 0
            repeat {
                result = read(descriptor, buffer.baseAddress, FilePieces.pieceSize)
            } while result < 0 && errno == EINTR
            if result < 0 { code = errno }
            count = max(0, result)
        }
        guard code == 0 else { throw FileFault(errno: code) }
        return bytes[...]
    }

    /// The first bytes of an .xlsx, .ods (zip) or .xls file.
    private static func isWorkbook(_ piece: ArraySlice<UInt8>) -> Bool {
        piece.starts(with: [0x50, 0x4B, 0x03, 0x04]) || piece.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }
}

extension FileFault {
    init(errno code: Int32) {
        switch code {
        case ENOENT, ENOTDIR: self = .missing
        case EACCES, EPERM: self = .noPermission
        case EISDIR: self = .isFolder
        default: self = .unreadable(code: code, reason: String(cString: strerror(code)))
        }
    }
}
