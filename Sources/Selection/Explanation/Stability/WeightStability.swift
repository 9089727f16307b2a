package import CallModel

/// How far the weight of one criterion could have been another one, the others rescaled in proportion so that the sum of all
/// weights stays, with the same award list: the same files, from the same lines, with the same amounts.
package struct WeightStability: Hashable, Sendable {
    package let criterion: String
    package let weight: Fraction
    /// The sum of all weights: what one criterion could weigh at most.
    package let total: Fraction
    package let lower: End
    package let upper: End

    /// Where the award list changes, or where weights end.
    package struct End: Hashable, Sendable {
        package let weight: Fraction
        /// Whether the list is still the same with this very weight.
        package let isIncluded: Bool
        /// The files that get an award beyond it, best rank first; with `leaving` empty where nothing changes as far as
        /// weights go.
        package let entering: [String]
        /// The files that lose theirs.
        package let leaving: [String]
        /// The files that keep an award, of another amount or from another line.
        package let altered: [String]

        package var isLimit: Bool { entering.isEmpty && leaving.isEmpty && altered.isEmpty }
    }
}

/// Why there is no answer for a criterion.
package enum WeightStabilityFault: Error, Hashable {
    case unknownCriterion(String)
    /// No other criterion weighs anything: there is nothing to rescale.
    case nothingToRescale(String)
    /// The panel is so large that exact figures leave 128 bits.
    case beyondExactness
}
