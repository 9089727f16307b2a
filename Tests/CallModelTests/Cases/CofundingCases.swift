import Testing

@testable import CallModel

/// The Brussels water fund of 2023: 10,000 to 100,000 euros, at most 80 % of the total, and at least 20 % of own or public
/// money that no body of the Region gives.
@Suite struct WaterFundCases {
    private static func file() -> Judging {
        var file = Judging(
            .absoluteCeiling(amount: euro(100_000)), .funding(.minimumRequest(amount: euro(10_000))),
            .maximumShareOfTotal(percent: 80),
            .funding(.minimumCashCofunding(Fixture.share("20"), of: .total, except: [.brusselsRegion])))
        file.content.costs = [.works: euro(100_000)]
        file.content.requested = euro(80_000)
        file.content.resources = [.city: euro(80_000), .ownCash: euro(20_000)]
        return file
    }

    @Test func `80,000 of 100,000 are 80 percent and pass`() throws {
        #expect(try Self.file().failures() == [])
        #expect(try Self.file().binding() == AwardBound(source: .rule("r3", article: "Art. 3"), amount: euro(80_000)))
    }

    @Test func `80,000.01 of 100,000 are blocked`() throws {
        var file = Self.file()
        file.content.requested = Cents(8_000_001)
        #expect(
            try file.failures() == [
                .shareExceeded(requested: Cents(8_000_001), total: euro(100_000), percent: 80)
            ])
    }

    @Test func `20,000 from another body of the Brussels Region do not count as co-funding`() throws {
        var file = Self.file()
        file.content.resources = [.city: euro(80_000), .otherPublic: euro(20_000)]
        file.content.cofunders = [
            Cofunder(name: "Bruxelles Mobilité", family: .brusselsRegion, source: .otherPublic, amount: euro(20_000))
        ]
        #expect(
            try file.failures() == [
                .funding(
                    .cashTooLow(
                        .zero, needed: euro(20_000), share: Fixture.share("20"), base: .total, of: euro(100_000),
                        notCounted: euro(20_000)))
            ])
        file.content.cofunders?[0].family = .municipality
        #expect(try file.failures() == [])
        file.content.cofunders = nil
        #expect(try file.failures() == [.notStated(.cofunders)])
    }

    @Test func `9,999.99 and 100,000.01 are outside the fund's limits`() throws {
        var file = Self.file()
        file.content.requested = Cents(999_999)
        #expect(try file.failures() == [.funding(.belowMinimum(requested: Cents(999_999), minimum: euro(10_000)))])
        file.content.costs = [.works: euro(200_000)]
        file.content.resources = [.city: Cents(10_000_001), .ownCash: Cents(9_999_999)]
        file.content.requested = Cents(10_000_001)
        #expect(try file.failures() == [.aboveCeiling(requested: Cents(10_000_001), ceiling: euro(100_000))])
    }
}

/// La Guilde's microprojects: at most half of the eligible costs, at least 25 % in cash, at most 25 % in kind; 12,500 euros,
/// or 20,000 with an earlier grant closed well and more than 50,000 of resources.
@Suite struct MicroprojectCases {
    private static func file() -> Judging {
        var file = Judging(
            .funding(.maximumShareOfEligible(Fixture.share("50"))),
            .funding(.minimumCashCofunding(Fixture.share("25"), of: .eligible, except: [])),
            .funding(.maximumInKind(Fixture.share("25"), of: .eligible)),
            .funding(
                .ceilingByExperience(amount: euro(12_500), raisedTo: euro(20_000), resourcesAbove: euro(50_000))),
            .applicant(.maximumAnnualResources(amount: euro(200_000))))
        file.organisation.annualResources = AnnualResources(year: 2026, amount: euro(49_000))
        file.content.costs = [.equipment: euro(24_000)]
        file.content.eligibleCosts = file.content.costs
        file.content.requested = euro(12_000)
        file.content.resources = [.city: euro(12_000), .ownCash: euro(6000), .inKind: euro(6000)]
        return file
    }

    @Test func `of 24,000 eligible, 12,000 granted, 6,000 in cash and 6,000 in kind pass exactly`() throws {
        #expect(try Self.file().failures() == [])
        #expect(try Self.file().binding() == AwardBound(source: .rule("r1", article: "Art. 1"), amount: euro(12_000)))
    }

    @Test func `12,000 granted with 5,000 in cash and 7,000 in kind fail both`() throws {
        var file = Self.file()
        file.content.resources = [.city: euro(12_000), .ownCash: euro(5000), .inKind: euro(7000)]
        let quarter = Fixture.share("25")
        #expect(
            try file.failures() == [
                .funding(
                    .cashTooLow(
                        euro(5000), needed: euro(6000), share: quarter, base: .eligible, of: euro(24_000),
                        notCounted: .zero)),
                .funding(
                    .inKindTooHigh(
                        euro(7000), allowed: euro(6000), share: quarter, base: .eligible, of: euro(24_000)))
            ])
    }

    private static func large(_ resources: Int64?, _ grants: [PastGrant]) -> Judging {
        var file = file()
        file.content.costs = [.equipment: euro(40_000)]
        file.content.eligibleCosts = file.content.costs
        file.content.requested = euro(15_000)
        file.content.resources = [.city: euro(15_000), .ownCash: euro(15_000), .inKind: euro(10_000)]
        file.organisation.annualResources = resources.map { AnnualResources(year: 2026, amount: Cents($0)) }
        file.circumstances.pastGrants = grants
        return file
    }

    @Test func `15,000 need an earlier grant closed well and more than 50,000 of resources`() throws {
        #expect(try Self.large(5_000_001, Fixture.settledGrants).failures() == [])
        let over = { (settled: Bool, resources: Int64) in
            RuleFailure.funding(
                .ceilingNotRaised(
                    requested: euro(15_000), ceiling: euro(12_500), raised: euro(20_000), hasSettledGrants: settled,
                    resources: Cents(resources), resourcesAbove: euro(50_000)))
        }
        #expect(try Self.large(5_000_000, Fixture.settledGrants).failures() == [over(true, 5_000_000)])
        #expect(try Self.large(5_000_001, []).failures() == [over(false, 5_000_001)])
        let bound = try Self.large(5_000_000, Fixture.settledGrants).binding()
        #expect(bound == AwardBound(source: .rule("r4", article: "Art. 4"), amount: euro(12_500)))
    }

    @Test func `annual resources of 200,000 pass, a cent more fails, and not known is not zero`() throws {
        #expect(try Self.large(20_000_000, Fixture.settledGrants).failures() == [])
        let resources = AnnualResources(year: 2026, amount: Cents(20_000_001))
        #expect(
            try Self.large(20_000_001, Fixture.settledGrants).failures() == [
                .applicant(.resourcesTooHigh(resources, maximum: euro(200_000)))
            ])
        #expect(try Self.large(nil, Fixture.settledGrants).failures().contains(.notStated(.annualResources)))
    }
}

/// Luxembourg's co-funding of 2015: 80 % in the least developed countries, 60 % elsewhere, 80 % anywhere for human rights.
@Suite struct LuxembourgCases {
    private static func file(_ country: String, _ sectors: [String]?, asking amount: Int64) -> Judging {
        var file = Judging(
            .funding(
                .rateByCountryAndSector(
                    RateTable(
                        base: .total, at: .closing, otherwise: Fixture.share("60"),
                        rows: [
                            RateTable.Row(share: Fixture.share("80"), list: "least-developed"),
                            RateTable.Row(share: Fixture.share("80"), sectors: ["15160"])
                        ]))))
        file.content.countries = [country]
        file.content.sectors = sectors
        file.content.requested = Cents(amount)
        return file
    }

    @Test(
        arguments: [
            ("GN", nil, 800_000), ("MA", ["14030"], 600_000), ("MA", ["15160"], 800_000)
        ] as [(String, [String]?, Int64)])
    func `Guinea has 80 percent, Morocco 60, and Morocco 80 for human rights`(
        country: String, sectors: [String]?, most: Int64
    ) throws {
        #expect(try Self.file(country, sectors, asking: most).failures() == [])
        #expect(try Self.file(country, sectors, asking: most + 1).failures().count == 1)
        let bound = try Self.file(country, sectors, asking: most + 1).binding()
        #expect(bound == AwardBound(source: .rule("r1", article: "Art. 1"), amount: Cents(most)))
    }

    @Test func `the rate is found anew when the sector changes after submission`() throws {
        var file = Self.file("MA", ["15160"], asking: 800_000)
        #expect(try file.failures() == [])
        file.content.sectors = ["14030"]
        #expect(
            try file.failures() == [
                .funding(
                    .rateExceeded(
                        requested: euro(8000), allowed: euro(6000), share: Fixture.share("60"), country: "MA",
                        base: .total, of: euro(10_000)))
            ])
    }

    @Test func `the list of least developed countries is read at the call's date, whenever the file is judged`() throws {
        var file = Self.file("GN", nil, asking: 800_000)
        file.lists = [
            CountryList(
                id: "least-developed", title: LocalizedText(), source: "test",
                groups: [
                    CountryList.Group(
                        name: "leaving", from: Fixture.date("2024-01-01"), until: Fixture.date("2027-04-01"),
                        countries: ["GN"])
                ])
        ]
        // The call closes on 1 April 2027, the country's last day on the list.
        #expect(try file.failures() == [])
        file.lists[0].groups[0].until = Fixture.date("2027-03-31")
        #expect(try file.failures().count == 1)
    }
}
