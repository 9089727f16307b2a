/// One condition of the regulation that a file meets or does not meet, with the article that states it.
package struct AdmissibilityRule: Hashable, Codable, Sendable {
    package var id: String
    /// The article of the regulation, as a refusal quotes it: "Art. 4, § 1".
    package var article: String
    /// The categories that it bears on; nil means all.
    package var categories: [String]?
    package var condition: Condition

    /// What a file, its organisation or its partners must satisfy. Amounts are in cents, percentages are whole numbers.
    package enum Condition: Hashable, Codable, Sendable {
        case legalForm(allowed: [LegalForm])
        case minimumAge(months: Int, at: ReferenceDate)
        case seatOrActivity(postcodes: [String])
        case validEnterpriseNumber
        case validIBAN
        /// The request stays within `CallCategory.maxRequest`; the amount stands there and nowhere else.
        case categoryCeiling
        case absoluteCeiling(amount: Cents)
        case budgetBalances
        /// What the file asks for is what its budget expects from the city.
        case requestMatchesBudget
        case maximumShareOfTotal(percent: Int)
        case maximumCostShare(cost: CostCategory, percent: Int)
        /// Every country of the project is on the dated list.
        case countryOnList(list: String, at: ReferenceDate)
        /// Partners in several listed countries, each with a role other than beneficiary.
        case southSouth(list: String, at: ReferenceDate, partners: Int, countries: Int)
        case onePerOrganisation
        case previousGrantsJustified
        /// The documents that `attachments` requires of the file's category.
        case requiredAttachments
        case projectPeriod(earliest: CalendarDate, latest: CalendarDate, maximumMonths: Int?)
        case applicant(ApplicantCondition)
        case funding(FundingCondition)
        case project(ProjectCondition)
    }
}

/// The name of a condition as the definition writes it.
package enum RuleKind: String, CaseIterable, Codable, Sendable {
    case legalForm, minimumAge, seatOrActivity, validEnterpriseNumber, validIBAN, categoryCeiling, absoluteCeiling
    case budgetBalances, requestMatchesBudget, maximumShareOfTotal, maximumCostShare, countryOnList, southSouth
    case onePerOrganisation, previousGrantsJustified, requiredAttachments, projectPeriod
    case seatIn, activityIn, maximumFiles, notWinnerOf, recognisedNGO, maximumAnnualResources, maximumShareOfResources
    case attestations, invitedOrganisation
    case minimumRequest, totalCost, ceilingByExperience, maximumShareOfEligible, minimumCashCofunding, maximumInKind
    case costCeiling, excludedCofunders, rateByCountryAndSector, foreignCurrency, goodsValued
    case genderMarker, crisisPeriod
}

/// The day on which a condition is judged. Written `opening`, `closing`, `submission` or a date.
package enum ReferenceDate: Hashable, Sendable {
    case opening
    case closing
    /// The day, in the call's zone, on which the file came in.
    case submission
    case day(CalendarDate)
}

extension AdmissibilityRule {
    package var kind: RuleKind {
        switch condition {
        case .legalForm: .legalForm
        case .minimumAge: .minimumAge
        case .seatOrActivity: .seatOrActivity
        case .validEnterpriseNumber: .validEnterpriseNumber
        case .validIBAN: .validIBAN
        case .categoryCeiling: .categoryCeiling
        case .absoluteCeiling: .absoluteCeiling
        case .budgetBalances: .budgetBalances
        case .requestMatchesBudget: .requestMatchesBudget
        case .maximumShareOfTotal: .maximumShareOfTotal
        case .maximumCostShare: .maximumCostShare
        case .countryOnList: .countryOnList
        case .southSouth: .southSouth
        case .onePerOrganisation: .onePerOrganisation
        case .previousGrantsJustified: .previousGrantsJustified
        case .requiredAttachments: .requiredAttachments
        case .projectPeriod: .projectPeriod
        case .applicant(let condition): condition.kind
        case .funding(let condition): condition.kind
        case .project(let condition): condition.kind
        }
    }

    package func applies(to category: String) -> Bool { categories?.contains(category) ?? true }
}

extension AdmissibilityRule.Condition {
    /// The reference lists that the condition reads, each with its place in the rule.
    var lists: [(path: SourcePath, list: String)] {
        switch self {
        case .countryOnList(let list, _), .southSouth(let list, _, _, _):
            return [(SourcePath.root["list"], list)]
        case .funding(let condition):
            return condition.lists
        case .legalForm, .minimumAge, .seatOrActivity, .validEnterpriseNumber, .validIBAN, .categoryCeiling,
            .absoluteCeiling, .budgetBalances, .requestMatchesBudget, .maximumShareOfTotal, .maximumCostShare,
            .onePerOrganisation, .previousGrantsJustified, .requiredAttachments, .projectPeriod, .applicant, .project:
            return []
        }
    }
}

extension ReferenceDate: Codable {
    package var text: String {
        switch self {
        case .opening: "opening"
        case .closing: "closing"
        case .submission: "submission"
        case .day(let date): date.description
        }
    }

    package init?(_ text: String) {
        switch text {
        case "opening": self = .opening
        case "closing": self = .closing
        case "submission": self = .submission
        default:
            guard let date = CalendarDate(text) else { return nil }
            self = .day(date)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = ReferenceDate(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a reference date: \(text)")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
