import CallModel
import Foundation
import Testing

@testable import Exchange

/// `docs/importing.md` says which columns there are, and is believed: it has to be right.
@Suite struct ImportingPageTests {
    private static func page() throws -> String {
        try String(contentsOfFile: configFolder + "/../docs/importing.md", encoding: .utf8)
    }

    /// What stands between backquotes in one chapter.
    private static func words(in chapter: String) throws -> Set<String> {
        let page = try page()
        let start = try #require(page.range(of: "\n## \(chapter)\n")).upperBound
        let rest = page[start...]
        let text = rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)]
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        return Set(stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) })
    }

    /// The columns that a kind of table knows.
    private static func columns(_ read: (inout HeaderReader) -> Void) throws -> Set<String> {
        var rows: [CSVRow] = []
        var reader = CSVReader()
        try reader.read(Array("x\n".utf8)[...]) { rows.append($0) }
        try reader.finish { rows.append($0) }
        var header = HeaderReader(try #require(rows.first), log: FaultLog(file: "x"))
        read(&header)
        return Set(header.known)
    }

    @Test func `every column of an application is on the page, and no other`() throws {
        let known = try Self.columns { _ = ApplicationTable(&$0, definition: nil) }
        let words = try Self.words(in: "Applications")
        // The page shows the first and the last of four alike.
        let shown = known.filter { name in
            !name.hasPrefix("partner") && !name.hasPrefix("cofunder") || name.hasPrefix("partner1.") || name.hasPrefix("cofunder1.")
        }
        #expect(shown.subtracting(words) == [])
        #expect(known.isSuperset(of: ["partner4.role", "cofunder4.amount"]))
        let columnLike = words.filter { $0.contains(".") && !$0.contains("/") && !$0.contains("[") && !$0.hasSuffix(".") }
        #expect(columnLike.subtracting(known) == [])
    }

    @Test func `every column of an organisation is on the page`() throws {
        let known = try Self.columns { _ = OrganisationTable(&$0) }
        #expect(known.subtracting(try Self.words(in: "Organisations")) == [])
    }

    @Test func `every column of the tables beside is on the page`() throws {
        let known = try Self.columns {
            _ = BudgetTable(&$0)
            _ = GoodsTable(&$0)
            _ = CofunderTable(&$0)
            _ = PartnerTable(&$0)
        }
        let words = try Self.words(in: "A folder or ZIP archive with documents")
        #expect(known.union(CompanionTables.names).subtracting(words) == [])
    }

    @Test func `the limits and the types are those of the program`() throws {
        let page = try Self.page()
        let limits = ImportFolder.limits
        #expect(page.contains("| 2,000 |") && limits.files == 2_000)
        #expect(page.contains("\(limits.fileSize >> 20) MiB; \(AttachmentRequirement.usualBytes >> 20) MiB unless"))
        #expect(page.contains("2,048 MiB") && limits.totalSize == 2_048 << 20)
        #expect(page.contains("\(limits.ratio) to 1"))
        let (usual, most) = (AttachmentRequirement.usualFiles, AttachmentRequirement.mostFiles)
        #expect(page.contains("| \(usual), unless the regulation says `maxFiles` (up to \(most)) |"))
        #expect(page.contains("| documents of one application | \(AttachmentRequirement.mostDocuments) |"))
        let words = try Self.words(in: "What becomes of documents")
        #expect(Set(FileType.allCases.flatMap(\.extensions)).subtracting(words) == [])
    }
}
