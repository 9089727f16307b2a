package import CallModel

/// Who publishes, and who gives the money: the granting authority.
package struct OpenPublisher: Hashable, Sendable {
    package let name: String
    package let enterpriseNumber: EnterpriseNumber
    /// The language of titles and descriptions that no other is known of.
    package let language: Language

    package init(name: String, enterpriseNumber: EnterpriseNumber, language: Language) {
        (self.name, self.enterpriseNumber, self.language) = (name, enterpriseNumber, language)
    }

    /// As org-id.guide writes a Belgian enterprise number; IATI's and 360Giving's identifiers of organisations.
    package var identifier: String { OpenRecipient.identifier(of: enterpriseNumber) }
}

/// The call that an award is from.
package struct OpenCall: Hashable, Sendable {
    package let code: String
    package let title: String
    /// Whether anyone could apply: false where a partner is named in advance.
    package let isOpen: Bool

    package init(code: String, title: String, isOpen: Bool) { (self.code, self.title, self.isOpen) = (code, title, isOpen) }
}

/// Who got an award, with nothing of a person: a natural person's name, number and address have no place here.
package enum OpenRecipient: Hashable, Sendable {
    /// In the register of enterprises.
    case enterprise(EnterpriseNumber, name: String, postcode: String?)
    /// An association without legal personality: known by a number of ours that says nothing outside.
    case association(key: String, name: String, postcode: String?)
    /// A person: known by a number of ours that says nothing outside.
    case person(key: String)

    static func identifier(of number: EnterpriseNumber) -> String { "BE-BCE_KBO-\(number.digits)" }
}

/// What has become of an award.
package enum OpenStatus: Hashable, Sendable {
    /// Decided; nothing is signed yet.
    case agreed
    case running
    /// Being accounted for, or paid out.
    case closing
    case closed
    case cancelled
    case suspended
}

/// Money on a day.
package struct OpenTransaction: Hashable, Sendable {
    package let day: CalendarDate
    package let amount: Cents

    package init(day: CalendarDate, amount: Cents) { (self.day, self.amount) = (day, amount) }
}

/// A purpose of the OECD's list, with its share of the money.
package struct SectorShare: Hashable, Sendable {
    /// Five digits (IATI code list Sector).
    package let code: String
    /// In hundredths of a percent; the shares of an award add up to 10,000.
    package let share: Int

    package init(code: String, share: Int) { (self.code, self.share) = (code, share) }

    /// "Sectors not specified": what the code list has for an award that was not classified.
    package static let unspecified = SectorShare(code: "99810", share: 10_000)

    /// Equal shares of these codes, each once.
    package static func equal(_ codes: [String]) -> [SectorShare] {
        let different = Set(codes).sorted()
        return zip(different, IATIActivities.shares(different.count)).map { SectorShare(code: $0, share: $1) }
    }
}

/// An award as the public may know it. It has no field for an account, a contact, an e-mail address or a reviewer, and its
/// texts are `PublicText`: what is not in this type cannot be published.
package struct OpenAward: Hashable, Sendable {
    package var call: OpenCall
    /// The file, as people call it; unique within the call.
    package var reference: String
    package var title: PublicText
    package var summary: PublicText
    package var language: Language
    package var recipient: OpenRecipient
    package var requested: Cents?
    package var awarded: Cents
    /// The day of the decision.
    package var awardedOn: CalendarDate
    package var period: ProjectPeriod?
    /// ISO 3166-1 alpha-2.
    package var countries: [String]
    /// As the service verified it; nil where it was not screened, which is not 0.
    package var gender: GenderMarker?
    package var southSouth: Bool
    package var sectors: [SectorShare]
    package var status: OpenStatus
    package var budgetArticle: String?
    package var commitment: OpenTransaction?
    package var payments: [OpenTransaction]
    package var modifiedAt: Instant
    /// The disaster that the award answers; nil for any other project.
    package var crisis: Crisis?

    package init(
        call: OpenCall, reference: String, title: PublicText, summary: PublicText, language: Language,
        recipient: OpenRecipient, requested: Cents?, awarded: Cents, awardedOn: CalendarDate, period: ProjectPeriod?,
        countries: [String], gender: GenderMarker?, southSouth: Bool, sectors: [SectorShare], status: OpenStatus,
        budgetArticle: String?, commitment: OpenTransaction?, payments: [OpenTransaction], modifiedAt: Instant,
        crisis: Crisis? = nil
    ) {
        self.call = call
        self.reference = reference
        self.title = title
        self.summary = summary
        self.language = language
        self.recipient = recipient
        self.requested = requested
        self.awarded = awarded
        self.awardedOn = awardedOn
        self.period = period
        self.countries = countries
        self.gender = gender
        self.southSouth = southSouth
        self.sectors = sectors
        self.status = status
        self.budgetArticle = budgetArticle
        self.commitment = commitment
        self.payments = payments
        self.modifiedAt = modifiedAt
        self.crisis = crisis
    }
}

extension OpenAward {
    /// The file's place in every data set: letters, digits, points and hyphens only, which all the standards accept.
    package var key: String { OpenKey.plain(call.code) + "-" + OpenKey.plain(reference) }

    /// What has been paid out, never more than was awarded.
    package var paid: Cents { payments.reduce(.zero) { $0 + $1.amount } }

    /// A title that is never empty: the standards refuse an award without one.
    var shownTitle: String { Self.filled(title.text) ?? reference }
    /// A description that is never empty.
    var shownSummary: String { Self.filled(summary.text) ?? shownTitle }

    private static func filled(_ text: String) -> String? {
        text.allSatisfy(\.isWhitespace) ? nil : text
    }
}

/// Keys that survive every format.
package enum OpenKey {
    /// Other characters become their code in hexadecimal between two points, so that two references never become one key.
    package static func plain(_ text: String) -> String {
        var key = ""
        for scalar in text.unicodeScalars {
            let isWord = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            if scalar.isASCII, isWord || scalar == "-" || scalar == "_" {
                key.unicodeScalars.append(scalar)
            } else {
                key += "." + String(scalar.value, radix: 16) + "."
            }
        }
        return key
    }
}
