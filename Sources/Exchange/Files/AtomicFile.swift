import Foundation

/// A file in the making: written beside its final name, flushed to the disk, and only then given that name.
///
/// Whoever opens the final name finds the old file or the whole new one. A failure leaves the old one and no rubbish.
package struct AtomicFile: ~Copyable {
    private let path: String
    private let temporary: String
    private var descriptor: Int32

    /// A good amount to hand over at once, in bytes.
    package static let pieceSize = 1 << 16

    /// Runs `body` with the new file and puts it in place when it succeeds.
    package static func write(
        to path: String, _ body: (inout AtomicFile) throws(FileWriteError) -> Void
    ) throws(FileWriteError) {
        var file = try AtomicFile(creating: path)
        try body(&file)
        try file.commit()
    }

    /// The same for a library that writes a file by its name: `body` gets the name of the file in the making.
    package static func write<Failure: Error>(
        to path: String, isPrivate: Bool = false, named body: (String) throws(Failure) -> Void
    ) throws {
        var file = try AtomicFile(creating: path, isPrivate: isPrivate)
        try body(file.temporary)
        try file.commit()
    }

    /// Writes a new file, whole or not at all; one that is there already stays as it is.
    package static func create(_ path: String, _ bytes: [UInt8], isPrivate: Bool) throws(FileWriteError) {
        var file = try AtomicFile(creating: path, isPrivate: isPrivate)
        try file.append(bytes)
        // A second name, which unlike `rename` never takes the place of another file; the first one goes with the value.
        guard fsync(file.descriptor) == 0, link(file.temporary, file.path) == 0 else { throw FileWriteError(path, errno: errno) }
        try file.flushFolder()
    }

    /// Whether a file could be written there. Leaves nothing behind.
    package static func check(_ path: String) throws(FileWriteError) { _ = try AtomicFile(creating: path) }

    /// - Parameter isPrivate: whether nobody but the owner may read the file.
    init(creating path: String, isPrivate: Bool = false) throws(FileWriteError) {
        // A link stays a link: the file that it names is replaced.
        let target = realpath(path, nil)
        defer { free(target) }
        let final = target.map { String(cString: $0) } ?? path
        var status = stat()
        if stat(final, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw FileWriteError(path, kind: status.st_mode & S_IFMT == S_IFDIR ? .isFolder : .notRegular)
        }
        let temporary = "\(final).\(UInt64.random(in: .min ... .max)).part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPrivate ? 0o600 : 0o644)
        guard descriptor >= 0 else { throw FileWriteError(path, errno: errno) }
        (self.path, self.temporary, self.descriptor) = (final, temporary, descriptor)
    }

    /// Closes and removes what was not put in place.
    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
    }

    /// Adds bytes to the new file. Throws what keeps them from the disk, such as `diskFull`.
    package mutating func append(_ bytes: [UInt8]) throws(FileWriteError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw FileWriteError(path, errno: errno)
            }
        }
    }

    mutating func commit() throws(FileWriteError) {
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw FileWriteError(path, errno: errno) }
        close(descriptor)
        descriptor = -1
        try flushFolder()
    }

    /// The new name is in the folder, and the folder has to reach the disk as well.
    private func flushFolder() throws(FileWriteError) {
        let folder = path.contains("/") ? String(path[...(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw FileWriteError(path, errno: errno) }
        defer { close(handle) }
        // Some file systems cannot flush a folder and say so; the file itself is safe.
        guard fsync(handle) == 0 || errno == EINVAL else { throw FileWriteError(path, errno: errno) }
    }
}
