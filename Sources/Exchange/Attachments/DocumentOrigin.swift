import Foundation

/// Where a document is before it is in the database.
enum DocumentOrigin: Sendable {
    /// Below a folder, reached without following any link.
    case file(root: String, path: String, size: Int)
    /// A file that the user named.
    case path(String)
    case entry(ZipArchive, ZipArchive.Entry)

    /// In bytes, as far as it is known without reading.
    var size: Int? {
        switch self {
        case .file(_, _, let size): size
        case .path: nil
        case .entry(_, let entry): entry.size
        }
    }

    /// Its bytes piece by piece.
    ///
    /// - Throws: `FileFault` or `ZipError`, and whatever `take` throws.
    func forEachPiece(limit: Int, _ take: ([UInt8]) throws -> Void) throws {
        switch self {
        case .file, .path:
            let source = try opened(limit: limit)
            try source.forEachPiece(of: 0..<source.count, take)
        case .entry(let archive, let entry): try archive.unpack(entry) { try take(Array($0)) }
        }
    }

    /// Runs `body` with the bytes in reach at any place, which an archive's are only in a file of their own: one without a
    /// name, gone when it is closed.
    func withSource<Value>(limit: Int, _ body: (ByteSource) throws -> Value) throws -> Value {
        guard case .entry(let archive, let entry) = self else { return try body(opened(limit: limit)) }
        let scratch = try ScratchFile()
        try archive.unpack(entry) { try scratch.append($0) }
        return try body(ByteSource(scratch.reading))
    }

    private func opened(limit: Int) throws(FileFault) -> ByteSource {
        switch self {
        case .file(let root, let path, _): try ByteSource(OpenFile(root: root, path: path), limit: limit)
        case .path(let path): try ByteSource(path: path, limit: limit)
        // An entry is unpacked and never opened.
        case .entry: throw .notRegular
        }
    }
}

extension OpenFile {
    /// Opens a file below a folder. None of the parts of its path may be a link.
    convenience init(root: String, path: String) throws(FileFault) {
        var folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileFault(errno: errno) }
        defer { close(folder) }
        var parts = path.split(separator: "/")[...]
        while parts.count > 1, let part = parts.popFirst() {
            let next = openat(folder, String(part), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard next >= 0 else { throw FileFault(errno: errno) }
            close(folder)
            folder = next
        }
        let descriptor = openat(folder, String(parts.first ?? ""), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileFault(errno: errno) }
        self.init(descriptor: descriptor)
        try refuseOtherThanFile()
    }
}

/// A file without a name, in the folder for temporary files.
private struct ScratchFile {
    let reading: OpenFile
    private let descriptor: Int32

    init() throws(FileFault) {
        let folder = FileManager.default.temporaryDirectory.path
        var name = Array("\(folder)/appel-XXXXXX".utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw FileFault(errno: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(name)
        reading = OpenFile(descriptor: descriptor)
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(FileFault) {
        var written = 0
        while written < bytes.count {
            let count = write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw FileFault(errno: errno)
            }
        }
    }
}
