/// Why the money of a file does not meet a condition, with the values that fail.
package enum FundingFailure: Hashable, Codable, Sendable {
    case belowMinimum(requested: Cents, minimum: Cents)
    case totalOutside(total: Cents, minimum: Cents?, maximum: Cents?)
    /// The higher ceiling needs settled grants and resources; `resources` is nil when they are not stated.
    case ceilingNotRaised(
        requested: Cents, ceiling: Cents, raised: Cents, hasSettledGrants: Bool, resources: Cents?, resourcesAbove: Cents)
    case eligibleShare(requested: Cents, allowed: Cents, share: Share, eligible: Cents)
    /// The cash that counts; `notCounted` came from families that the rule leaves out.
    case cashTooLow(Cents, needed: Cents, share: Share, base: CostBase, of: Cents, notCounted: Cents)
    case inKindTooHigh(Cents, allowed: Cents, share: Share, base: CostBase, of: Cents)
    case costTooHigh(CostCategory, amount: Cents, allowed: Cents, share: Share, base: CategoryBase, of: Cents)
    case excludedFunders([FundedAmount])
    /// The funders that are named do not add up to the line of the financing plan.
    case fundersDiffer(ResourceSource, named: Cents, budget: Cents)
    case rateExceeded(requested: Cents, allowed: Cents, share: Share, country: String, base: CostBase, of: Cents)
    case foreignLines([ForeignLineFault])
    case goodsDiffer(valued: Cents, budget: Cents)
    case linesDiffer(CostCategory, lines: Cents, table: Cents)
}

/// What a family of funders gives.
package struct FundedAmount: Hashable, Codable, Sendable {
    package let family: FunderFamily
    package let amount: Cents
}

/// What is wrong with one line of the budget in another currency.
package struct ForeignLineFault: Hashable, Codable, Sendable {
    /// The line's place in the budget, from 1.
    package let line: Int
    package let problem: Problem

    package enum Problem: Hashable, Codable, Sendable {
        /// The amount in euro is not what the rate gives; `converted` is nil when that is beyond any amount.
        case converts(stated: Cents, converted: Cents?)
        case source(RateSource, accepted: [RateSource])
        case rateTooLate(CalendarDate, latest: CalendarDate)
        case rateTooOld(CalendarDate, earliest: CalendarDate)
    }
}
