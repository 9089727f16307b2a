import CallModel
import Exchange
import Testing

@Suite struct TableImportTests {
    private static let header = "organisation,edition,awarded,accepted,refunded,closed\n"

    private func grantFaults(_ row: String) -> [Found] {
        faults { () throws(ImportFailure) in try Import.earlierGrants(ImportFile(Self.header + row)) }
    }

    @Test(arguments: [
        ("8000,00", AmountFault.decimalComma), ("8000,5", .decimalComma), ("8.000,00", .grouped),
        ("8,000.00", .grouped),
        ("8,000", .grouped), ("8'000.00", .grouped), ("1.000.000", .grouped), ("8 000", .space), ("8 000,00", .space),
        ("8\u{A0}000", .space), ("8\u{202F}000.00", .space), ("1e9", .exponent), ("1.5E+3", .exponent),
        ("-1", .negative),
        ("-8000.00", .negative), ("\u{2212}5", .negative), ("8000.001", .tooManyDecimals), ("8.000", .tooManyDecimals),
        ("€ 8000.00", .currency), ("8000 EUR", .currency),
        ("10000000000.01", .tooLarge(limit: Cents(1_000_000_000_000))),
        ("99999999999999999999", .tooLarge(limit: Cents(1_000_000_000_000))), ("abc", .noNumber), ("+5", .noNumber),
        ("8000.", .noNumber), (".50", .noNumber), ("0x10", .noNumber), ("NaN", .noNumber), ("8.0.0", .grouped)
    ])
    func `an amount in another notation is told from any other`(text: String, fault: AmountFault) {
        let expected = Found(row: 2, "awarded", text, .amount(fault))
        #expect(grantFaults("ORG,2024,\"\(text)\",0,0,no\n") == [expected])
    }

    @Test(arguments: [
        ("8000", 800_000), ("8000.5", 800_050), ("8000.05", 800_005), ("0", 0), ("10000000000.00", 1_000_000_000_000),
        (" 12.00 ", 1200), ("007", 700)
    ])
    func `plain amounts become cents`(text: String, cents: Int64) throws {
        let grants = try Import.earlierGrants(ImportFile(Self.header + "ORG,2024,\(text),0,0,no\n"))
        #expect(grants.map(\.awarded) == [Cents(cents)])
    }

    @Test(arguments: [
        ("true", true), ("Yes", true), ("OUI", true), ("ja", true), ("false", false), ("no", false), ("Non", false),
        ("nee", false)
    ])
    func `yes and no are read in three languages`(word: String, expected: Bool) throws {
        let grants = try Import.earlierGrants(ImportFile(Self.header + "ORG,2024,1,0,0,\(word)\n"))
        #expect(grants.map(\.isClosed) == [expected])
    }

    @Test func `all faults of all rows are told, and the good rows do not count`() {
        let rows =
            "0207.373.429,2024,1,0,0,no\n0207.373.428,2024,x,,0,maybe\n,2024,1,0,0,no\n0207373429,2024,1,0,0,no\n"
        #expect(
            grantFaults(rows) == [
                Found(row: 3, "organisation", "0207.373.428", .wrongEnterpriseNumber),
                Found(row: 3, "awarded", "x", .amount(.noNumber)),
                Found(row: 3, "accepted", nil, .empty),
                Found(row: 3, "closed", "maybe", .notYesNo),
                Found(row: 4, "organisation", nil, .empty),
                Found(
                    .row(5), "edition", "0207373429 + 2024", .record(.duplicate(first: .row(2))))
            ])
    }

    @Test func `a faulty row still holds its key`() {
        let found = faults { () throws(ImportFailure) in
            try Import.recusals(ImportFile("reference,member,reason\nA,M1,\nA,M1,ill\n"))
        }
        #expect(
            found == [
                Found(row: 2, "reason", nil, .empty),
                Found(.row(3), "member", "A + M1", .record(.duplicate(first: .row(2))))
            ])
    }

    @Test func `headers are checked before rows`() {
        let text = "reference,referense,reference,\nA,b,c,d\n"
        let found = faults { () throws(ImportFailure) in try Import.assignments(ImportFile(text)) }
        #expect(
            found == [
                Found(.row(1), "reference", nil, .table(.duplicateHeader("reference", line: 1, column: 3, first: 1))),
                Found(.row(1), "member", nil, .table(.missingHeader("member", line: 1))),
                Found(
                    .row(1), "referense", nil,
                    .table(.unknownHeader("referense", line: 1, column: 2, nearest: "reference"))),
                Found(.row(1), "#4", nil, .table(.unknownHeader("", line: 1, column: 4, nearest: nil)))
            ])
    }

    @Test func `ragged rows are told one by one, and blank rows are none`() {
        let text = "reference,member\nA\n,\n,,,\nB,M1,x\nC,M1\n"
        let found = faults { () throws(ImportFailure) in try Import.assignments(ImportFile(text)) }
        #expect(
            found == [
                Found(.row(2), nil, nil, .table(.raggedRow(line: 2, expected: 2, found: 1))),
                Found(.row(5), nil, nil, .table(.raggedRow(line: 5, expected: 2, found: 3)))
            ])
    }

    @Test func `a broken cell is placed under its heading`() {
        let found = faults { () throws(ImportFailure) in
            try Import.assignments(ImportFile("member;reference\nM1;\"A\nM2;B"))
        }
        #expect(found == [Found(.row(2), "reference", nil, .table(.unterminatedQuote(line: 2, column: 2)))])
    }

    @Test func `a file without a header is told`() {
        let found = faults { () throws(ImportFailure) in try Import.assignments(ImportFile("\n\n")) }
        #expect(found == [Found(.wholeFile, nil, nil, .table(.noHeader))])
    }

    @Test func `scores follow the call's criteria in their order`() throws {
        let text = "score.b,score.a,reference,member,justification\n1,5,F1,M1,because\n"
        let reviews = try Import.reviews(ImportFile(text), criteria: ["a", "b"])
        #expect(reviews.map(\.scores) == [[5, 1]])
        #expect(reviews.map(\.row) == [2])
    }

    @Test func `of closed options a cell names one, by its id or by its points`() throws {
        let text = try BrusselsFile.text().replacing(
            "          scale: { min: 0, max: 5 }\n          weight: 4\n          minimum: 2",
            with: """
                          options:
                            - { id: none, label: { fr: Rien, nl: Niets }, points: 0 }
                            - { id: letter, label: { fr: Une lettre, nl: Een brief }, points: 2 }
                            - { id: signed, label: { fr: Un accord, nl: Een akkoord }, points: 5 }
                          weight: 4
                """)
        var criteria = Array(try #require(try BrusselsFile.check(text).definition).scoring.criteria.prefix(2))
        (criteria[0].id, criteria[1].id) = ("a", "b")
        #expect(criteria[0].options?.map(\.points) == [0, 2, 5] && criteria[1].options == nil)
        let head = "reference,member,score.a,score.b,justification\n"
        let read = try Import.reviews(ImportFile(head + "F1,M1,signed,4,x\nF1,M2,2,3,x\nF2,M1,none,0,x\n"), of: criteria)
        #expect(read.map(\.scores) == [[5, 4], [2, 3], [0, 0]])
        let allowed = ["none (0)", "letter (2)", "signed (5)"]
        let found = faults { () throws(ImportFailure) in
            try Import.reviews(ImportFile(head + "F1,M1,3,4,x\nF1,M2,leter,4,x\nF2,M1,,4,x\nF2,M2,letter,none,x\n"), of: criteria)
        }
        #expect(
            found == [
                Found(row: 2, "score.a", "3", .notAllowed(allowed, nearest: nil)),
                Found(row: 3, "score.a", "leter", .notAllowed(allowed, nearest: "letter")),
                Found(row: 4, "score.a", nil, .empty), Found(row: 5, "score.b", "none", .notWhole)
            ])
    }

    @Test func `a criterion that the call lacks is a fault, and so is a missing one`() {
        let text = "reference,member,score.needs,score.genre,justification\nF1,M1,4.5,1,because\n"
        let found = faults { () throws(ImportFailure) in
            try Import.reviews(ImportFile(text), criteria: ["needs", "gender"])
        }
        #expect(
            found == [
                Found(.row(1), "score.gender", nil, .table(.missingHeader("score.gender", line: 1))),
                Found(
                    .row(1), "score.genre", nil,
                    .table(.unknownHeader("score.genre", line: 1, column: 4, nearest: "score.gender"))),
                Found(row: 2, "score.needs", "4.5", .notWhole)
            ])
    }

    @Test func `words outside a list are told with the list`() {
        let found = faults { () throws(ImportFailure) in
            try Import.advice(ImportFile("reference,opinion,amount\nF1,favorable,5\nF2,,\nF3,reserve,\n"))
        }
        let words = ["favourable", "reserve", "unfavourable"]
        #expect(
            found == [
                Found(row: 2, "opinion", "favorable", .notAllowed(words, nearest: "favourable")),
                Found(row: 3, "opinion", nil, .empty)
            ])
    }

    @Test func `what may be left out is nil`() throws {
        let decisions = try Import.decisions(
            ImportFile("reference,outcome,amount\nF1,award,10.00\nF2,refuse,\n"))
        #expect(decisions.map(\.amount) == [Cents(1000), nil])
        #expect(decisions.map(\.departure) == [nil, nil])
        let markers = try Import.markers(ImportFile("reference,marker\nF1,none\nF2,2\n"))
        #expect(markers.map(\.marker) == [nil, .principal])
    }

    @Test func `faults are kept up to a limit and counted beyond it`() throws {
        let text = Self.header + String(repeating: "ORG,,x,0,0,no\n", count: 6000)
        let failure = try #require(throws: ImportFailure.self) { try Import.earlierGrants(ImportFile(text)) }
        #expect(failure.faults.count == ImportFailure.limit)
        #expect(failure.total == 12_000)
    }

    @Test func `a long value is shortened and stays on one line`() throws {
        let text = Self.header + "ORG,2024,\"\(String(repeating: "ab\n", count: 50))\",0,0,no\n"
        let fault = try #require(
            faults { () throws(ImportFailure) in try Import.earlierGrants(ImportFile(text)) }.first)
        #expect(fault.value == String(repeating: "ab ", count: 20) + "…")
    }

    @Test(arguments: [
        (Language.french, "f.csv:2: closed: « x » Ce n'est ni oui ni non. Écrivez true ou false, oui ou non."),
        (.dutch, "f.csv:2: closed: 'x' Dit is noch ja noch nee. Schrijf true of false, ja of nee."),
        (.english, "f.csv:2: closed: 'x' This is neither yes nor no. Write true or false, yes or no.")
    ])
    func `a fault reads as one line`(language: Language, line: String) throws {
        let file = ImportFile(Self.header + "ORG,2024,1,0,0,x\n", name: "f.csv")
        let failure = try #require(throws: ImportFailure.self) { try Import.earlierGrants(file) }
        #expect(failure.faults.map { $0.line(in: language) } == [line])
    }
}
