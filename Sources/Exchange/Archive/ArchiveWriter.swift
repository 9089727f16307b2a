package import CallModel

/// Writes the archive of a call: its parts in order, and a manifest of them at the end. Memory does not grow with it.
///
/// Whoever opens the final name finds the whole archive, or none; only its owner may read it, because it names people.
package final class ArchiveWriter {
    private let file: OutgoingFile
    private let zip: ZipWriter
    private var parts: [ArchiveManifest.Part] = []

    /// - Parameter path: nothing is left there without `finish`.
    package convenience init(_ path: String) throws(FileWriteError) { try self.init(path, limit: ZipWriter.limit) }

    /// - Parameter limit: how large the archive may become, and each of its parts unpacked, in bytes.
    init(_ path: String, limit: Int) throws(FileWriteError) {
        zip = ZipWriter(limit: limit)
        file = try OutgoingFile(path, isPrivate: true)
    }

    /// Writes a part: `body` hands its lines over one by one.
    package func part(_ name: String, _ body: (@escaping (_ line: [UInt8]) throws -> Void) throws -> Void) throws {
        try zip.begin(name)
        var digest = RunningDigest()
        var size = 0
        var rows = 0
        var waiting: [UInt8] = []
        func flush() throws {
            digest.add(waiting)
            try zip.append(waiting)
            waiting.removeAll(keepingCapacity: true)
            if zip.waiting >= AtomicFile.pieceSize { try file.append(zip.take()) }
        }
        try body { line in
            waiting += line
            size += line.count
            rows += 1
            if waiting.count >= AtomicFile.pieceSize { try flush() }
        }
        try flush()
        let packed = try zip.end()
        parts.append(
            ArchiveManifest.Part(
                name: name, rows: rows, size: size, sha256: digest.finish().hex, packedSize: packed.packed,
                packedSha256: packed.digest.hex))
    }

    /// Writes the manifest and puts the file in its place.
    package func finish(
        call: String, isRehearsal: Bool, takenAt: Instant, events: Int
    ) throws -> ArchiveManifest {
        let manifest = ArchiveManifest(call: call, isRehearsal: isRehearsal, takenAt: takenAt, events: events, parts: parts)
        try zip.begin(ArchiveManifest.name, isPacked: false)
        try zip.append(manifest.json)
        try zip.end()
        try zip.finish()
        try file.append(zip.take())
        try file.finish()
        return manifest
    }
}
