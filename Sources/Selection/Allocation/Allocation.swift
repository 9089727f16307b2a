package import CallModel

/// The outcome of an allocation: every file of the problem is in `awards` or in `unfunded`, exactly once.
///
/// Its JSON form is what `appel allocate` prints.
package struct Allocation: Hashable, Codable, Sendable {
    package let rule: AllocationRules.Rule
    /// In rank order.
    package let awards: [Award]
    /// In the problem's order.
    package let lines: [LineTotal]
    /// In rank order, files below the threshold last.
    package let unfunded: [Unfunded]
    /// Σ score over the funded files, partial awards included.
    package let totalScore: Int64
    /// Only with the rule `optimum`.
    package var optimality: Optimality?

    /// What is known of the greatest possible `totalScore`.
    package struct Optimality: Hashable, Codable, Sendable {
        /// Whether every list of awards with a greater sum was excluded, in exact arithmetic. False only if the search had to
        /// stop at its limit of work; the awards are then the best that it found.
        package let proven: Bool
        /// No list of awards has a greater sum. Equal to `totalScore` where that is proven.
        package let bound: Int64
    }

    package struct Award: Hashable, Codable, Sendable {
        package let application: String
        package let line: String
        package let cents: Cents
        /// The number of the pass, from 1. The rule `optimum` has none: there 2 means reserved money of a line that keeps it
        /// apart, and 1 all other money.
        package let pass: Int
    }

    /// What one line gave and what it still holds.
    package struct LineTotal: Hashable, Codable, Sendable {
        package let id: String
        package let awardedCents: Cents
        /// The part of `awardedCents` that reserved files got, whether from reserved or open money.
        package let reservedAwardedCents: Cents
        /// All that is left of the line, `unspentReserveCents` included.
        package let unspentCents: Cents
        /// The part of `unspentCents` that the reserve still holds.
        package let unspentReserveCents: Cents
    }

    package struct Unfunded: Hashable, Sendable {
        package let application: String
        package let reason: Reason
    }

    /// The reason that binds.
    ///
    /// A file may be refused several times: on several lines, in several passes. Its reason comes from the last pass that
    /// tried it, and there from the line where it came nearest: the least shortfall of money; failing that a closed line;
    /// then an award cap; then the applicant cap; between equals the line of higher priority.
    package enum Reason: Hashable, Sendable {
        ///
        /// With the rule `optimum` also a file of a score below zero that would fit, with a threshold of zero.
        case belowThreshold(score: Int64, threshold: Int64)
        /// Of bands: its score is too low to earn anything, or so small a part of so small a request that nothing is left of it,
        /// rounded down.
        case earnsNothing(score: Int64)
        /// It names no line, or asks for more than the ceiling of each: the highest of those ceilings, nil if it names none.
        case notEligible(highestCeiling: Cents?)
        /// Nothing was left for it on the line, since the award to the file at this rank; rank 0: there was nothing to start
        /// with.
        case lineExhausted(line: String, rank: Int)
        /// Something was left for it, but less than it asked (and, where partial awards exist, too little to be of use).
        case skippedShort(line: String, by: Cents)
        /// The open money was exhausted, or short by `by`, while the reserve held `reserve`: it is refused because that money
        /// is kept for reserved files. Short open money is reported so only if the two together would have covered it.
        case fence(line: String, by: Cents, reserve: Cents)
        /// The strict rule had closed the line to its class at this rank, though money for it was left.
        case lineClosed(line: String, rank: Int)
        /// The line had given its `maxAwards`.
        case awardCap(line: String, limit: Int)
        /// The line would have made so many awards, of which the file was one, and `minimum` are needed.
        case tooFewAwards(line: String, awards: Int, minimum: Int)
        /// The applicant had its `maxAwardsPerApplicant`.
        case applicantCap(limit: Int)
    }
}
