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
    /// The criteria of the gender marker for which the file says where the evidence is.
    package var provenCriteria: Set<GenderEvidence> = []
    /// What only some regulations ask for; nil is "not stated".
    package var eligibleCosts: [CostCategory: Cents]?
    package var budgetItems: [BudgetFact]?
    package var cofunders: [CofunderFact]?
    package var goods: [GoodsFact]?
    package var sectors: [String]?
    package var attestations: [Attestation]?
    package var crisis: Crisis?

    /// A line of the budget without its words.
    package struct BudgetFact: Hashable, Codable, Sendable {
        package var category: CostCategory
        package var amount: Cents
        package var foreign: ForeignAmount?
    }

    /// Money from others, without their name.
    package struct CofunderFact: Hashable, Codable, Sendable {
        package var family: FunderFamily
        package var source: ResourceSource
        package var amount: Cents
    }

    package struct GoodsFact: Hashable, Codable, Sendable {
        package var quantity: Int
        package var unitValue: Cents
    }

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
            countries: countries, gender: gender.withoutWords, southSouth: southSouth, attachments: attachments,
            provenCriteria: Set(gender.proofs.filter { !$0.value.isBlank }.keys), eligibleCosts: eligibleCosts,
            budgetItems: budgetItems?.map {
                ApplicationFacts.BudgetFact(category: $0.category, amount: $0.amount, foreign: $0.foreign)
            },
            cofunders: cofunders?.map {
                ApplicationFacts.CofunderFact(family: $0.family, source: $0.source, amount: $0.amount)
            },
            goods: goods?.map { ApplicationFacts.GoodsFact(quantity: $0.quantity, unitValue: $0.unitValue) },
            sectors: sectors, attestations: attestations, crisis: crisis)
    }
}

extension ApplicationContent {
    /// The answers to the questions that the definition marks as personal, to be kept with the contact and erased with
    /// it.
    package func personalAnswers(under definition: CallDefinition) -> [String: AnswerValue] {
        answers.filter { id, _ in definition.field(id)?.personal ?? false }
    }
}
