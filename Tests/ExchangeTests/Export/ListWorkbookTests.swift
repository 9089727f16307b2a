import CallModel
import Foundation
import Testing

@testable import Exchange

@Suite struct ListWorkbookTests {
    private static func book(isRehearsal: Bool = false) -> ListWorkbook {
        ListWorkbook(
            title: "Appel 2027", name: "awards",
            columns: [
                WorkbookColumn("reference"), WorkbookColumn("title", width: 40), WorkbookColumn("rank"),
                WorkbookColumn("awarded", isTotalled: true), WorkbookColumn("made_known")
            ],
            language: .english, created: Instant(microseconds: 1_815_000_000_000_000), isRehearsal: isRehearsal)
    }

    @Test(.enabled(if: WorkbookFile.canRead, WorkbookFile.cannot))
    func `a list is one sheet with a frozen header, real amounts and dates, and totals that are formulas`() throws {
        let day = try #require(CalendarDate("2027-06-17"))
        let rows: [[ExportCell]] = [
            [.text("A1"), .text("=1+1"), .integer(1), .amount(Cents(800_010)), .date(day)],
            [.text("A2"), .text("Eau & <Vie>"), .empty, .amount(Cents(90)), .empty]
        ]
        try withTemporaryFolder { folder in
            let path = folder + "/awards.xlsx"
            #expect(try Self.book().write({ try rows.forEach($0) }, to: path) { $0 } == 2)
            let file = try WorkbookFile(path: path)
            #expect(file.sheets.map(\.name) == ["awards"] && file.sheets[0].frozen == 1)
            let cells = file.sheets[0].cells
            #expect(cells["B2"] == .init(type: "s", value: "=1+1", formula: nil, format: "@"))
            #expect(cells["C2"]?.value == "1")
            #expect(cells["D2"] == .init(type: "n", value: "8000.1", formula: nil, format: "#,##0.00"))
            #expect(cells["E2"] == .init(type: "n", value: "46555", formula: nil, format: "dd/mm/yyyy"))
            #expect(cells["A4"]?.value == "Total")
            #expect(cells["D4"] == .init(type: "n", value: "8001", formula: "SUM(D2:D3)", format: "#,##0.00"))
            // Equal lists give equal files.
            try Self.book().write({ try rows.forEach($0) }, to: folder + "/again.xlsx") { $0 }
            #expect(FileManager.default.contentsEqual(atPath: path, andPath: folder + "/again.xlsx"))
        }
    }

    @Test(.enabled(if: WorkbookFile.canRead, WorkbookFile.cannot)) func `a rehearsal says so, and an empty list adds up to 0`() throws {
        try withTemporaryFolder { folder in
            let none: RecordStream<[ExportCell]> = { _ in }
            #expect(try Self.book(isRehearsal: true).write(none, to: folder + "/a.xlsx") { $0 } == 0)
            let cells = try WorkbookFile(path: folder + "/a.xlsx").sheets[0].cells
            #expect(cells["F1"]?.value == "rehearsal" && cells["D2"]?.value == "0")
        }
    }
}
