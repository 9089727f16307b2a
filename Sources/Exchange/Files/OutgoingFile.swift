import Synchronization

/// An `AtomicFile` for bytes that come from elsewhere, such as the thread of a database session: it may be handed on.
package final class OutgoingFile: Sendable {
    private struct Contents: ~Copyable {
        var file: AtomicFile
        var waiting: [UInt8] = []
    }

    private let contents: Mutex<Contents>

    /// Begins a file that gets its name with `finish`, and leaves nothing behind without it.
    ///
    /// - Parameter isPrivate: whether nobody but the owner may read it, for files that hold personal data.
    /// - Throws: `FileWriteError` where the name is a folder's or a device's, or may not be written.
    package init(_ path: String, isPrivate: Bool) throws(FileWriteError) {
        contents = Mutex(Contents(file: try AtomicFile(creating: path, isPrivate: isPrivate)))
    }

    /// Adds bytes; they reach the disk in pieces.
    package func append(_ bytes: [UInt8]) throws(FileWriteError) {
        try contents.withLock { contents throws(FileWriteError) in
            contents.waiting += bytes
            guard contents.waiting.count >= AtomicFile.pieceSize else { return }
            try contents.file.append(contents.waiting)
            contents.waiting.removeAll(keepingCapacity: true)
        }
    }

    /// Puts the file in its place. Nothing may be added afterwards.
    package func finish() throws(FileWriteError) {
        try contents.withLock { contents throws(FileWriteError) in
            try contents.file.append(contents.waiting)
            contents.waiting = []
            try contents.file.commit()
        }
    }
}
