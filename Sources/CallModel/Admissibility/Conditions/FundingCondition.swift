/// A condition on the money: what is asked, what it is for, and who else pays.
package enum FundingCondition: Hashable, Codable, Sendable {
    case minimumRequest(amount: Cents)
    /// Of the whole project, from all sources.
    case totalCost(minimum: Cents?, maximum: Cents?)
    /// `amount`, or `raisedTo` for an organisation whose earlier grants are settled, at least one of them, and whose last
    /// closed year has resources above `resourcesAbove`.
    case ceilingByExperience(amount: Cents, raisedTo: Cents, resourcesAbove: Cents)
    case maximumShareOfEligible(Share)
    /// Money from others, without goods and without the families that do not count.
    case minimumCashCofunding(Share, of: CostBase, except: [FunderFamily])
    case maximumInKind(Share, of: CostBase)
    case costCeiling(cost: CostCategory, Share, of: CategoryBase)
    case excludedCofunders(families: [FunderFamily])
    case rateByCountryAndSector(RateTable)
    case foreignCurrency(RateRequirement)
    /// Everything given in kind is listed with its value.
    case goodsValued
}

/// The cost that a part of the financing is measured against.
package enum CostBase: String, CaseIterable, Codable, Sendable {
    /// All costs of the project.
    case total
    /// The costs that the call can pay.
    case eligible
}

/// The cost that a category of costs is measured against.
package enum CategoryBase: String, CaseIterable, Codable, Sendable {
    case total, eligible
    /// All costs but administration and contingency.
    case direct
    /// What the file asks for.
    case request
}

/// How large a part of the cost may be asked, by where the project takes place and what it is for.
package struct RateTable: Hashable, Codable, Sendable {
    package var base: CostBase
    /// The day on which the lists are read.
    package var at: ReferenceDate
    /// What holds where no row fits.
    package var otherwise: Share
    /// The first row that fits a country gives its rate.
    package var rows: [Row]

    /// A rate and what it takes: every condition that the row states. One of them at least is stated.
    package struct Row: Hashable, Codable, Sendable {
        package var share: Share
        /// The country is on this dated list.
        package var list: String?
        package var countries: [String]?
        /// Every sector of the project is one of these. A project that states none fits no such row.
        package var sectors: [String]?

        package init(share: Share, list: String? = nil, countries: [String]? = nil, sectors: [String]? = nil) {
            (self.share, self.list, self.countries, self.sectors) = (share, list, countries, sectors)
        }
    }

    package init(base: CostBase, at: ReferenceDate, otherwise: Share, rows: [Row]) {
        (self.base, self.at, self.otherwise, self.rows) = (base, at, otherwise, rows)
    }
}

/// How a line in another currency must have been converted.
package struct RateRequirement: Hashable, Codable, Sendable {
    package var sources: [RateSource]
    /// The rate is not of a later day than this one…
    package var at: ReferenceDate
    /// …and at most so many days older; nil means any age. A parity fixed by treaty has no age.
    package var maximumAgeDays: Int?

    package init(sources: [RateSource], at: ReferenceDate, maximumAgeDays: Int? = nil) {
        (self.sources, self.at, self.maximumAgeDays) = (sources, at, maximumAgeDays)
    }
}

extension FundingCondition {
    package var kind: RuleKind {
        switch self {
        case .minimumRequest: .minimumRequest
        case .totalCost: .totalCost
        case .ceilingByExperience: .ceilingByExperience
        case .maximumShareOfEligible: .maximumShareOfEligible
        case .minimumCashCofunding: .minimumCashCofunding
        case .maximumInKind: .maximumInKind
        case .costCeiling: .costCeiling
        case .excludedCofunders: .excludedCofunders
        case .rateByCountryAndSector: .rateByCountryAndSector
        case .foreignCurrency: .foreignCurrency
        case .goodsValued: .goodsValued
        }
    }

    /// The reference lists that the condition reads, each with its place in the rule.
    var lists: [(path: SourcePath, list: String)] {
        guard case .rateByCountryAndSector(let table) = self else { return [] }
        return table.rows.enumerated().compactMap { index, row in
            row.list.map { (SourcePath.root["rates"][index]["list"], $0) }
        }
    }
}
