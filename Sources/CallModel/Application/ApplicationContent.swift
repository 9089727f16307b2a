/// Everything that an applicant fills in, as it stands in one version of the file.
///
/// The form is lenient on purpose (an unknown category or country is kept as written) so that `faults(against:)` can
/// report every fault at once. Amounts are in cents.
package struct ApplicationContent: Hashable, Codable, Sendable {
    /// The applicant's or the importer's own key for the file, unique within a call.
    package var reference: String
    package var category: String
    package var title: String
    package var summary: String
    package var language: PreferredLanguage
    package var requested: Cents
    package var costs: [CostCategory: Cents]
    package var resources: [ResourceSource: Cents]
    package var period: ProjectPeriod
    package var partners: [Partner]
    /// Where the project takes place, as ISO 3166-1 alpha-2 codes.
    package var countries: [String]
    package var beneficiaries: Beneficiaries
    package var gender: GenderDeclaration
    /// The applicant claims a South–South partnership.
    package var southSouth: Bool
    /// The ids of the attachments that are in the file.
    package var attachments: [String]
    package var answers: [String: AnswerValue]
    package var contact: ContactPerson

    // What only some regulations ask for. Nil is "not stated", which is neither nothing nor no.

    /// The part of each category's costs that the call can pay.
    package var eligibleCosts: [CostCategory: Cents]?
    /// The lines behind `costs`.
    package var budgetItems: [BudgetItem]?
    /// Who stands behind the other resources.
    package var cofunders: [Cofunder]?
    /// What stands behind the in-kind resources.
    package var goods: [GoodsItem]?
    /// The project's purposes, as codes of the Development Assistance Committee.
    package var sectors: [String]?
    package var attestations: [Attestation]?
    package var crisis: Crisis?

    /// The documents behind `attachments`; nil where none was handed in with the file.
    package var documents: [AttachedDocument]?

    package init(
        reference: String, category: String, title: String, summary: String, language: PreferredLanguage,
        requested: Cents, costs: [CostCategory: Cents], resources: [ResourceSource: Cents], period: ProjectPeriod,
        partners: [Partner], countries: [String], beneficiaries: Beneficiaries, gender: GenderDeclaration,
        southSouth: Bool, attachments: [String], answers: [String: AnswerValue], contact: ContactPerson,
        eligibleCosts: [CostCategory: Cents]? = nil, budgetItems: [BudgetItem]? = nil, cofunders: [Cofunder]? = nil,
        goods: [GoodsItem]? = nil, sectors: [String]? = nil, attestations: [Attestation]? = nil, crisis: Crisis? = nil,
        documents: [AttachedDocument]? = nil
    ) {
        self.reference = reference
        self.category = category
        self.title = title
        self.summary = summary
        self.language = language
        self.requested = requested
        self.costs = costs
        self.resources = resources
        self.period = period
        self.partners = partners
        self.countries = countries
        self.beneficiaries = beneficiaries
        self.gender = gender
        self.southSouth = southSouth
        self.attachments = attachments
        self.answers = answers
        self.contact = contact
        self.eligibleCosts = eligibleCosts
        self.budgetItems = budgetItems
        self.cofunders = cofunders
        self.goods = goods
        self.sectors = sectors
        self.attestations = attestations
        self.crisis = crisis
        self.documents = documents
    }
}

/// The first and the last day of the project.
package struct ProjectPeriod: Hashable, Codable, Sendable {
    package var start: CalendarDate
    package var end: CalendarDate

    package init(start: CalendarDate, end: CalendarDate) { (self.start, self.end) = (start, end) }
}

/// A body that carries the project together with the applicant.
package struct Partner: Hashable, Codable, Sendable {
    package var name: String
    /// ISO 3166-1 alpha-2.
    package var country: String
    package var role: PartnerRole

    package init(name: String, country: String, role: PartnerRole) {
        (self.name, self.country, self.role) = (name, country, role)
    }
}

/// What a partner does in the project.
package enum PartnerRole: String, CaseIterable, Codable, Sendable {
    case lead, implementing, technical, financial, beneficiary
}

/// The people whom the project reaches directly, as the applicant counts them.
package struct Beneficiaries: Hashable, Codable, Sendable {
    package var women: Int
    package var men: Int
    package var girls: Int
    package var boys: Int

    package init(women: Int, men: Int, girls: Int, boys: Int) {
        (self.women, self.men, self.girls, self.boys) = (women, men, girls, boys)
    }
}

/// The person whom the secretariat may call: personal data, kept apart and erased in time.
package struct ContactPerson: Hashable, Codable, Sendable {
    package var name: String
    package var email: String
    package var phone: String?

    package init(name: String, email: String, phone: String? = nil) {
        (self.name, self.email, self.phone) = (name, email, phone)
    }
}
