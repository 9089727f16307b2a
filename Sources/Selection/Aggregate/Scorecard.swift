package import CallModel

/// How the reviews of a file become its score: the criteria with their weights, and the thresholds that must be reached.
///
/// A scorecard that exists is consistent: `init` checks it. Its bounds (at most 100,000 weighted points and 200 reviews a
/// file) keep every exact fraction of this folder inside 64 bits.
package struct Scorecard: Hashable, Sendable {
    package let criteria: [Criterion]
    package let sections: [Section]
    /// The least aggregate on 100; nil means none.
    package let minimum: Fraction?
    /// What the aggregate on 100 has to exceed; nil means nothing.
    package let above: Fraction?
    package let combination: Combination

    /// One thing that a reviewer scores with a whole number.
    package struct Criterion: Hashable, Sendable {
        package let id: String
        package let section: String
        /// The whole numbers that a reviewer may give, both ends included, none below zero.
        package let scale: ClosedRange<Int>
        /// 0 for a criterion that counts for nothing but its own minimum and ties.
        package let weight: Int
        /// The least aggregate of this criterion, on its own scale; nil means none.
        package let minimum: Fraction?

        package init(id: String, section: String, scale: ClosedRange<Int>, weight: Int, minimum: Fraction? = nil) {
            (self.id, self.section, self.scale, self.weight, self.minimum) = (id, section, scale, weight, minimum)
        }
    }

    /// Criteria that are also read together.
    package struct Section: Hashable, Sendable {
        package let id: String
        /// The least aggregate of the section, on 100 of the section's own points; nil means none.
        package let minimum: Fraction?

        package init(id: String, minimum: Fraction? = nil) { (self.id, self.minimum) = (id, minimum) }
    }

    package static let mostPoints = 100_000
    package static let mostReviews = 200

    package init(
        criteria: [Criterion], sections: [Section], minimum: Fraction? = nil, above: Fraction? = nil,
        combination: Combination = .mean
    ) throws(ScorecardFaults) {
        let faults = Scorecard.faults(criteria: criteria, sections: sections)
        guard faults.isEmpty else { throw ScorecardFaults(faults) }
        (self.criteria, self.sections, self.minimum) = (criteria, sections, minimum)
        (self.above, self.combination) = (above, combination)
    }
}
