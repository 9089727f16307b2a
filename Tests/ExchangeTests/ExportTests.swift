import CallModel
import Exchange
import Foundation
import Testing

/// Rows of cells, all at once.
private struct CellTable {
    let columns: [String]
    private var rows: [[ExportCell]] = []

    init(columns: [String]) { self.columns = columns }

    mutating func add(_ cells: [ExportCell]) { rows.append(cells) }

    private func export(_ format: ExportFormat, _ isRehearsal: Bool) -> RowExport<[ExportCell]> {
        RowExport(columns: columns, format: format, isRehearsal: isRehearsal) { $0 }
    }

    func encoded(as format: ExportFormat, isRehearsal: Bool = false) -> [UInt8] { export(format, isRehearsal).encoded(rows) }

    func write(to path: String, as format: ExportFormat) throws { try export(format, false).write({ try rows.forEach($0) }, to: path) }
}

@Suite struct ExportTests {
    private static func table() throws -> CellTable {
        var table = CellTable(columns: ["title", "amount", "rank", "score", "start", "at", "external", "note"])
        table.add([
            .text("Eau, \"pure\"\n"), .amount(Cents(800_005)), .integer(-3), .decimal("82.50"),
            .date(try #require(CalendarDate("2027-07-01"))),
            .instant(try #require(Instant(iso8601: "2027-04-01T22:00:00Z"))),
            .boolean(true), .empty
        ])
        table.add([
            .text("=1+1"), .amount(Cents(-5)), .integer(0), .decimal("-1.00"), .empty, .empty, .boolean(false),
            .text("\u{1}\\")
        ])
        return table
    }

    @Test func `a table is plain CSV`() throws {
        let text = String(decoding: try Self.table().encoded(as: .csv), as: UTF8.self)
        #expect(
            text == "title,amount,rank,score,start,at,external,note\r\n"
                + "\"Eau, \"\"pure\"\"\n\",8000.05,-3,82.50,2027-07-01,2027-04-01T22:00:00Z,true,\r\n"
                + "'=1+1,-0.05,0,-1.00,,,false,\u{1}\\\r\n")
    }

    @Test func `JSON keeps the order of the columns and amounts as texts`() throws {
        let text = String(decoding: try Self.table().encoded(as: .json), as: UTF8.self)
        #expect(
            text == """
                [
                  { "title": "Eau, \\"pure\\"\\n", "amount": "8000.05", "rank": -3, "score": "82.50", \
                "start": "2027-07-01", "at": "2027-04-01T22:00:00Z", "external": true, "note": null },
                  { "title": "=1+1", "amount": "-0.05", "rank": 0, "score": "-1.00", "start": null, "at": null, \
                "external": false, "note": "\\u0001\\\\" }
                ]

                """)
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        #expect(parsed?.first?["title"] as? String == "Eau, \"pure\"\n")
        #expect(parsed?.last?["note"] as? String == "\u{1}\\")
    }

    @Test func `a rehearsal says so in every row and in the envelope`() throws {
        var table = CellTable(columns: ["a"])
        table.add([.text("x")])
        #expect(
            String(decoding: table.encoded(as: .csv, isRehearsal: true), as: UTF8.self) == "a,rehearsal\r\nx,true\r\n")
        let json = String(decoding: table.encoded(as: .json, isRehearsal: true), as: UTF8.self)
        #expect(json == "{ \"rehearsal\": true, \"rows\": [\n  { \"a\": \"x\" }\n] }\n")
    }

    @Test(arguments: [false, true])
    func `an empty list is still a list`(isRehearsal: Bool) throws {
        let json = CellTable(columns: ["a"]).encoded(as: .json, isRehearsal: isRehearsal)
        #expect(
            String(decoding: json, as: UTF8.self) == (isRehearsal ? "{ \"rehearsal\": true, \"rows\": [] }\n" : "[]\n"))
        let csv = CellTable(columns: ["a"]).encoded(as: .csv, isRehearsal: isRehearsal)
        #expect(String(decoding: csv, as: UTF8.self) == (isRehearsal ? "a,rehearsal\r\n" : "a\r\n"))
    }

    @Test(arguments: ExportFormat.allCases)
    func `a large list written to disk is the same as in memory`(format: ExportFormat) throws {
        var table = CellTable(columns: ["number", "text"])
        for number in 0..<20_000 { table.add([.integer(number), .text("row \(number)")]) }
        try withTemporaryFolder { folder in
            let path = folder + "/list"
            try "old".write(toFile: path, atomically: false, encoding: .utf8)
            try table.write(to: path, as: format)
            #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) == table.encoded(as: format))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["list"])
        }
    }

    @Test func `a failure leaves the old file and no other`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/list"
            try "old".write(toFile: path, atomically: false, encoding: .utf8)
            #expect(throws: FileWriteError.self) {
                try AtomicFile.write(to: path) { file throws(FileWriteError) in
                    try file.append(Array("new".utf8))
                    try AtomicFile.write(to: folder + "/none/list") { _ in }
                }
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["list"])
        }
    }

    @Test(arguments: [(true, 0o600), (false, 0o644)])
    func `a file that comes in pieces is whole or absent, and may be for its owner only`(isPrivate: Bool, mode: Int) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/log"
            let file = try OutgoingFile(path, isPrivate: isPrivate)
            let piece = Array(repeating: UInt8(ascii: "x"), count: 50_000)
            for _ in 0..<3 { try file.append(piece) }
            #expect(!FileManager.default.fileExists(atPath: path))
            try file.finish()
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == 150_000)
            let found = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            // The test's own mask may take more away, and never gives.
            #expect(found.map { $0 & ~mode } == 0)
            do {
                let abandoned = try OutgoingFile(folder + "/other", isPrivate: isPrivate)
                try abandoned.append(piece + piece)
            }
            try AtomicFile.check(folder + "/third")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["log"])
        }
    }

    @Test func `what is no file is not replaced by one`() throws {
        try withTemporaryFolder { folder in
            let pipe = folder + "/pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            let refused = #expect(throws: FileWriteError.self) { _ = try OutgoingFile(pipe, isPrivate: true) }
            #expect(refused?.kind == .notRegular)
            #expect(throws: FileWriteError.self) { try AtomicFile.check(pipe) }
        }
    }

    @Test func `a folder that is missing or in the way is told`() throws {
        try withTemporaryFolder { folder in
            let table = CellTable(columns: ["a"])
            let missing = #expect(throws: FileWriteError.self) {
                try table.write(to: folder + "/none/list.csv", as: .csv)
            }
            #expect(missing?.kind == .missingFolder)
            let blocked = #expect(throws: FileWriteError.self) { try table.write(to: folder, as: .csv) }
            #expect(blocked?.kind == .isFolder)
        }
    }

    @Test func `a device is refused and a link keeps naming its file`() throws {
        try withTemporaryFolder { folder in
            let table = CellTable(columns: ["a"])
            let device = #expect(throws: FileWriteError.self) { try table.write(to: "/dev/null", as: .csv) }
            #expect(device?.kind == .notRegular)
            try "old".write(toFile: folder + "/real", atomically: false, encoding: .utf8)
            try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: folder + "/real")
            try table.write(to: folder + "/link", as: .csv)
            #expect(try String(contentsOfFile: folder + "/real", encoding: .utf8) == "a\r\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["link", "real"])
        }
    }
}
