package import CallModel

/// Why an archive is not what was written. Each names the part.
package enum ArchiveFault: Error, Hashable, Sendable {
    /// The file is no ZIP archive, or is damaged as one.
    case zip(ZipError)
    case file(FileFault)
    /// There is no manifest in it that this program wrote.
    case noManifest
    case missing(String)
    case added(String)
    case changed(String)
    /// Bytes of the archive that belong to no part are not those that were written.
    case outside
}

/// All that is wrong with an archive.
package struct ArchiveFaults: Error, Hashable, Sendable {
    package let faults: [ArchiveFault]
}

/// The archive of a call, as it lies on a disk.
package struct ArchiveFile: Sendable {
    package let manifest: ArchiveManifest
    /// The SHA-256 of the manifest, which names the hash of everything else: two archives with one of it are one archive.
    package let fingerprint: Digest
    private let zip: ZipArchive

    /// Opens an archive and looks at every byte of it.
    ///
    /// - Throws: `ArchiveFaults` with every part that is not as it was written.
    package init(path: String) throws(ArchiveFaults) {
        let source: ByteSource
        do throws(FileFault) { source = try ByteSource(path: path) } catch { throw ArchiveFaults(faults: [.file(error)]) }
        try self.init(source)
    }

    /// Opens an archive that is in memory, or is open already.
    package init(_ source: ByteSource) throws(ArchiveFaults) {
        do {
            zip = try ZipArchive(source, limits: Self.limits)
            guard let entry = zip.entries.last, entry.name == ArchiveManifest.name, entry.method == .stored,
                entry.size <= Self.manifestSize
            else { throw ArchiveFault.noManifest }
            let bytes = try zip.contents(of: entry)
            guard let read = ArchiveManifest(bytes) else { throw ArchiveFault.noManifest }
            (manifest, fingerprint) = (read, .sha256(of: bytes))
        } catch let error as ZipError {
            throw ArchiveFaults(faults: [.zip(error)])
        } catch let fault as ArchiveFault {
            throw ArchiveFaults(faults: [fault])
        } catch {
            throw ArchiveFaults(faults: [.noManifest])
        }
        let faults = faults(source)
        guard faults.isEmpty else { throw ArchiveFaults(faults: faults) }
    }

    /// Archives of ours: few parts, large ones, of rows that resemble each other.
    private static let limits = ZipArchive.Limits(
        files: 100, fileSize: ZipWriter.limit, totalSize: 100 * ZipWriter.limit, ratio: 1_100)
    private static let manifestSize = 1 << 20

    private func faults(_ source: ByteSource) -> [ArchiveFault] {
        let parts = Dictionary(manifest.parts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var faults: [ArchiveFault] = []
        let found = Set(zip.entries.map(\.name))
        for part in manifest.parts where !found.contains(part.name) { faults.append(.missing(part.name)) }
        if parts.count < manifest.parts.count { faults.append(.noManifest) }
        for entry in zip.entries where entry.name != ArchiveManifest.name {
            guard let part = parts[entry.name] else {
                faults.append(.added(entry.name))
                continue
            }
            if !isWhole(entry, part, source) { faults.append(.changed(entry.name)) }
        }
        if faults.isEmpty, !isOurLayout(source) { faults.append(.outside) }
        return faults
    }

    /// Whether a part is as the manifest says, packed and unpacked.
    private func isWhole(_ entry: ZipArchive.Entry, _ part: ArchiveManifest.Part, _ source: ByteSource) -> Bool {
        var (digest, packedDigest) = (RunningDigest(), RunningDigest())
        var rows = 0
        do {
            let range = try zip.data(of: entry)
            try source.forEachPiece(of: range) { packedDigest.add($0) }
            try zip.unpack(entry) { piece in
                let bytes = Array(piece)
                rows += bytes.count { $0 == Byte.lineFeed }
                digest.add(bytes)
            }
        } catch {
            return false
        }
        return entry.size == part.size && entry.compressedSize == part.packedSize && rows == part.rows
            && digest.finish().hex == part.sha256 && packedDigest.finish().hex == part.packedSha256
    }

    /// Whether every byte that is of no part is one that the writer would have written.
    private func isOurLayout(_ source: ByteSource) -> Bool {
        var place = 0
        var layout: [ZipLayout.Part] = []
        func has(_ bytes: [UInt8]) -> Bool {
            defer { place += bytes.count }
            guard let found = try? source.bytes(place..<min(place + bytes.count, source.count)) else { return false }
            return found == bytes
        }
        for entry in zip.entries {
            let part = ZipLayout.Part(
                name: entry.name, method: entry.method, checksum: entry.checksum, packed: entry.compressedSize, size: entry.size,
                offset: place)
            guard has(ZipLayout.header(entry.name, entry.method)) else { return false }
            place += entry.compressedSize
            guard has(ZipLayout.descriptor(part)) else { return false }
            layout.append(part)
        }
        let directory = place
        for part in layout { guard has(ZipLayout.record(part)) else { return false } }
        return has(ZipLayout.end(layout, directory: directory, length: place - directory)) && place == source.count
    }

    /// Hands over the lines of a part, without their line feeds.
    package func forEachLine(of part: String, _ take: ([UInt8]) throws -> Void) throws {
        guard let entry = zip.entries.first(where: { $0.name == part }) else { return }
        var waiting: [UInt8] = []
        try zip.unpack(entry) { piece in
            waiting.append(contentsOf: piece)
            var start = 0
            while let end = waiting[start...].firstIndex(of: Byte.lineFeed) {
                try take(Array(waiting[start..<end]))
                start = end + 1
            }
            waiting.removeFirst(start)
        }
        if !waiting.isEmpty { try take(waiting) }
    }
}
