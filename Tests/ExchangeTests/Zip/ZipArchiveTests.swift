import CallModel
import Foundation
import TestSupport
import Testing

@testable import Exchange

/// Archives of applicants: what is sound comes out byte for byte, and what is not is refused before anything is unpacked.
@Suite struct ZipArchiveTests {
    private typealias File = ZipBuilder.File

    private func kind(of bytes: [UInt8], _ limits: ZipArchive.Limits = ZipArchive.Limits()) -> ZipError.Kind? {
        do throws(ZipError) {
            _ = try ZipArchive(bytes, limits: limits)
            return nil
        } catch {
            return error.kind
        }
    }

    @Test func `files come out as they went in, folders are left out`() throws {
        let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var deflated = File("dossier/budget.xlsx", long)
        deflated.method = 8
        deflated.packed = ZipBuilder.storedBlocks(long)
        var builder = ZipBuilder([File("dossier/", []), File("dossier/statuts é.pdf"), deflated, File("empty.txt", [])])
        builder.comment = Array("a comment PK\u{5}\u{6} that looks like the end".utf8)
        let archive = try ZipArchive(builder.bytes())
        #expect(archive.entries.map(\.name) == ["dossier/statuts é.pdf", "dossier/budget.xlsx", "empty.txt"])
        #expect(archive.entries.map(\.size) == [7, 200_000, 0])
        #expect(try archive.contents(of: archive.entries[0]) == Array("content".utf8))
        #expect(try archive.contents(of: archive.entries[1]) == long)
        #expect(try archive.contents(of: archive.entries[2]) == [])
    }

    @Test func `bytes that are no archive are told as such`() {
        #expect(kind(of: []) == .notAnArchive)
        #expect(kind(of: Array("%PDF-1.7".utf8)) == .notAnArchive)
    }

    @Test(arguments: [
        "../../etc/passwd", "a/../b", "/etc/passwd", "a//b", "./a", "a\\b", "C:a", "", "a\u{0}b", "a\nb", "a/./b", "..",
        String(repeating: "a", count: 513)
    ])
    func `a name that leads out of its folder, or nowhere, is refused`(_ name: String) {
        #expect(kind(of: ZipBuilder([File(name)]).bytes()) == .unsafeName)
    }

    @Test func `a name that is not UTF-8, or comes twice, is refused`() {
        var latin = File("statuts.pdf")
        latin.name = [0x73, 0xE9]
        #expect(kind(of: ZipBuilder([latin]).bytes()) == .unsafeName)
        #expect(kind(of: ZipBuilder([File("a.pdf"), File("A.PDF")]).bytes()) == .unsafeName)
    }

    @Test func `a link or a device is refused`() {
        var link = File("statuts.pdf", Array("/etc/passwd".utf8))
        link.attributes = 0xA1FF << 16
        #expect(kind(of: ZipBuilder([link]).bytes()) == .link)
        link.attributes = 0x21FF << 16
        #expect(kind(of: ZipBuilder([link]).bytes()) == .link)
        link.attributes = 0x81FF << 16
        #expect(kind(of: ZipBuilder([link]).bytes()) == nil)
    }

    @Test func `encryption, ZIP64 and other methods are refused by name`() {
        var encrypted = File("a")
        encrypted.flags |= 1
        #expect(kind(of: ZipBuilder([encrypted]).bytes()) == .unsupported("encryption"))
        var huge = File("a")
        huge.declaredSize = 0xFFFF_FFFF
        #expect(kind(of: ZipBuilder([huge]).bytes()) == .unsupported("ZIP64"))
        var other = File("a")
        other.method = 12
        #expect(kind(of: ZipBuilder([other]).bytes()) == .unsupported("method 12"))
    }

    @Test func `sizes and numbers are checked before anything is unpacked`() {
        func claiming(_ size: Int) -> File {
            var file = File("f\(size)", [UInt8](repeating: 0, count: size / 1_000))
            file.method = 8
            file.declaredSize = size
            return file
        }
        #expect(kind(of: ZipBuilder([claiming(30_000_000)]).bytes()) == .fileTooLarge(limit: 20 << 20))
        let limits = ZipArchive.Limits(files: 3, fileSize: 1_000_000, totalSize: 2_000_000)
        #expect(kind(of: ZipBuilder((1...3).map { claiming(900_000 + $0) }).bytes(), limits) == .archiveTooLarge(limit: 2_000_000))
        #expect(kind(of: ZipBuilder((1...4).map { File("\($0)") }).bytes(), limits) == .tooManyFiles(limit: 3))
    }

    @Test func `a file that unpacks to very many times its size is refused`() {
        var dense = File("dense", [UInt8](repeating: 0, count: 10_000))
        dense.method = 8
        dense.declaredSize = 2_100_000
        #expect(kind(of: ZipBuilder([dense]).bytes()) == .tooDense(ratio: 200))
        dense.declaredSize = 2_000_000
        #expect(kind(of: ZipBuilder([dense]).bytes()) == nil)
    }

    @Test func `an archive on disk is read like one in memory`() throws {
        try withTemporaryFolder { folder in
            let long = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            var deflated = File("long", long)
            deflated.method = 8
            deflated.packed = ZipBuilder.storedBlocks(long)
            let path = folder + "/files.zip"
            try Data(ZipBuilder([deflated, File("stored", long)]).bytes()).write(to: URL(fileURLWithPath: path))
            let archive = try ZipArchive(ByteSource(path: path))
            for entry in archive.entries { #expect(try archive.contents(of: entry) == long) }
            // Cut off after its directory was read.
            #expect(truncate(path, 100) == 0)
            #expect(throws: ZipError(.unreadable(.changed))) { try archive.contents(of: archive.entries[1]) }
        }
    }

    @Test func `sizes may stand behind a file, and elsewhere both headers have to agree`() throws {
        var file = File("a")
        file.flags |= 0x8
        file.localChecksum = 0
        let archive = try ZipArchive(ZipBuilder([file]).bytes())
        #expect(try archive.contents(of: archive.entries[0]) == Array("content".utf8))
        file.flags = 0x0800
        #expect(kind(of: ZipBuilder([file]).bytes()) == .damaged)
    }

    @Test func `no file unpacks to more than deflate can pack`() {
        var bomb = File("bomb", [UInt8](repeating: 0, count: 100))
        bomb.method = 8
        bomb.declaredSize = 10_000_000
        #expect(kind(of: ZipBuilder([bomb]).bytes()) == .damaged)
    }

    @Test func `files that share bytes are refused`() {
        var second = File("b")
        second.offset = 0
        second.localName = Array("a".utf8)
        var first = File("a")
        #expect(kind(of: ZipBuilder([first, second]).bytes()) == .overlapping)
        second.offset = nil
        #expect(kind(of: ZipBuilder([first, second]).bytes()) == .damaged)
        // The shared header says what both entries say, save for the name that may be in only one of them.
        first.content = ZipBuilder([File("b")]).bytes()
        second = File("b")
        second.offset = 31
        #expect(kind(of: ZipBuilder([first, second]).bytes()) == .overlapping)
    }

    @Test func `what unpacks to more or less than declared, or is changed, is refused`() throws {
        func contents(_ change: (inout File) -> Void) throws -> [UInt8] {
            var file = File("a", Array("some content".utf8))
            file.method = 8
            file.packed = ZipBuilder.storedBlocks(file.content)
            change(&file)
            let archive = try ZipArchive(ZipBuilder([file]).bytes())
            return try archive.contents(of: archive.entries[0])
        }
        #expect(try contents { _ in } == Array("some content".utf8))
        #expect(throws: ZipError(.damaged, "a")) { try contents { $0.declaredSize = 5 } }
        #expect(throws: ZipError(.damaged, "a")) { try contents { $0.declaredSize = 50 } }
        #expect(throws: ZipError(.wrongChecksum, "a")) { try contents { $0.checksum = 1 } }
        #expect(throws: ZipError(.damaged, "a")) { try contents { $0.packed?.removeLast(3) } }
        #expect(throws: ZipError(.damaged, "a")) { try contents { $0.packed?.append(0) } }
        #expect(throws: ZipError(.damaged, "a")) { try contents { $0.packed = [7, 7, 7] } }
    }

    @Test func `every archive that is cut off is refused`() {
        let whole = ZipBuilder([File("a.pdf"), File("b/c.pdf")]).bytes()
        for length in 0..<whole.count { #expect(kind(of: Array(whole[..<length])) != nil, "\(length) bytes") }
    }

    @Test func `no changed byte makes it crash or lets another content through`() throws {
        let whole = ZipBuilder([File("a.pdf"), File("b/c.pdf", Array("other".utf8))]).bytes()
        let contents: Set<[UInt8]> = [Array("content".utf8), Array("other".utf8)]
        for place in whole.indices {
            for bit in 0..<8 {
                var changed = whole
                changed[place] ^= 1 << bit
                do {
                    let archive = try ZipArchive(changed)
                    for entry in archive.entries { #expect(contents.contains(try archive.contents(of: entry))) }
                } catch is ZipError {}
            }
        }
    }

    @Test func `an error names the file without moving the cursor`() {
        let error = ZipError(.unsafeName, "a\u{1B}[31m")
        #expect(error.message.english.hasPrefix("a?[31m: "))
    }
}
