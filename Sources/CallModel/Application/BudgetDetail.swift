/// One line of the budget table, behind the total of its category.
package struct BudgetItem: Hashable, Codable, Sendable {
    package var label: String
    package var category: CostCategory
    package var amount: Cents
    /// The amount as it will be spent; nil for a line in euro.
    package var foreign: ForeignAmount?

    package init(label: String, category: CostCategory, amount: Cents, foreign: ForeignAmount? = nil) {
        (self.label, self.category, self.amount, self.foreign) = (label, category, amount, foreign)
    }
}

/// Goods, rooms or hours that are given instead of money, with their value.
package struct GoodsItem: Hashable, Codable, Sendable {
    package var label: String
    /// At least 1.
    package var quantity: Int
    /// The value of one of them.
    package var unitValue: Cents

    package init(label: String, quantity: Int, unitValue: Cents) {
        (self.label, self.quantity, self.unitValue) = (label, quantity, unitValue)
    }

    package static let quantityLimit = 1_000_000
}

/// Who else puts money into the project.
package struct Cofunder: Hashable, Codable, Sendable {
    package var name: String
    package var family: FunderFamily
    /// The line of the financing plan in which the money stands.
    package var source: ResourceSource
    package var amount: Cents

    package init(name: String, family: FunderFamily, source: ResourceSource, amount: Cents) {
        (self.name, self.family, self.source, self.amount) = (name, family, source, amount)
    }
}

/// The families of funders that regulations tell apart, to exclude one or not to count its money.
package enum FunderFamily: String, CaseIterable, Codable, Sendable {
    /// The authority that runs the call, by another of its budgets.
    case grantingAuthority
    case municipality
    /// The Brussels-Capital Region and the bodies that it controls.
    case brusselsRegion
    /// The Community Commissions of Brussels: COCOF, VGC, COCOM.
    case brusselsCommunityCommission
    case frenchCommunity, flemishAuthorities, walloonRegion, germanCommunity, province, federalState
    case europeanUnion, multilateral, foreignPublic
    case foundation, company, association, individuals
}

/// What the file's project responds to: the event that opens emergency aid.
package struct Crisis: Hashable, Codable, Sendable {
    /// The global identifier of the disaster: `EQ-2023-000015-TUR`.
    package var glide: String
    /// ISO 3166-1 alpha-2.
    package var country: String
    /// The first day of the crisis.
    package var date: CalendarDate

    package init(glide: String, country: String, date: CalendarDate) {
        (self.glide, self.country, self.date) = (glide, country, date)
    }
}

/// What the applicant declares on its honour, each a yes.
package enum Attestation: String, CaseIterable, Codable, Sendable {
    /// The four humanitarian principles of the United Nations General Assembly (46/182 and 58/114).
    case humanity, neutrality, impartiality, independence
    /// Protection from sexual exploitation, abuse and harassment.
    case safeguarding
    /// Neither party politics nor preaching.
    case secularism
    /// No activity of the project has begun.
    case futureActivitiesOnly
    /// Aid received in three years stays below the European de minimis ceiling.
    case deMinimis
    /// The VAT in the budget cannot be recovered.
    case vatNotRecoverable

    package static let humanitarianPrinciples: [Attestation] = [.humanity, .neutrality, .impartiality, .independence]
}

/// The form of a purpose code of the OECD's Development Assistance Committee: five digits.
package enum SectorCode {
    package static func isPlausible(_ text: String) -> Bool {
        text.utf8.count == 5 && text.utf8.first != UInt8(ascii: "0")
            && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
