import CallModel
import Foundation
import Testing

@testable import Exchange

@Suite struct ArchiveFileTests {
    private static let taken = Instant(microseconds: 1_820_000_000_000_000)

    /// Three parts: one that packs well, one that does not, an empty one.
    private static func archive(_ path: String, seed: UInt64 = 7) throws -> ArchiveManifest {
        let writer = try ArchiveWriter(path)
        try writer.part("registers/members.jsonl") { write in for number in 1...9 { try write(Array("{\"id\":\(number)}\n".utf8)) } }
        try writer.part("log/events.jsonl") { write in
            var state = seed
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                try write(Array("{\"seq\":\(state)}\n".utf8))
            }
        }
        try writer.part("registers/absences.jsonl") { _ in }
        return try writer.finish(call: "brussels-2027", isRehearsal: true, takenAt: taken, events: 4)
    }

    private static func bytes(_ folder: String, seed: UInt64 = 7) throws -> [UInt8] {
        _ = try archive(folder + "/a.zip", seed: seed)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/a.zip")))
    }

    @Test func `what was written is read back, part by part and line by line`() throws {
        try withTemporaryFolder { folder in
            let manifest = try Self.archive(folder + "/a.zip")
            let file = try ArchiveFile(path: folder + "/a.zip")
            #expect(file.manifest == manifest && manifest.call == "brussels-2027" && manifest.isRehearsal)
            #expect(manifest.parts.map(\.rows) == [9, 4, 0])
            var lines: [String] = []
            try file.forEachLine(of: "registers/members.jsonl") { lines.append(String(decoding: $0, as: UTF8.self)) }
            #expect(lines == (1...9).map { "{\"id\":\($0)}" })
            // Equal parts give equal archives.
            _ = try Self.archive(folder + "/b.zip")
            #expect(try ArchiveFile(path: folder + "/b.zip").fingerprint == file.fingerprint)
            let other = try ArchiveFile(ByteSource(try Self.bytes(folder, seed: 8)))
            #expect(other.fingerprint != file.fingerprint)
            let mode = try FileManager.default.attributesOfItem(atPath: folder + "/b.zip")[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test(.enabled(if: Outside.has("python3"), "needs Python 3, which reads the archive")) func `other programs read it`() throws {
        try withTemporaryFolder { folder in
            _ = try Self.bytes(folder)
            let script = "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.namelist()))"
            let answer = try Outside.run("python3", ["-c", script, folder + "/a.zip"])
            #expect(answer.output == "4\n", "\(answer.errors)")
        }
    }

    @Test func `every bit that is flipped is found, and so is every byte that is missing or added`() throws {
        try withTemporaryFolder { folder in
            let whole = try Self.bytes(folder)
            _ = try ArchiveFile(ByteSource(whole))
            for place in whole.indices {
                // Every bit where the parts lie; elsewhere two suffice.
                for bit in 0..<8 {
                    var bytes = whole
                    bytes[place] ^= 1 << bit
                    #expect(throws: ArchiveFaults.self, "byte \(place), bit \(bit)") { try ArchiveFile(ByteSource(bytes)) }
                }
            }
            for count in stride(from: 0, to: whole.count, by: 13) {
                #expect(throws: ArchiveFaults.self) { try ArchiveFile(ByteSource(Array(whole.prefix(count)))) }
                var bytes = whole
                bytes.insert(0, at: count)
                #expect(throws: ArchiveFaults.self) { try ArchiveFile(ByteSource(bytes)) }
            }
            #expect(throws: ArchiveFaults.self) { try ArchiveFile(ByteSource(whole + [0])) }
        }
    }

    /// The archive written anew by the writer itself, with its parts changed and the manifest left as it was.
    private static func forged(_ folder: String, _ change: ([(String, [UInt8])]) -> [(String, [UInt8])]) throws -> [UInt8] {
        let zip = try ZipArchive(try bytes(folder))
        let parts = try zip.entries.map { ($0.name, try zip.contents(of: $0)) }
        let writer = ZipWriter()
        for (name, content) in change(parts) {
            try writer.begin(name, isPacked: name != ArchiveManifest.name)
            try writer.append(content)
            try writer.end()
        }
        try writer.finish()
        return writer.take()
    }

    @Test func `a part that was changed, taken out, put in or swapped is named`() throws {
        try withTemporaryFolder { folder in
            func faults(_ change: ([(String, [UInt8])]) -> [(String, [UInt8])]) throws -> [ArchiveFault] {
                let bytes = try Self.forged(folder, change)
                do throws(ArchiveFaults) {
                    _ = try ArchiveFile(ByteSource(bytes))
                    return []
                } catch {
                    return error.faults
                }
            }
            let (same, missing) = (try faults { $0 }, try faults { Array($0.dropFirst()) })
            #expect(same == [] && missing == [.missing("registers/members.jsonl")])
            let added = try faults { [("extra.txt", [1])] + $0 }
            #expect(added == [.added("extra.txt")])
            let changed = try faults { parts in parts.map { $0.0 == "log/events.jsonl" ? ($0.0, $0.1.dropLast(1) + [33]) : $0 } }
            #expect(changed == [.changed("log/events.jsonl")])
            let swapped = try faults { parts in [(parts[0].0, parts[1].1), (parts[1].0, parts[0].1)] + parts.dropFirst(2) }
            #expect(swapped == [.changed("registers/members.jsonl"), .changed("log/events.jsonl")])
            let bare = try faults { Array($0.dropLast()) }
            #expect(bare == [.noManifest])
            for fault in [ArchiveFault.missing("x"), .added("x"), .changed("x")] {
                #expect(fault.message.text(in: .french).contains("x") && fault.message.text(in: .dutch).contains("x"))
            }
        }
    }

    @Test func `what is no archive is refused`() throws {
        try withTemporaryFolder { folder in
            #expect(throws: ArchiveFaults(faults: [.file(.missing)])) { try ArchiveFile(path: folder + "/none.zip") }
            #expect(throws: ArchiveFaults.self) { try ArchiveFile(ByteSource(Array("no archive".utf8))) }
            let writer = ZipWriter()
            try writer.begin("a.txt")
            try writer.append([1])
            try writer.end()
            try writer.finish()
            #expect(throws: ArchiveFaults(faults: [.noManifest])) { try ArchiveFile(ByteSource(writer.take())) }
        }
    }

    @Test func `more than an archive can hold is refused while it is written, with a word on what to do`() throws {
        try withTemporaryFolder { folder in
            let line = Array("{\"id\":1}\n".utf8)
            // What a part unpacks to counts, and so does what is packed.
            for (limit, part) in [(200_000, "log/events.jsonl"), (900, "log/other.jsonl")] {
                var written = 0
                let refused = #expect(throws: ZipError.self) {
                    let writer = try ArchiveWriter(folder + "/a.zip", limit: limit)
                    for name in ["log/events.jsonl", "log/other.jsonl"] {
                        try writer.part(name) { write in
                            for _ in 0..<(limit == 900 ? 50 : 100_000) {
                                try write(line)
                                written += 1
                            }
                        }
                    }
                    _ = try writer.finish(call: "brussels-2027", isRehearsal: true, takenAt: Self.taken, events: 4)
                }
                #expect(refused?.kind == .full(limit: limit))
                #expect(limit == 900 || refused?.name == part && written < 100_000)
                #expect(refused?.message.text(in: .english).hasSuffix("Back the whole database up: appel db backup.") == true)
                let left = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(left.isEmpty)
            }
        }
    }

    @Test func `an archive that is not finished leaves nothing`() throws {
        try withTemporaryFolder { folder in
            do {
                let writer = try ArchiveWriter(folder + "/a.zip")
                try writer.part("log/events.jsonl") { write in try write([10]) }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }
}
