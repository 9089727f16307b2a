package import CallModel

/// What the reviews of one file amount to, exactly.
package struct ScoreOutcome: Hashable, Sendable {
    /// The aggregate on 100 that the ranking uses: that of the reviews, unless the council agreed on another that replaces it.
    package let aggregate: Fraction
    /// The aggregate of the reviews alone.
    package let reviewAggregate: Fraction
    /// Each review's total on 100, in the order in which the reviews were given.
    package let reviews: [Part]
    /// Each criterion's aggregate on its own scale, in the scorecard's order.
    package let criteria: [Part]
    /// Each section's aggregate on 100 of its own points, in the scorecard's order.
    package let sections: [Part]
    /// Every threshold that is missed; a file is fundable when there is none.
    package let failures: [ThresholdFailure]
    package let dispersion: Dispersion

    /// A named figure.
    package struct Part: Hashable, Sendable {
        package let id: String
        package let value: Fraction
    }

    /// How far the reviews of one file lie apart, over their totals on 100.
    package struct Dispersion: Hashable, Sendable {
        /// The highest total less the lowest.
        package let range: Fraction
        /// The mean squared distance to the mean, over all n reviews (not n − 1): it describes these reviews and estimates
        /// nothing, so a single review has variance 0.
        package let variance: Fraction
    }
}

/// A threshold that a file misses, with what was asked and what it has.
package enum ThresholdFailure: Hashable, Sendable {
    /// On the criterion's own scale.
    case criterion(String, minimum: Fraction, value: Fraction)
    /// On 100 of the section's points.
    case section(String, minimum: Fraction, value: Fraction)
    /// On 100.
    case total(minimum: Fraction, value: Fraction)
    /// On 100: the score that has to be exceeded.
    case notAbove(Fraction, value: Fraction)
}
