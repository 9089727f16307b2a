import Testing

@testable import CallModel

@Suite struct ForeignCurrencyTests {
    private static func foreign(
        _ amount: String, _ rate: String, _ currency: String = "XOF", on date: String = "2027-03-01",
        _ source: RateSource = .ecb
    ) throws -> ForeignAmount {
        ForeignAmount(
            amount: try #require(ExactDecimal(amount)), currency: currency, rate: try #require(ExactDecimal(rate)),
            rateDate: Fixture.date(date), source: source)
    }

    @Test(
        arguments: [
            ("655957", "655.957", 100_000), ("1000000", "655.957", 152_449), ("100", "1.0850", 9217),
            // Half a cent goes up, less than half goes down.
            ("0.005", "1", 1), ("0.00499999", "1", 0), ("3280000", "2987.43", 109_793)
        ] as [(String, String, Int64)])
    func `a foreign amount is divided by its rate and rounded half up to the cent`(
        amount: String, rate: String, cents: Int64
    ) throws {
        #expect(try Self.foreign(amount, rate).euro == Cents(cents))
    }

    @Test func `an amount beyond any call has no value in euro`() throws {
        #expect(try Self.foreign("999999999999", "0.00000001").euro == nil)
    }

    @Test(arguments: ["0", "0.00", "-1", "+1", "1e3", "1,5", "1.", ".5", "", "1.123456789", "1234567890123", "1 000"])
    func `what is no positive decimal number is refused`(text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test(arguments: ["655.957", "1", "0.00010532", "100.50", "999999999999"])
    func `a decimal number is written as it was read`(text: String) {
        #expect(ExactDecimal(text)?.description == text)
    }

    private static let rule = AdmissibilityRule.Condition.funding(
        .foreignCurrency(RateRequirement(sources: [.ecb, .fixedParity], at: .opening, maximumAgeDays: 31)))

    private func check(_ items: [BudgetItem]?, _ faults: [ForeignLineFault]?) throws {
        try AdmissibilityTests.check(
            AdmissibilityTests.Case(Self.rule, faults.map { .funding(.foreignLines($0)) }) {
                $0.content.budgetItems = items
            })
    }

    private static func item(_ cents: Int64, _ foreign: ForeignAmount?) -> BudgetItem {
        BudgetItem(label: "ciment", category: .works, amount: Cents(cents), foreign: foreign)
    }

    @Test func `lines in euro, and a budget without lines, have nothing to convert`() throws {
        try check(nil, nil)
        try check([Self.item(100, nil)], nil)
    }

    @Test func `the call opens on 1 February: a rate of that day and of 31 days before holds`() throws {
        try check(
            [
                Self.item(100_000, try Self.foreign("655957", "655.957", on: "2027-02-01")),
                Self.item(100_000, try Self.foreign("655957", "655.957", on: "2027-01-01"))
            ], nil)
    }

    @Test func `a day later, a day too old, another source and a wrong cent are all found, each with its line`() throws {
        try check(
            [
                Self.item(100_000, try Self.foreign("655957", "655.957", on: "2027-02-02")),
                Self.item(100_000, try Self.foreign("655957", "655.957", on: "2026-12-31")),
                Self.item(1, nil),
                Self.item(100_001, try Self.foreign("655957", "655.957", on: "2027-01-15", .nbb))
            ],
            [
                ForeignLineFault(
                    line: 1, problem: .rateTooLate(Fixture.date("2027-02-02"), latest: Fixture.date("2027-02-01"))),
                ForeignLineFault(
                    line: 2, problem: .rateTooOld(Fixture.date("2026-12-31"), earliest: Fixture.date("2027-01-01"))),
                ForeignLineFault(line: 4, problem: .converts(stated: Cents(100_001), converted: Cents(100_000))),
                ForeignLineFault(line: 4, problem: .source(.nbb, accepted: [.ecb, .fixedParity]))
            ])
    }

    @Test func `a parity fixed by treaty has no age`() throws {
        try check([Self.item(100_000, try Self.foreign("655957", "655.957", on: "1999-01-01", .fixedParity))], nil)
    }
}
