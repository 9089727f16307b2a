/// What a file's admissibility and allocation may depend on: numbers, codes and dates, and nothing about a person.
///
/// The rules take these facts instead of the content, so that no text, name or address can sway them, and so that what
/// is logged about a finding holds no personal data.
package struct ApplicationFacts: Hashable, Codable, Sendable {
    package var category: String
    package var requested: Cents
    package var costs: [CostCategory: Cents]
    package var resources: [ResourceSource: Cents]
    package var period: ProjectPeriod
    package var partners: [PartnerFact]
    package var countries: [String]
    package var gender: GenderDeclaration
    package var southSouth: Bool
    package var attachments: [String]

    /// A partner without its name.
    package struct PartnerFact: Hashable, Codable, Sendable {
        package var country: String
        package var role: PartnerRole
    }
}

extension ApplicationContent {
    package var facts: ApplicationFacts {
        ApplicationFacts(
            category: category, requested: requested, costs: costs, resources: resources, period: period,
            partners: partners.map { ApplicationFacts.PartnerFact(country: $0.country, role: $0.role) },
            countries: countries, gender: gender, southSouth: southSouth, attachments: attachments)
    }
}

extension ApplicationContent {
    /// The answers to the questions that the definition marks as personal, to be kept with the contact and erased with
    /// it.
    package func personalAnswers(under definition: CallDefinition) -> [String: AnswerValue] {
        answers.filter { id, _ in definition.form.contains { $0.id == id && $0.personal } }
    }
}
