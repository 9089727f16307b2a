import Testing

@testable import CallModel

/// Ceilings that depend on something: experience, or the country and the sector; and which of all ceilings binds.
@Suite struct CeilingRuleTests {
    typealias Case = AdmissibilityTests.Case

    private static let experience = AdmissibilityRule.Condition.funding(
        .ceilingByExperience(amount: Cents(700_000), raisedTo: Cents(800_000), resourcesAbove: Cents(5_000_000)))

    private static func notRaised(settled: Bool, _ resources: Int64?) -> RuleFailure {
        .funding(
            .ceilingNotRaised(
                requested: Cents(800_000), ceiling: Cents(700_000), raised: Cents(800_000), hasSettledGrants: settled,
                resources: resources.map { Cents($0) }, resourcesAbove: Cents(5_000_000)))
    }

    private static func resources(_ cents: Int64) -> AnnualResources {
        AnnualResources(year: 2026, amount: Cents(cents))
    }

    private static let experienceCases = [
        Case(experience, nil) { $0.content.requested = Cents(700_000) },
        Case(experience, notRaised(settled: false, nil)),
        Case(experience, notRaised(settled: false, 5_000_001)) { $0.organisation.annualResources = resources(5_000_001) },
        Case(experience, notRaised(settled: true, nil)) { $0.circumstances.pastGrants = Fixture.settledGrants },
        Case(experience, notRaised(settled: true, 5_000_000)) {
            $0.circumstances.pastGrants = Fixture.settledGrants
            $0.organisation.annualResources = resources(5_000_000)
        },
        Case(experience, nil) {
            $0.circumstances.pastGrants = Fixture.settledGrants
            $0.organisation.annualResources = resources(5_000_001)
        },
        Case(experience, notRaised(settled: false, 5_000_001)) {
            $0.circumstances.pastGrants = Fixture.settledGrants + [AdmissibilityTests.grant(refunded: 0)]
            $0.organisation.annualResources = resources(5_000_001)
        },
        Case(experience, .aboveCeiling(requested: Cents(800_001), ceiling: Cents(800_000))) {
            $0.content.requested = Cents(800_001)
            $0.circumstances.pastGrants = Fixture.settledGrants
            $0.organisation.annualResources = resources(5_000_001)
        }
    ]

    private static func table(_ base: CostBase = .total) -> AdmissibilityRule.Condition {
        .funding(
            .rateByCountryAndSector(
                RateTable(
                    base: base, at: .closing, otherwise: Fixture.share("60"),
                    rows: [
                        RateTable.Row(share: Fixture.share("80"), list: "least-developed"),
                        RateTable.Row(share: Fixture.share("80"), sectors: ["15160"]),
                        RateTable.Row(share: Fixture.share("70"), countries: ["PE"])
                    ])))
    }

    private static func exceeded(_ percent: String, _ country: String, allowed: Int64) -> RuleFailure {
        .funding(
            .rateExceeded(
                requested: Cents(800_000), allowed: Cents(allowed), share: Fixture.share(percent), country: country,
                base: .total, of: Cents(1_000_000)))
    }

    private static let rateCases = [
        Case(table(), nil),
        Case(table(), .noCountry) { $0.content.countries = [] },
        Case(table(), exceeded("60", "MA", allowed: 600_000)) { $0.content.countries = ["MA"] },
        // Of several countries the one with the smallest rate binds.
        Case(table(), exceeded("60", "MA", allowed: 600_000)) { $0.content.countries = ["GN", "MA", "SN"] },
        Case(table(), exceeded("70", "PE", allowed: 700_000)) { $0.content.countries = ["PE"] },
        Case(table(), nil) {
            $0.content.countries = ["MA"]
            $0.content.sectors = ["15160"]
        },
        // One sector of two is not the whole project, and a sector that is not stated is none of the table's.
        Case(table(), exceeded("60", "MA", allowed: 600_000)) {
            $0.content.countries = ["MA"]
            $0.content.sectors = ["15160", "14030"]
        },
        Case(table(), exceeded("60", "MA", allowed: 600_000)) {
            $0.content.countries = ["MA"]
            $0.content.sectors = []
        },
        Case(table(.eligible), .notStated(.eligibleCosts))
    ]

    @Test(arguments: experienceCases + rateCases)
    func `each ceiling holds, fails, and tells what is not known`(example: Case) throws {
        try AdmissibilityTests.check(example)
    }

    // Which one binds

    private func bounds(
        _ conditions: [AdmissibilityRule.Condition], remaining: AwardBound? = nil,
        _ change: (inout AdmissibilityTests.Judged) -> Void = { _ in }
    ) throws -> [AwardBound] {
        var definition = Fixture.definition
        definition.admissibility = conditions.enumerated().map {
            AdmissibilityRule(id: "r\($0)", article: "Art. \($0)", categories: nil, condition: $1)
        }
        var judged = AdmissibilityTests.Judged()
        judged.content.eligibleCosts = judged.content.costs
        change(&judged)
        return try Regulation(definition, lists: [Fixture.leastDeveloped]).awardBounds(
            on: judged.content.facts, of: judged.organisation, in: judged.circumstances, remaining: remaining)
    }

    private static let ceilings: [AdmissibilityRule.Condition] = [
        .categoryCeiling, .absoluteCeiling(amount: Cents(900_000)), .maximumShareOfTotal(percent: 79), .validIBAN,
        .funding(.maximumShareOfEligible(Fixture.share("78.5"))), table(), experience
    ]

    @Test func `the smallest ceiling binds and names its rule and article`() throws {
        let found = try bounds(Self.ceilings)
        #expect(found.first == AwardBound(source: .rule("r6", article: "Art. 6"), amount: Cents(700_000)))
        #expect(
            found.map(\.amount.value) == [700_000, 785_000, 790_000, 800_000, 800_000, 800_000, 900_000])
        // Of equal ones the earlier rule stands first and the request last.
        #expect(
            found[3...5].map(\.source) == [.rule("r0", article: "Art. 0"), .rule("r5", article: "Art. 5"), .request])
    }

    @Test func `another ceiling binds as soon as the first one rises`() throws {
        let found = try bounds(Self.ceilings) {
            $0.circumstances.pastGrants = Fixture.settledGrants
            $0.organisation.annualResources = Self.resources(5_000_001)
        }
        #expect(found.first == AwardBound(source: .rule("r4", article: "Art. 4"), amount: Cents(785_000)))
    }

    @Test func `what is left of the money binds below every ceiling, and the request below both`() throws {
        let remaining = AwardBound(source: .envelope(line: "L", article: "7601/1"), amount: Cents(200_000))
        let left = try bounds([.categoryCeiling], remaining: remaining)
        #expect(left.first == remaining)
        let small = try bounds([.categoryCeiling], remaining: remaining) { $0.content.requested = Cents(199_999) }
        #expect(small.first == AwardBound(source: .request, amount: Cents(199_999)))
        for bound in left { #expect(Set([bound.message.french, bound.message.dutch, bound.message.english]).count == 3) }
    }

    @Test func `a ceiling whose base is not stated binds nothing`() throws {
        let found = try bounds([.funding(.maximumShareOfEligible(Fixture.share("50")))]) { $0.content.eligibleCosts = nil }
        #expect(found == [AwardBound(source: .request, amount: Cents(800_000))])
    }

    @Test func `a rule for another category is no ceiling`() throws {
        var definition = Fixture.definition
        definition.admissibility = [
            AdmissibilityRule(
                id: "a", article: "Art. 1", categories: ["city"], condition: .absoluteCeiling(amount: Cents(1)))
        ]
        let found = try Regulation(definition, lists: []).awardBounds(
            on: Fixture.content.facts, of: Fixture.organisation,
            in: FileCircumstances(submittedOn: Fixture.date("2027-03-15")))
        #expect(found.map(\.source) == [.request])
    }

    @Test func `a table that cites a list which is not given is refused before any file is judged`() {
        var definition = Fixture.definition
        definition.admissibility = [
            AdmissibilityRule(id: "rates", article: "Art. 1", categories: nil, condition: Self.table())
        ]
        #expect(throws: MissingReferenceList(rule: "rates", list: "least-developed")) {
            try Regulation(definition, lists: [Fixture.recipients])
        }
    }
}
