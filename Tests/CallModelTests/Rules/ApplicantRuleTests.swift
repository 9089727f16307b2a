import Testing

@testable import CallModel

/// Who may apply: each rule holding, failing, at its edge, and with the fact not known.
@Suite struct ApplicantRuleTests {
    typealias Case = AdmissibilityTests.Case

    @Test(arguments: placeCases + historyCases + factCases)
    func `each rule holds, fails, and tells what is not known`(example: Case) throws {
        try AdmissibilityTests.check(example)
    }

    private static func rule(
        _ condition: ApplicantCondition, _ failure: RuleFailure?,
        _ change: @escaping @Sendable (inout AdmissibilityTests.Judged) -> Void = { _ in }
    ) -> Case {
        Case(.applicant(condition), failure, change)
    }

    private static let placeCases = [
        rule(.seatIn(postcodes: ["1000"]), nil),
        rule(.seatIn(postcodes: ["1020"]), .applicant(.seatElsewhere("1000"))),
        rule(.activityIn(postcodes: ["1020"]), nil),
        rule(.activityIn(postcodes: ["1000"]), .applicant(.activityElsewhere(["1020"]))),
        rule(.activityIn(postcodes: ["1020"]), .notStated(.activityPostcodes)) {
            $0.organisation.activityPostcodes = []
        }
    ]

    private static func earlier(_ categories: [String]) -> [EarlierFile] {
        categories.enumerated().map { EarlierFile(reference: "A-\($0)", category: $1) }
    }

    private static let historyCases = [
        rule(.maximumFiles(count: 2, per: .call), nil) { $0.circumstances.earlierFiles = earlier(["city"]) },
        rule(.maximumFiles(count: 2, per: .call), .applicant(.tooManyFiles(["A-0", "A-1"], allowed: 2, per: .call))) {
            $0.circumstances.earlierFiles = earlier(["city", "city"])
        },
        rule(.maximumFiles(count: 1, per: .category), nil) { $0.circumstances.earlierFiles = earlier(["city"]) },
        rule(
            .maximumFiles(count: 1, per: .category), .applicant(.tooManyFiles(["A-1"], allowed: 1, per: .category))
        ) { $0.circumstances.earlierFiles = earlier(["city", "north"]) },
        rule(.notWinnerOf(editions: ["2024"]), nil),
        rule(.notWinnerOf(editions: ["2026"]), nil) { $0.circumstances.pastGrants = Fixture.settledGrants },
        rule(.notWinnerOf(editions: ["2024", "2025"]), .applicant(.earlierWinner(editions: ["2024", "2025"]))) {
            $0.circumstances.pastGrants = Fixture.settledGrants
        },
        // A file that was refused in the books has no grant to speak of.
        rule(.notWinnerOf(editions: ["2024"]), nil) {
            $0.circumstances.pastGrants = [
                PastGrant(edition: "2024", awarded: .zero, accepted: .zero, refunded: .zero, isClosed: true)
            ]
        }
    ]

    private static let factCases = [
        rule(.invitedOrganisation(organisations: ["BELFAA", Fixture.organisation.reference]), nil),
        rule(
            .invitedOrganisation(organisations: ["BELFAA"]), .applicant(.notInvited(Fixture.organisation.reference))),
        rule(.recognisedNGO(.excluded), nil),
        rule(.recognisedNGO(.excluded), .applicant(.recognition(isRecognised: true))) {
            $0.organisation.isRecognisedNGO = true
        },
        rule(.recognisedNGO(.required), .applicant(.recognition(isRecognised: false))),
        rule(.recognisedNGO(.required), nil) { $0.organisation.isRecognisedNGO = true },
        rule(.recognisedNGO(.excluded), .notStated(.recognition)) { $0.organisation.isRecognisedNGO = nil },
        rule(.recognisedNGO(.required), .notStated(.recognition)) { $0.organisation.isRecognisedNGO = nil },
        rule(.maximumAnnualResources(amount: Cents(20_000_000)), nil) { $0.organisation.annualResources = twoHundred(0) },
        rule(
            .maximumAnnualResources(amount: Cents(20_000_000)),
            .applicant(.resourcesTooHigh(twoHundred(1), maximum: Cents(20_000_000)))
        ) { $0.organisation.annualResources = twoHundred(1) },
        rule(.maximumAnnualResources(amount: Cents(20_000_000)), .notStated(.annualResources)),
        // Known to be nothing is not the same as not known.
        rule(.maximumAnnualResources(amount: Cents(20_000_000)), nil) {
            $0.organisation.annualResources = AnnualResources(year: 2026, amount: .zero)
        },
        rule(.maximumShareOfResources(Fixture.share("70")), nil) {
            $0.organisation.annualResources = AnnualResources(year: 2026, amount: Cents(1_428_572))
        },
        rule(
            .maximumShareOfResources(Fixture.share("70")),
            .applicant(
                .projectTooLarge(
                    total: Cents(1_000_000), allowed: Cents(999_999), share: Fixture.share("70"),
                    resources: AnnualResources(year: 2026, amount: Cents(1_428_571))))
        ) { $0.organisation.annualResources = AnnualResources(year: 2026, amount: Cents(1_428_571)) },
        rule(.maximumShareOfResources(Fixture.share("70")), .notStated(.annualResources)),
        rule(.attestations(required: Attestation.humanitarianPrinciples), .notStated(.attestations)),
        rule(
            .attestations(required: Attestation.humanitarianPrinciples),
            .applicant(.attestationsMissing([.neutrality, .independence]))
        ) { $0.content.attestations = [.impartiality, .humanity, .safeguarding] },
        rule(.attestations(required: Attestation.humanitarianPrinciples), nil) {
            $0.content.attestations = Attestation.allCases
        },
        rule(.attestations(required: [.safeguarding]), .applicant(.attestationsMissing([.safeguarding]))) {
            $0.content.attestations = []
        }
    ]

    /// 200,000 euros and so many cents.
    private static func twoHundred(_ cents: Int64) -> AnnualResources {
        AnnualResources(year: 2026, amount: Cents(20_000_000 + cents))
    }
}
