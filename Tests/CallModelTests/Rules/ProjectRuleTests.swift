import Testing

@testable import CallModel

/// What the project is: the gender marker with its criteria, and the crisis that emergency aid answers.
@Suite struct ProjectRuleTests {
    typealias Case = AdmissibilityTests.Case

    @Test(arguments: markerCases + crisisCases)
    func `each rule holds, fails, and tells what is not known`(example: Case) throws {
        try AdmissibilityTests.check(example)
    }

    private static let principal: Set<GenderEvidence> = Set(GenderEvidence.allCases).subtracting([.explicitObjective])
    private static let significant: Set<GenderEvidence> = Set(GenderEvidence.allCases).subtracting([.mainObjective])

    private static func marker(_ minimum: GenderMarker, proven: Bool = false) -> AdmissibilityRule.Condition {
        .project(.genderMarker(minimum: minimum, proven: proven))
    }

    private static func proofs(_ criteria: Set<GenderEvidence>) -> [GenderEvidence: String] {
        Dictionary(uniqueKeysWithValues: criteria.map { ($0, "annexe 3") })
    }

    private static let markerCases = [
        // Not screened is not 0: even a rule that accepts 0 needs a screening.
        Case(marker(.notTargeted), .notStated(.genderMarker)) { $0.content.gender = GenderDeclaration() },
        Case(marker(.notTargeted), nil) {
            $0.content.gender = GenderDeclaration(marker: .notTargeted, evidence: [.analysisDone, .doNoHarm])
        },
        Case(marker(.notTargeted), .project(.criteriaNotMet(.notTargeted, missing: [.doNoHarm]))) {
            $0.content.gender = GenderDeclaration(marker: .notTargeted, evidence: [.analysisDone])
        },
        Case(marker(.significant), .project(.markerTooLow(.notTargeted, minimum: .significant))) {
            $0.content.gender = GenderDeclaration(marker: .notTargeted, evidence: significant)
        },
        Case(marker(.significant), nil) {
            $0.content.gender = GenderDeclaration(marker: .significant, evidence: significant)
        },
        Case(marker(.significant), nil) {
            $0.content.gender = GenderDeclaration(marker: .principal, evidence: principal)
        },
        Case(
            marker(.significant),
            .project(.criteriaNotMet(.significant, missing: [.explicitObjective, .genderIndicator]))
        ) {
            $0.content.gender = GenderDeclaration(
                marker: .significant, evidence: significant.subtracting([.genderIndicator, .explicitObjective]))
        },
        Case(marker(.principal), .project(.criteriaNotMet(.principal, missing: [.mainObjective]))) {
            $0.content.gender = GenderDeclaration(marker: .principal, evidence: significant)
        },
        // A main objective is an explicit one: a downgrade takes nothing more from the file.
        Case(marker(.significant), nil) {
            $0.content.gender = GenderDeclaration(marker: .significant, evidence: principal)
        },
        Case(marker(.principal, proven: true), nil) {
            $0.content.gender = GenderDeclaration(marker: .principal, evidence: principal, proofs: proofs(principal))
        },
        Case(
            marker(.principal, proven: true),
            .project(.criteriaNotShown(.principal, missing: [.doNoHarm, .disaggregatedData]))
        ) {
            var shown = proofs(principal)
            shown[.doNoHarm] = nil
            shown[.disaggregatedData] = "  "
            $0.content.gender = GenderDeclaration(marker: .principal, evidence: principal, proofs: shown)
        },
        // What was verified counts, not what was declared.
        Case(marker(.principal), .project(.markerTooLow(.significant, minimum: .principal))) {
            $0.content.gender = GenderDeclaration(marker: .principal, evidence: principal)
            $0.circumstances.gender = downgraded
        }
    ]

    private static let downgraded = GenderScreening(
        declared: .principal,
        verified: GenderScreening.Step(marker: .significant, reason: "l'égalité n'est pas l'objectif premier"))

    private static let quake = Crisis(glide: "EQ-2023-000015-TUR", country: "TR", date: Fixture.date("2027-07-01"))

    private static let crisisCases = [
        Case(.project(.crisisPeriod(maximumMonths: nil)), .notStated(.crisis)),
        Case(.project(.crisisPeriod(maximumMonths: 12)), nil) { $0.content.crisis = quake },
        Case(
            .project(.crisisPeriod(maximumMonths: nil)),
            .project(.beforeCrisis(start: Fixture.date("2027-06-30"), crisis: Fixture.date("2027-07-01")))
        ) {
            $0.content.crisis = quake
            $0.content.period.start = Fixture.date("2027-06-30")
        },
        Case(
            .project(.crisisPeriod(maximumMonths: 11)),
            .periodTooLong(lastDay: Fixture.date("2028-05-31"), maximumMonths: 11)
        ) { $0.content.crisis = quake }
    ]
}
