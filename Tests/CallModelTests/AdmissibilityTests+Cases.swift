@testable import CallModel

extension AdmissibilityTests {
    private static let closing = Fixture.date("2027-04-01")

    static let organisationCases: [Case] = [
        Case(.legalForm(allowed: [.asbl, .aisbl]), nil),
        Case(.legalForm(allowed: [.asbl]), .legalForm(.deFactoAssociation, allowed: [.asbl])) {
            $0.organisation.legalForm = .deFactoAssociation
        },
        Case(.minimumAge(months: 12, at: .closing), nil) { $0.organisation.foundedOn = Fixture.date("2026-04-01") },
        Case(.minimumAge(months: 12, at: .closing), .tooYoung(months: 11, required: 12, on: closing)) {
            $0.organisation.foundedOn = Fixture.date("2026-04-02")
        },
        Case(.minimumAge(months: 12, at: .opening), .tooYoung(months: 10, required: 12, on: Fixture.date("2027-02-01"))) {
            $0.organisation.foundedOn = Fixture.date("2026-04-01")
        },
        Case(.minimumAge(months: 12, at: .submission), nil) { $0.organisation.foundedOn = Fixture.date("2026-03-15") },
        Case(.minimumAge(months: 12, at: .day(Fixture.date("2027-02-28"))), nil) {
            $0.organisation.foundedOn = Fixture.date("2026-02-28")
        },
        Case(.minimumAge(months: 12, at: .closing), .tooYoung(months: 0, required: 12, on: closing)) {
            $0.organisation.foundedOn = Fixture.date("2027-06-01")
        },
        Case(.seatOrActivity(postcodes: ["1000"]), nil) { $0.organisation.activityPostcodes = [] },
        Case(.seatOrActivity(postcodes: ["1020"]), nil),
        Case(.seatOrActivity(postcodes: ["1030"]), .outsideArea(seat: "1000", activity: ["1020"])),
        Case(.validEnterpriseNumber, nil),
        Case(.validEnterpriseNumber, .noEnterpriseNumber) { $0.organisation.enterpriseNumber = nil },
        Case(.validIBAN, nil),
        Case(.validIBAN, .invalidIBAN) { $0.organisation.iban = "BE68 5390 0754 7035" },
        Case(.onePerOrganisation, nil),
        Case(.onePerOrganisation, .earlierFiles(["A0"])) {
            $0.circumstances.earlierFiles = [EarlierFile(reference: "A0", category: "city")]
        },
        Case(.previousGrantsJustified, nil),
        Case(.previousGrantsJustified, .grantsNotJustified([grant(refunded: 164_999)])) {
            $0.circumstances.pastGrants = [grant(refunded: 164_999)]
        },
        Case(.previousGrantsJustified, nil) { $0.circumstances.pastGrants = [grant(refunded: 165_000)] },
        Case(.previousGrantsJustified, nil) { $0.circumstances.pastGrants = [grant(refunded: 0, isClosed: true)] }
    ]

    /// 8,000 paid and 6,350 accepted, so that 1,650 are to be refunded.
    static func grant(refunded: Int64, isClosed: Bool = false) -> PastGrant {
        PastGrant(
            edition: "2023", awarded: Cents(800_000), accepted: Cents(635_000), refunded: Cents(refunded),
            isClosed: isClosed)
    }

    static let amountCases: [Case] = [
        Case(.categoryCeiling, nil),
        Case(.categoryCeiling, .aboveCeiling(requested: Cents(800_001), ceiling: Cents(800_000))) {
            $0.content.requested = Cents(800_001)
        },
        Case(.categoryCeiling, .aboveCeiling(requested: Cents(600_000), ceiling: Cents(400_000))) {
            $0.content.category = "city"
            $0.content.requested = Cents(600_000)
        },
        Case(.absoluteCeiling(amount: Cents(800_000)), nil),
        Case(
            .absoluteCeiling(amount: Cents(799_999)), .aboveCeiling(requested: Cents(800_000), ceiling: Cents(799_999))),
        Case(.budgetBalances, nil),
        Case(.budgetBalances, .unbalanced(costs: Cents(1_000_001), resources: Cents(1_000_000))) {
            $0.content.costs[.other] = Cents(1)
        },
        Case(.budgetBalances, nil) {
            $0.content.budgetItems = [
                BudgetItem(label: "coordination", category: .personnel, amount: Cents(500_000)),
                BudgetItem(label: "vols", category: .travel, amount: Cents(100_000)),
                BudgetItem(label: "pompes", category: .equipment, amount: Cents(250_000)),
                BudgetItem(label: "tuyaux", category: .equipment, amount: Cents(150_000))
            ]
        },
        Case(.budgetBalances, .funding(.linesDiffer(.personnel, lines: Cents(499_999), table: Cents(500_000)))) {
            $0.content.budgetItems = [BudgetItem(label: "coordination", category: .personnel, amount: Cents(499_999))]
        },
        Case(.requestMatchesBudget, nil),
        Case(.requestMatchesBudget, .requestDiffers(requested: Cents(800_000), budget: Cents(799_999))) {
            $0.content.resources[.city] = Cents(799_999)
        },
        Case(.requestMatchesBudget, .requestDiffers(requested: Cents(800_000), budget: .zero)) {
            $0.content.resources = [:]
        },
        Case(.maximumShareOfTotal(percent: 80), nil),
        Case(
            .maximumShareOfTotal(percent: 80),
            .shareExceeded(requested: Cents(800_001), total: Cents(1_000_000), percent: 80)
        ) { $0.content.requested = Cents(800_001) },
        Case(.maximumShareOfTotal(percent: 80), .shareExceeded(requested: Cents(800_000), total: .zero, percent: 80)) {
            $0.content.costs = [:]
        },
        Case(.maximumCostShare(cost: .travel, percent: 10), nil),
        Case(
            .maximumCostShare(cost: .travel, percent: 10),
            .costShareExceeded(.travel, amount: Cents(100_001), total: Cents(1_000_000), percent: 10)
        ) {
            $0.content.costs[.travel] = Cents(100_001)
            $0.content.costs[.equipment] = Cents(399_999)
        },
        Case(.maximumCostShare(cost: .works, percent: 0), nil)
    ]

    static let projectCases: [Case] = [
        Case(.countryOnList(list: "recipients", at: .closing), nil),
        Case(
            .countryOnList(list: "recipients", at: .closing),
            .countriesNotListed(["FR", "BE"], list: "recipients", on: closing)
        ) { $0.content.countries = ["GN", "FR", "BE"] },
        Case(.countryOnList(list: "recipients", at: .closing), .noCountry) { $0.content.countries = [] },
        Case(.countryOnList(list: "recipients", at: .closing), nil) { $0.content.countries = ["NR"] },
        Case(
            .countryOnList(list: "recipients", at: .day(Fixture.date("2027-04-02"))),
            .countriesNotListed(["NR"], list: "recipients", on: Fixture.date("2027-04-02"))
        ) { $0.content.countries = ["NR"] },
        Case(southSouth, nil),
        Case(southSouth, .notSouthSouth(partners: 2, countries: 1, neededPartners: 2, neededCountries: 2)) {
            $0.content.partners[1].country = "GN"
        },
        Case(southSouth, .notSouthSouth(partners: 1, countries: 1, neededPartners: 2, neededCountries: 2)) {
            $0.content.partners[1].role = .beneficiary
        },
        Case(southSouth, .notSouthSouth(partners: 1, countries: 1, neededPartners: 2, neededCountries: 2)) {
            $0.content.partners[1].country = "FR"
        },
        Case(.requiredAttachments, nil),
        Case(.requiredAttachments, .attachmentsMissing(["statutes", "agreement"])) {
            $0.content.attachments = ["report"]
        },
        Case(.requiredAttachments, nil) {
            $0.content.category = "city"
            $0.content.attachments = ["statutes"]
        },
        Case(period(12), nil),
        Case(period(12), .periodTooLong(lastDay: Fixture.date("2028-06-30"), maximumMonths: 12)) {
            $0.content.period.end = Fixture.date("2028-07-01")
        },
        Case(period(nil), nil) { $0.content.period.end = Fixture.date("2028-12-31") },
        Case(
            period(nil),
            .outsidePeriod(
                start: Fixture.date("2027-07-01"), end: Fixture.date("2029-01-01"),
                earliest: Fixture.date("2027-07-01"),
                latest: Fixture.date("2028-12-31"))
        ) { $0.content.period.end = Fixture.date("2029-01-01") },
        Case(
            period(nil),
            .outsidePeriod(
                start: Fixture.date("2027-06-30"), end: Fixture.date("2028-06-30"),
                earliest: Fixture.date("2027-07-01"),
                latest: Fixture.date("2028-12-31"))
        ) { $0.content.period.start = Fixture.date("2027-06-30") }
    ]

    private static let southSouth = AdmissibilityRule.Condition.southSouth(
        list: "recipients", at: .closing, partners: 2, countries: 2)

    private static func period(_ months: Int?) -> AdmissibilityRule.Condition {
        .projectPeriod(
            earliest: Fixture.date("2027-07-01"), latest: Fixture.date("2028-12-31"), maximumMonths: months)
    }
}
