import Testing

@testable import CallModel

/// An association with an open file of 2023: 8,000 paid, 6,350 accepted, so that 1,650 are to be refunded.
@Suite struct EarlierGrantCases {
    private static func file(refunded: Int64) -> Judging {
        var file = Judging(.previousGrantsJustified)
        file.circumstances.pastGrants = [AdmissibilityTests.grant(refunded: refunded)]
        return file
    }

    @Test func `the association is blocked until the 1,650 are refunded, to the cent`() throws {
        #expect(AdmissibilityTests.grant(refunded: 0).open == euro(1650))
        #expect(try Self.file(refunded: 0).failures() == [.grantsNotJustified([AdmissibilityTests.grant(refunded: 0)])])
        #expect(try Self.file(refunded: 164_999).failures().count == 1)
        #expect(try Self.file(refunded: 165_000).failures() == [])
    }

    @Test func `the refusal names the edition and what is still open`() throws {
        let message = try #require(Self.file(refunded: 0).failures().first).message
        #expect(message.french.contains("2023 (1\u{202F}650,00\u{A0}€)") && message.dutch.contains("2023 (€\u{A0}1.650,00)"))
        #expect(message.english.contains("2023 (€1,650.00)"))
    }

    @Test func `a partner association under another number, with no grant of its own, is not blocked`() throws {
        var partner = Self.file(refunded: 0)
        partner.organisation.enterpriseNumber = EnterpriseNumber("0566.988.259")
        partner.circumstances.pastGrants = []
        #expect(try partner.failures() == [])
    }

    @Test func `a winner of the 2024 edition is kept out of the next one and of no other`() throws {
        var file = Judging(.applicant(.notWinnerOf(editions: ["2024"])))
        file.circumstances.pastGrants = Fixture.settledGrants
        #expect(try file.failures() == [.applicant(.earlierWinner(editions: ["2024"]))])
        file.circumstances.pastGrants.removeFirst()
        #expect(try file.failures() == [])
    }

    @Test func `travel of half the budget passes and a cent more does not`() throws {
        var file = Judging(.funding(.costCeiling(cost: .travel, Fixture.share("50"), of: .total)))
        file.content.costs = [.travel: Cents(500_000), .training: Cents(500_000)]
        #expect(try file.failures() == [])
        file.content.costs = [.travel: Cents(500_001), .training: Cents(499_999)]
        #expect(try file.failures().count == 1)
    }
}

/// Emergency aid after an earthquake: 4,000 euros, the four humanitarian principles, two requests of one organisation, 25
/// tents with their value, and costs from the first day of the crisis.
@Suite struct EmergencyCases {
    private static func file() -> Judging {
        var file = Judging(
            .absoluteCeiling(amount: euro(4000)),
            .applicant(.attestations(required: Attestation.humanitarianPrinciples)),
            .applicant(.maximumFiles(count: 2, per: .call)), .project(.crisisPeriod(maximumMonths: 6)),
            .funding(.goodsValued), .budgetBalances)
        file.circumstances.submittedOn = Fixture.date("2023-02-10")
        file.content.requested = euro(4000)
        file.content.costs = [.equipment: euro(8000)]
        file.content.resources = [.city: euro(4000), .inKind: euro(4000)]
        file.content.goods = [GoodsItem(label: "tentes familiales", quantity: 25, unitValue: euro(160))]
        file.content.attestations = Attestation.humanitarianPrinciples
        file.content.sectors = ["72010"]
        file.content.crisis = Crisis(glide: "EQ-2023-000015-TUR", country: "TR", date: Fixture.date("2023-02-06"))
        file.content.period = ProjectPeriod(start: Fixture.date("2023-02-06"), end: Fixture.date("2023-08-05"))
        return file
    }

    @Test func `4,000 euros and 25 tents of 160, from the day of the earthquake, pass`() throws {
        #expect(try Self.file().failures() == [])
    }

    @Test func `costs from the day before the earthquake are out`() throws {
        var file = Self.file()
        file.content.period.start = Fixture.date("2023-02-05")
        #expect(
            try file.failures() == [
                .project(.beforeCrisis(start: Fixture.date("2023-02-05"), crisis: Fixture.date("2023-02-06")))
            ])
    }

    @Test func `a second request of the same organisation passes and a third does not`() throws {
        var file = Self.file()
        file.circumstances.earlierFiles = [EarlierFile(reference: "U-1", category: "north")]
        #expect(try file.failures() == [])
        file.circumstances.earlierFiles.append(EarlierFile(reference: "U-2", category: "north"))
        #expect(try file.failures() == [.applicant(.tooManyFiles(["U-1", "U-2"], allowed: 2, per: .call))])
    }

    @Test func `a missing principle, unvalued tents and 4,000.01 euros are all found at once`() throws {
        var file = Self.file()
        file.content.attestations = [.humanity, .impartiality, .independence]
        file.content.goods = nil
        file.content.requested = Cents(400_001)
        #expect(
            try file.failures() == [
                .aboveCeiling(requested: Cents(400_001), ceiling: euro(4000)),
                .applicant(.attestationsMissing([.neutrality])), .notStated(.goods)
            ])
    }
}
