import CallModel
import Exchange

extension FuzzTarget {
    /// An archive unpacks to what it declares, within its limits, or is refused.
    static let zip = FuzzTarget(name: "zip") { bytes in
        let limits = ZipArchive.Limits(files: 50, fileSize: 1 << 20, totalSize: 4 << 20, ratio: 200)
        guard let archive = try? ZipArchive(Array(bytes), limits: limits) else { return }
        require(archive.entries.count <= limits.files, "no more files than allowed")
        for entry in archive.entries {
            require(!entry.name.hasPrefix("/") && !entry.name.split(separator: "/").contains(".."), "no path climbs out")
            guard let contents = try? archive.contents(of: entry) else { continue }
            require(contents.count == entry.size, "an entry is as long as it says")
        }
    }

    /// The archive of a call is as it was written, to the last byte, or is refused with what is wrong.
    static let archive = FuzzTarget(name: "archive") { bytes in
        do throws(ArchiveFaults) {
            let archive = try ArchiveFile(ByteSource(Array(bytes)))
            for part in archive.manifest.parts {
                var rows = 0
                var size = 0
                let read: Void? = try? archive.forEachLine(of: part.name) { line in
                    rows += 1
                    size += line.count
                }
                require(read != nil, "a part that was looked at can be read")
                // What stands behind the last line feed is a line of its own.
                require(rows == part.rows || rows == part.rows + 1, "a part has the rows that the manifest says")
                require(size + part.rows == part.size, "a part has the bytes that the manifest says")
            }
        } catch {
            require(!error.faults.isEmpty, "a refusal names what is wrong")
            for fault in error.faults { require(!fault.message.french.isEmpty, "a fault has a sentence") }
        }
    }

    /// The answers of a virus scanner, and what a document is by its content.
    static let scanner = FuzzTarget(name: "scanner") { bytes in
        let answer = String(decoding: bytes, as: UTF8.self)
        require(Clamd.verdict(answer, isWhole: false) != .clean, "a part that is clean says nothing of the whole")
        require((Clamd.verdict(answer, isWhole: true) == .clean) == (answer == "stream: OK"), "only the one answer is clean")
        let content = ByteSource(Array(bytes))
        for type in FileType.allCases { _ = try? type.matches(content) }
    }
}
