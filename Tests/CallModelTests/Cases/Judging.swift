import Testing

@testable import CallModel

/// A regulation of a few rules and one file in front of it, for cases whose figures come from real calls.
struct Judging {
    var conditions: [AdmissibilityRule.Condition]
    var content = Fixture.content
    var organisation = Fixture.organisation
    var circumstances = FileCircumstances(submittedOn: Fixture.date("2027-03-15"))
    var lists = [Fixture.recipients, Fixture.leastDeveloped]

    init(_ conditions: AdmissibilityRule.Condition...) { self.conditions = conditions }

    private var definition: CallDefinition {
        var definition = Fixture.definition
        definition.categories[0].maxRequest = Cents(800_000)
        definition.admissibility = conditions.enumerated().map {
            AdmissibilityRule(id: "r\($0 + 1)", article: "Art. \($0 + 1)", categories: nil, condition: $1)
        }
        return definition
    }

    /// Every failing rule's reason, in the order of the rules.
    func failures() throws -> [RuleFailure] {
        try Regulation(definition, lists: lists)
            .findings(on: content.facts, of: organisation, in: circumstances).compactMap(\.failure)
    }

    func binding() throws -> AwardBound? {
        try Regulation(definition, lists: lists)
            .awardBounds(on: content.facts, of: organisation, in: circumstances).first
    }
}

/// Whole euros.
func euro(_ amount: Int64) -> Cents { Cents(amount * 100) }
