import Foundation

/// Bytes that are read at any place: of a file on disk, which never comes into memory as a whole, or of an array.
///
/// May be read from several threads at once.
package struct ByteSource: Sendable {
    private enum Storage: Sendable {
        case memory([UInt8])
        case file(OpenFile)
    }

    private let storage: Storage
    package let count: Int
    /// Bytes handed over at once.
    static let pieceSize = 1 << 16

    package init(_ bytes: [UInt8]) { (storage, count) = (.memory(bytes), bytes.count) }

    /// - Parameter limit: how large the file may be, in bytes.
    package init(path: String, limit: Int = .max) throws(FileFault) {
        try self.init(OpenFile(path), limit: limit)
    }

    init(_ file: OpenFile, limit: Int = .max) throws(FileFault) {
        let size = try file.size()
        guard size <= limit else { throw .tooLarge(limit: limit) }
        (storage, count) = (.file(file), size)
    }

    /// The bytes of a range, or fewer where the file has become shorter since it was opened.
    func bytes(_ range: Range<Int>) throws(FileFault) -> [UInt8] {
        switch storage {
        case .memory(let bytes): return Array(bytes[range.clamped(to: 0..<bytes.count)])
        case .file(let file): return try file.read(range)
        }
    }

    /// Hands over the bytes of a range piece by piece, in order.
    ///
    /// - Throws: `FileFault.changed` where there are fewer, and whatever `take` throws.
    func forEachPiece(of range: Range<Int>, _ take: ([UInt8]) throws -> Void) throws {
        var place = range.lowerBound
        while place < range.upperBound {
            let piece = try bytes(place..<min(place + Self.pieceSize, range.upperBound))
            guard !piece.isEmpty else { throw FileFault.changed }
            try take(piece)
            place += piece.count
        }
    }
}

/// An ordinary file that stays open as long as somebody holds it.
///
/// Reading names its place each time, so that nobody disturbs another's place.
final class OpenFile: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws(FileFault) {
        // Not blocking: opening a pipe that has no writer would otherwise never end.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileFault(errno: errno) }
        self.descriptor = descriptor
        try refuseOtherThanFile()
    }

    /// Takes over a descriptor that is open for reading.
    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func refuseOtherThanFile() throws(FileFault) {
        let kind = try status().st_mode & S_IFMT
        guard kind != S_IFDIR else { throw .isFolder }
        guard kind == S_IFREG else { throw .notRegular }
    }

    private func status() throws(FileFault) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFault(errno: errno) }
        return status
    }

    func size() throws(FileFault) -> Int { Int(try status().st_size) }

    func read(_ range: Range<Int>) throws(FileFault) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let result = pread(
                    descriptor, buffer.baseAddress.map { $0 + count }, range.count - count, off_t(range.lowerBound + count))
                if result > 0 {
                    count += result
                } else if result == 0 {
                    break
                } else if errno != EINTR {
                    code = errno
                    break
                }
            }
        }
        guard code == 0 else { throw FileFault(errno: code) }
        return bytes
    }
}
