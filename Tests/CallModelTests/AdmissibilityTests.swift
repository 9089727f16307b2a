import Testing

@testable import CallModel

@Suite struct AdmissibilityTests {
    /// A condition, a change to what is judged, and what the rule must find.
    struct Case: Sendable, CustomTestStringConvertible {
        let condition: AdmissibilityRule.Condition
        let failure: RuleFailure?
        let change: @Sendable (inout Judged) -> Void

        init(
            _ condition: AdmissibilityRule.Condition, _ failure: RuleFailure?,
            _ change: @escaping @Sendable (inout Judged) -> Void = { _ in }
        ) {
            (self.condition, self.failure, self.change) = (condition, failure, change)
        }

        var testDescription: String { "\(condition) → \(failure.map { "\($0)" } ?? "passes")" }
    }

    struct Judged {
        var content = Fixture.content
        var organisation = Fixture.organisation
        var circumstances = FileCircumstances(submittedOn: Fixture.date("2027-03-15"))
    }

    private static func finding(_ condition: AdmissibilityRule.Condition, _ judged: Judged) throws -> RuleFinding {
        var definition = Fixture.definition
        definition.admissibility = [
            AdmissibilityRule(id: "rule", article: "Art. 1", categories: nil, condition: condition)
        ]
        let regulation = try Regulation(definition, lists: [Fixture.recipients, Fixture.leastDeveloped])
        let findings = regulation.findings(
            on: judged.content.facts, of: judged.organisation, in: judged.circumstances)
        return try #require(findings.first)
    }

    @Test(arguments: organisationCases + amountCases + projectCases)
    func `each rule passes and fails at its exact boundary`(example: Case) throws {
        try Self.check(example)
    }

    /// The rule finds what the example says, and a failure has its article and three different sentences.
    static func check(_ example: Case) throws {
        var judged = Judged()
        example.change(&judged)
        let finding = try finding(example.condition, judged)
        #expect(finding.outcome == example.failure.map(RuleFinding.Outcome.fails) ?? .passes)
        #expect((finding.message == nil) == (example.failure == nil))
        if let message = finding.message {
            #expect(message.french.hasPrefix("Art. 1 : ") && message.dutch.hasPrefix("Art. 1: "))
            #expect(Set([message.french, message.dutch, message.english]).count == 3)
        }
    }

    @Test func `a rule for other categories does not apply`() throws {
        var definition = Fixture.definition
        definition.admissibility = [
            AdmissibilityRule(id: "a", article: "Art. 1", categories: ["city"], condition: .categoryCeiling),
            AdmissibilityRule(id: "b", article: "Art. 2", categories: ["north"], condition: .categoryCeiling)
        ]
        let regulation = try Regulation(definition, lists: [])
        let circumstances = FileCircumstances(submittedOn: Fixture.date("2027-03-15"))
        let findings = regulation.findings(
            on: Fixture.content.facts, of: Fixture.organisation, in: circumstances)
        #expect(findings.map(\.outcome) == [.notApplicable, .passes])
    }

    @Test func `every failing rule is found, not only the first`() throws {
        var definition = Fixture.definition
        let conditions: [AdmissibilityRule.Condition] = [
            .legalForm(allowed: [.aisbl]), .validIBAN, .absoluteCeiling(amount: Cents(1)), .budgetBalances
        ]
        definition.admissibility = conditions.enumerated().map {
            AdmissibilityRule(id: "r\($0)", article: "Art. \($0)", categories: nil, condition: $1)
        }
        var organisation = Fixture.organisation
        organisation.iban = "unknown"
        let circumstances = FileCircumstances(submittedOn: Fixture.date("2027-03-15"))
        let findings = try Regulation(definition, lists: [])
            .findings(on: Fixture.content.facts, of: organisation, in: circumstances)
        #expect(findings.filter { $0.failure != nil }.map(\.rule) == ["r0", "r1", "r2"])
    }

    @Test func `a rule that cites a list which is not given is refused before any file is judged`() {
        var definition = Fixture.definition
        definition.admissibility = [
            AdmissibilityRule(
                id: "country", article: "Art. 1", categories: nil,
                condition: .countryOnList(list: "other", at: .closing))
        ]
        #expect(throws: MissingReferenceList(rule: "country", list: "other")) {
            try Regulation(definition, lists: [Fixture.recipients])
        }
    }
}
