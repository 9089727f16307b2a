import CallModel
import Exchange
import TestSupport
import Testing

@Suite struct CSVRoundTripTests {
    private static let pieces = [
        "a", "é", "😀", " ", "\t", ",", ";", "\"", "\n", "\r", "\r\n", "=", "+", "-", "@", "'", "1", ".", "\u{A0}", "𝄞",
        "\\"
    ]

    private static func table(_ generator: inout SplitMix64) -> [[String]] {
        let width = Int.random(in: 1...5, using: &generator)
        let height = Int.random(in: 1...8, using: &generator)
        // The header line decides the separator, so it holds none of its own.
        let header = (0..<width).map { "column\($0)" }
        let rows = (0..<height).map { _ in
            (0..<width).map { _ in
                let length = Int.random(in: 0...6, using: &generator)
                return (0..<length).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            }
        }
        return [header] + rows
    }

    /// What a spreadsheet shows: the cell without the apostrophe that guards it.
    private static func unguarded(_ cell: String) -> String {
        let rest = cell.drop { $0 == "'" }
        guard cell.first == "'", let sign = rest.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(sign) else {
            return cell
        }
        return String(cell.dropFirst())
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `what is written is read`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let table = Self.table(&generator)
        let separator = CSVSeparator.allCases.randomElement(using: &generator) ?? .comma
        var writer = CSVWriter(separator: separator, lineEnd: Bool.random(using: &generator) ? .crlf : .lf)
        for row in table { writer.row(row) }
        let bytes = writer.take()
        let cut = Int.random(in: 0...bytes.count, using: &generator)
        let reading = Reading(bytes, cuts: [cut])
        #expect(reading.error == nil)
        #expect(reading.rows.map { $0.map(Self.unguarded) } == table)
        // No cell can start a formula, except a number that is negative.
        let signs = reading.rows.joined().filter { cell in
            guard let first = cell.unicodeScalars.first, "=+@\t\r-".unicodeScalars.contains(first) else { return false }
            return !cell.dropFirst().allSatisfy { "0123456789.".contains($0) }
        }
        #expect(signs == [])
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+32 2 279 21 11", "'+32 2 279 21 11"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "\"'\t=1\""), ("\r=1", "\"'\r=1\""), ("'=1", "''=1"), ("-12.50", "-12.50"), ("-7", "-7"),
        ("-", "'-"), ("-1.", "'-1."), ("'t Pand", "'t Pand"), ("8000.00", "8000.00"), ("a=1", "a=1"), ("", "")
    ])
    func `formulas are disarmed and numbers stay numbers`(text: String, written: String) {
        var writer = CSVWriter(lineEnd: .lf)
        writer.text("x")
        writer.text(text)
        writer.endRow()
        #expect(String(decoding: writer.take(), as: UTF8.self) == "x,\(written)\n")
    }

    @Test func `a guarded name comes back as it was`() throws {
        var writer = CSVWriter()
        writer.row(["code", "name", "email", "language"])
        writer.row(["M1", "=HYPERLINK(\"x\")", "a@example.org", "fr"])
        writer.row(["M2", "'t Pand", "b@example.org", "nl"])
        let members = try Import.members(ImportFile(name: "members.csv", bytes: writer.take()))
        #expect(members.map(\.name) == ["=HYPERLINK(\"x\")", "'t Pand"])
    }
}
