/// What one rule says about one file.
package struct RuleFinding: Hashable, Codable, Sendable {
    package let rule: String
    package let article: String
    package let outcome: Outcome

    package enum Outcome: Hashable, Codable, Sendable {
        case passes
        /// The rule does not bear on the file's category.
        case notApplicable
        case fails(RuleFailure)
    }

    package var failure: RuleFailure? {
        if case .fails(let failure) = outcome { failure } else { nil }
    }

    /// The reason for a refusal, with its article, or nil when the rule does not stand in the way.
    package var message: Message? {
        guard let reason = failure?.message else { return nil }
        return Message(
            fr: "\(article) : \(reason.french)", nl: "\(article): \(reason.dutch)", en: "\(article): \(reason.english)")
    }
}

/// Why a rule fails, with the values that fail. None of them says anything about a person.
package enum RuleFailure: Hashable, Codable, Sendable {
    case legalForm(LegalForm, allowed: [LegalForm])
    /// The organisation's age in whole months on the day.
    case tooYoung(months: Int, required: Int, on: CalendarDate)
    case outsideArea(seat: String, activity: [String])
    case noEnterpriseNumber
    case invalidIBAN
    case aboveCeiling(requested: Cents, ceiling: Cents)
    case unbalanced(costs: Cents, resources: Cents)
    case requestDiffers(requested: Cents, budget: Cents)
    case shareExceeded(requested: Cents, total: Cents, percent: Int)
    case costShareExceeded(CostCategory, amount: Cents, total: Cents, percent: Int)
    case noCountry
    case countriesNotListed([String], list: String, on: CalendarDate)
    case notSouthSouth(partners: Int, countries: Int, neededPartners: Int, neededCountries: Int)
    case earlierFiles([String])
    case grantsNotJustified([PastGrant])
    case attachmentsMissing([String])
    case outsidePeriod(start: CalendarDate, end: CalendarDate, earliest: CalendarDate, latest: CalendarDate)
    case periodTooLong(lastDay: CalendarDate, maximumMonths: Int)
    /// The rule needs a fact that is not known. Not known is neither zero nor no, so the rule cannot be met.
    case notStated(MissingFact)
    case applicant(ApplicantFailure)
    case funding(FundingFailure)
    case project(ProjectFailure)
}

extension RuleFailure {
    /// The gender marker is what fails: a ruling on it would have an effect.
    package var isAboutGenderMarker: Bool {
        switch self {
        case .notStated(.genderMarker), .project(.markerTooLow), .project(.criteriaNotMet), .project(.criteriaNotShown): true
        case .legalForm, .tooYoung, .outsideArea, .noEnterpriseNumber, .invalidIBAN, .aboveCeiling, .unbalanced,
            .requestDiffers, .shareExceeded, .costShareExceeded, .noCountry, .countriesNotListed, .notSouthSouth,
            .earlierFiles, .grantsNotJustified, .attachmentsMissing, .outsidePeriod, .periodTooLong, .notStated, .applicant,
            .funding, .project:
            false
        }
    }
}

/// A fact that a rule needs and that neither the file nor the register of organisations states.
package enum MissingFact: String, CaseIterable, Codable, Sendable {
    case activityPostcodes, recognition, annualResources, attestations, eligibleCosts, cofunders, goods, genderMarker, crisis
}
