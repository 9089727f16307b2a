/// An association or another body that applies, as it declares itself.
///
/// The enterprise number identifies it, so a wrong one is refused at the door. The account is only declared: it is kept
/// as typed, because a wrong one is a matter for a complement request, not for losing the file.
package struct Organisation: Hashable, Codable, Sendable {
    /// The key by which files and imports name it: the enterprise number's digits, or any other code for a body without
    /// one.
    package var reference: String
    package var name: String
    /// Nil for a de facto association, which the register does not know.
    package var enterpriseNumber: EnterpriseNumber?
    package var legalForm: LegalForm
    /// The day of the act of foundation, or for a de facto association the day it declares.
    package var foundedOn: CalendarDate
    package var seatPostcode: String
    package var activityPostcodes: [String]
    package var iban: String
    package var language: PreferredLanguage
    package var email: String
    /// Recognised by the federal development cooperation; nil when it is not stated.
    package var isRecognisedNGO: Bool?
    /// Nil when it is not stated, which is not zero.
    package var annualResources: AnnualResources?

    package init(
        reference: String, name: String, enterpriseNumber: EnterpriseNumber?, legalForm: LegalForm,
        foundedOn: CalendarDate, seatPostcode: String, activityPostcodes: [String], iban: String,
        language: PreferredLanguage, email: String, isRecognisedNGO: Bool?,
        annualResources: AnnualResources? = nil
    ) {
        self.reference = reference
        self.name = name
        self.enterpriseNumber = enterpriseNumber
        self.legalForm = legalForm
        self.foundedOn = foundedOn
        self.seatPostcode = seatPostcode
        self.activityPostcodes = activityPostcodes
        self.iban = iban
        self.language = language
        self.email = email
        self.isRecognisedNGO = isRecognisedNGO
        self.annualResources = annualResources
    }
}

/// All that an organisation received in one closed accounting year.
package struct AnnualResources: Hashable, Codable, Sendable {
    /// The year of the accounts.
    package var year: Int
    package var amount: Cents

    package init(year: Int, amount: Cents) { (self.year, self.amount) = (year, amount) }

    package static let years = 1900...2200
}

/// The language in which the authority must write to an organisation: a local service in Brussels answers in one of
/// two.
package enum PreferredLanguage: String, CaseIterable, Codable, Sendable {
    case french = "fr"
    case dutch = "nl"

    package var language: Language {
        switch self {
        case .french: .french
        case .dutch: .dutch
        }
    }
}

/// The legal forms that Belgian regulations tell apart.
package enum LegalForm: String, CaseIterable, Codable, Sendable {
    /// Association sans but lucratif, vereniging zonder winstoogmerk.
    case asbl
    /// Association internationale sans but lucratif.
    case aisbl
    case publicFoundation
    case privateFoundation
    case cooperative
    /// Association de fait, feitelijke vereniging: no legal personality.
    case deFactoAssociation
    case publicBody
    case company
    case naturalPerson
}
