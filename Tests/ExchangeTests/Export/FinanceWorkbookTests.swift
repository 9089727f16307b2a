import CallModel
import Foundation
import Testing

@testable import Exchange

@Suite struct FinanceWorkbookTests {
    private static let created = Instant(microseconds: 1_815_000_000_000_000)

    private static func book(isRehearsal: Bool = false) -> FinanceWorkbook {
        FinanceWorkbook(
            title: "Appel 2027",
            lines: [
                FinanceLine(id: "solidarity", label: "Solidarité: [2027]?", article: "8497/33202", total: Cents(15_000_000)),
                FinanceLine(id: "emergency", label: "L'urgence", article: "8497/33203", total: Cents(5_000_000))
            ],
            language: .english, created: created, isRehearsal: isRehearsal)
    }

    private static func awards() throws -> [FinanceAward] {
        let day = try #require(CalendarDate("2027-06-17"))
        return [
            FinanceAward(
                reference: "A1", organisation: "=cmd|' /C calc'!A0", enterpriseNumber: EnterpriseNumber("0419.618.535"),
                title: "@SUM(1+1)", category: "cooperation", rank: 1, score: "82.50", requested: Cents(800_000),
                advised: Cents(800_000), awarded: Cents(800_000), decidedOn: day, line: "solidarity", commitment: "2027/001",
                committedOn: day, paid: Cents(640_000), communication: StructuredCommunication(base: 2_026_000_042),
                state: "committed"),
            FinanceAward(reference: "A2", organisation: "Eau & <Vie>", awarded: Cents(10), line: "solidarity"),
            FinanceAward(reference: "A3", organisation: "Trois", awarded: Cents(995), line: "emergency", paid: Cents(5)),
            FinanceAward(reference: "A4", organisation: "Quatre", awarded: Cents(400_000), line: nil)
        ]
    }

    @Test(.enabled(if: WorkbookFile.canRead, WorkbookFile.cannot))
    func `every line has its sheet, with a frozen header, real dates and amounts`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/awards.xlsx"
            try Self.book().write(awards: Self.awards(), to: path)
            let file = try WorkbookFile(path: path)
            #expect(file.sheets.map(\.name) == ["Overview", "Solidarité- -2027--", "L'urgence", "No line"])
            #expect(file.sheets.allSatisfy { $0.frozen == 1 })
            let sheet = try #require(file["Solidarité- -2027--"]).cells
            #expect(sheet["J2"] == .init(type: "n", value: "8000", formula: nil, format: "#,##0.00"))
            // 17 June 2027 in the days of Excel.
            #expect(sheet["K2"] == .init(type: "n", value: "46555", formula: nil, format: "dd/mm/yyyy"))
            #expect(sheet["L2"]?.value == "8497/33202")
            #expect(sheet["M2"]?.value == "2027/001")
            #expect(sheet["Q2"]?.value == "+++202/6000/04236+++")
            #expect(sheet["B3"]?.value == "Eau & <Vie>")
        }
    }

    @Test(.enabled(if: WorkbookFile.canRead, WorkbookFile.cannot))
    func `totals are formulas whose figures agree, on the sheets and in the overview`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/awards.xlsx"
            try Self.book().write(awards: Self.awards(), to: path)
            let file = try WorkbookFile(path: path)
            let sheet = try #require(file["Solidarité- -2027--"]).cells
            #expect(sheet["J4"]?.formula == "SUM(J2:J3)")
            #expect(sheet["J4"]?.value.flatMap(Double.init) == 8000.10)
            #expect(sheet["P4"]?.formula == "SUM(P2:P3)")
            #expect(sheet["P4"]?.value.flatMap(Double.init) == 1600.10)
            let overview = try #require(file["Overview"]).cells
            #expect(overview["G2"]?.formula == "'Solidarité- -2027--'!J4")
            #expect(overview["G3"]?.formula == "'L''urgence'!J3")
            #expect(overview["G5"]?.formula == "SUM(G2:G4)")
            #expect(overview["G5"]?.value.flatMap(Double.init) == 12_010.05)
            #expect(overview["D2"]?.value == "2")
            #expect(overview["C5"]?.value.flatMap(Double.init) == 200_000)
        }
    }

    @Test(.enabled(if: WorkbookFile.canRead, WorkbookFile.cannot))
    func `nothing that an applicant wrote is a formula`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/awards.xlsx"
            try Self.book(isRehearsal: true).write(awards: Self.awards(), to: path)
            let file = try WorkbookFile(path: path)
            let sheet = try #require(file["Solidarité- -2027--"]).cells
            #expect(sheet["B2"] == .init(type: "s", value: "=cmd|' /C calc'!A0", formula: nil, format: "@"))
            #expect(sheet["D2"] == .init(type: "s", value: "@SUM(1+1)", formula: nil, format: "@"))
            #expect(sheet["T2"]?.type == "b")
            for cell in file.sheets.flatMap(\.cells.values) {
                guard let formula = cell.formula else { continue }
                #expect(formula.hasPrefix("SUM(") || formula.hasPrefix("'"))
            }
        }
    }

    @Test(.enabled(if: WorkbookFile.canRead, WorkbookFile.cannot))
    func `the payment list has accounts, instalments and references`() throws {
        let order = PaymentOrder(
            identifier: PaymentIdentifier(call: "brussels-2027", grant: 12, instalment: .first), reference: "A1",
            payee: "Un", account: "BE68539007547034", amount: Cents(640_000),
            communication: StructuredCommunication(base: 2_027_000_012))
        let day = try #require(CalendarDate("2027-09-01"))
        try withTemporaryFolder { folder in
            let path = folder + "/payments.xlsx"
            let payment = FinancePayment(
                order: order, orderedOn: day, orderedAt: Self.created, line: "solidarity", commitment: "2027/001")
            try Self.book().write(payments: [payment], to: path)
            let cells = try #require(try WorkbookFile(path: path)["Solidarité- -2027--"]).cells
            #expect(cells["C2"]?.value == "BE68 5390 0754 7034")
            #expect(cells["D2"]?.value == "first instalment")
            #expect(cells["F3"]?.formula == "SUM(F2:F2)")
            #expect(cells["J2"]?.value == order.identifier.description)
        }
    }

    @Test func `equal lists give equal files, and a failure leaves the old one`() throws {
        try withTemporaryFolder { folder in
            let paths = ["a", "b"].map { folder + "/\($0).xlsx" }
            for path in paths { try Self.book().write(awards: Self.awards(), to: path) }
            let files = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
            #expect(files[0] == files[1])

            var long = try Self.awards()
            long[0].title = String(repeating: "x", count: 40_000)
            #expect(throws: WorkbookError.textTooLong(sheet: "Solidarité- -2027--", row: 2, column: "Project")) {
                try Self.book().write(awards: long, to: paths[0])
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: paths[0])) == files[0])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a.xlsx", "b.xlsx"])
        }
    }

    @Test func `names of sheets are acceptable and each there once`() {
        var names = SheetNames()
        #expect(names.name(for: "a/b") == "a-b")
        #expect(names.name(for: "A/B") == "A-B (2)")
        #expect(names.name(for: "''") == "-")
        let long = names.name(for: String(repeating: "é", count: 40))
        #expect(long.utf16.count == 31)
        #expect(names.name(for: String(repeating: "é", count: 40)).utf16.count == 31)
        #expect([0, 25, 26, 51, 52, 701, 702].map(WorkbookSheet.letters) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
    }
}

extension FinanceWorkbook {
    /// A few records at once, each on the sheet of its line.
    fileprivate func write(awards: [FinanceAward], to path: String) throws {
        try write(awards: Self.stream(awards, \.line), to: path)
    }

    fileprivate func write(payments: [FinancePayment], to path: String) throws {
        try write(payments: Self.stream(payments, \.line), to: path)
    }

    private static func stream<Record>(_ records: [Record], _ line: KeyPath<Record, String?>) -> FinanceRecords<Record> {
        { part, take in
            for record in records {
                switch part {
                case .all: try take(record)
                case .line(let wanted): if record[keyPath: line] == wanted { try take(record) }
                case .outside(let lines): if record[keyPath: line].map(lines.contains) != true { try take(record) }
                }
            }
        }
    }
}
