import Foundation
import Testing

/// `docs/asvs.md` says of each requirement where it is met: what it names is there.
@Suite struct ChecklistTests {
    private struct Row {
        let id: String
        let subject: String
        let evidence: String
    }

    private static func rows() throws -> [Row] {
        let text = try String(contentsOfFile: DemoFiles.folder + "/docs/asvs.md", encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, cells[0].wholeMatch(of: #/\d+\.\d+\.\d+/#) != nil else { return nil }
            return Row(id: cells[0], subject: cells[1], evidence: cells[2])
        }
    }

    /// The texts of all tests, one after the other.
    private static func tests() throws -> String {
        let folder = DemoFiles.folder + "/Tests"
        let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        return try names.filter { $0.hasSuffix(".swift") }.map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }.joined()
    }

    @Test func everyRequirementIsThereOnceWithItsEvidence() throws {
        let rows = try Self.rows()
        #expect(rows.count > 150 && Set(rows.map(\.id)).count == rows.count)
        for row in rows {
            #expect(!row.subject.isEmpty)
            let isNamed = row.evidence.contains("`") || row.evidence.hasPrefix("n/a: ") || row.evidence.hasPrefix("not met: ")
            #expect(isNamed, "\(row.id)")
        }
    }

    @Test func everyFileAndTestThatIsNamedIsThere() throws {
        let tests = try Self.tests()
        for row in try Self.rows() {
            for part in row.evidence.matches(of: #/`([^`]+)`/#).map({ String($0.1) }) {
                if part.contains("/") || part.contains(".") {
                    #expect(FileManager.default.fileExists(atPath: DemoFiles.folder + "/" + part), "\(row.id): \(part)")
                } else {
                    #expect(tests.contains("struct \(part) {"), "\(row.id): \(part)")
                }
            }
        }
    }
}
