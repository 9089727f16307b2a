import CallModel
import TestSupport
import Testing

@testable import Exchange

/// A document is what its content says; its name has to agree.
@Suite struct FileTypeTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]
    private static let pdf = Array("%PDF-1.7\n1 0 obj\n%%EOF\n".utf8)

    private static func office(_ part: String) -> [UInt8] {
        ZipBuilder([.init("[Content_Types].xml"), .init(part)]).bytes()
    }

    private static func openDocument(_ type: FileType) -> [UInt8] {
        ZipBuilder([.init("mimetype", Array(type.mediaType.utf8)), .init("content.xml")]).bytes()
    }

    private static let samples: [(FileType, [UInt8])] = [
        (.pdf, pdf), (.png, png), (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0]), (.docx, office("word/document.xml")),
        (.xlsx, office("xl/workbook.xml")), (.odt, openDocument(.odt)), (.ods, openDocument(.ods))
    ]

    @Test(arguments: FileType.allCases)
    func `each type is told from all others by content`(_ type: FileType) throws {
        for (other, content) in Self.samples {
            #expect(try type.matches(content) == (other == type || type.isTextual(content)), "\(other)")
        }
        #expect(try !type.matches([]) || type == .csv || type == .text)
    }

    @Test func `text is UTF-8 without control characters`() throws {
        #expect(try FileType.text.matches(Array("Été\r\n\tà l'étranger".utf8)))
        #expect(try !FileType.text.matches([0xE9, 0x74, 0xE9]))
        #expect(try !FileType.csv.matches(Array("a;b\u{1B}[2J".utf8)))
        #expect(try !FileType.text.matches(Array("a\u{85}b".utf8)))
        #expect(try FileType.text.matches(Array("\u{A0}\u{2028}é".utf8)))
        #expect(try !FileType.text.matches([0x61, 0xC3]))
    }

    @Test func `a name claims a type by its ending`() {
        #expect(FileType(name: "Budget.2027.XLSX") == .xlsx)
        #expect(FileType(name: "photo.jpeg") == .jpeg)
        #expect(FileType(name: "run.exe") == nil)
        #expect(FileType(name: "pdf") == nil)
        #expect(FileType(name: "page.html") == nil)
    }

    @Test func `an archive that would not be unpacked is no office document`() throws {
        let bomb = ZipBuilder([.init("[Content_Types].xml"), .init("word/document.xml"), .init("../x")]).bytes()
        #expect(try !FileType.docx.matches(bomb))
    }

    @Test func `a document that carries programs is none of the types`() throws {
        let macros = ZipBuilder([.init("[Content_Types].xml"), .init("word/document.xml"), .init("word/vbaProject.bin")]).bytes()
        #expect(try !FileType.docx.matches(macros))
    }
}

extension FileType {
    fileprivate func matches(_ content: [UInt8]) throws -> Bool { try matches(ByteSource(content)) }

    fileprivate func isTextual(_ content: [UInt8]) -> Bool {
        (self == .csv || self == .text) && String(validating: content, as: UTF8.self)?.hasPrefix("%PDF") == true
    }
}
