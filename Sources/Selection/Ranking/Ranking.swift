package import CallModel

/// The order of the files of a call: aggregate descending, then the call's published keys.
///
/// The order is total, because the last key is always the rank of submission, which no two files share; it does not
/// depend on the order in which the files were given.
package struct Ranking: Hashable, Sendable {
    /// The fundable files, best first.
    package let places: [Place]
    /// Every run of two or more fundable files with the same aggregate, best first.
    package let ties: [Tie]
    /// Files that miss a threshold: never ranked, listed by the same order, with what they miss.
    package let notFundable: [NotFundable]
    /// Fundable files that only a lottery separates, and for which none was drawn yet: until then the earlier submission stands in.
    package let undrawn: [[String]]

    /// What separates files with the same aggregate.
    package enum Key: Hashable, Sendable {
        /// The higher aggregate of this criterion.
        case criterion(String)
        case smallerRequest
        case earlierSubmission
        /// The order in which a published lottery drew the files.
        case lottery
    }

    /// One fundable file at its rank.
    package struct Place: Hashable, Sendable {
        /// From 1, without gaps.
        package let rank: Int
        package let id: String
        package let aggregate: Fraction
        /// What put this file below the one just above it; nil for the first.
        package let separatedBy: Separator?
    }

    /// Why one file stands above its neighbour.
    package enum Separator: Hashable, Sendable {
        case aggregate
        case key(Key)
    }

    /// Files with one aggregate, in the order that the keys gave them.
    package struct Tie: Hashable, Sendable {
        package let aggregate: Fraction
        package let ranks: ClosedRange<Int>
        package let ids: [String]
    }

    /// A file kept out of the ranking, with every threshold it misses.
    package struct NotFundable: Hashable, Sendable {
        package let id: String
        package let aggregate: Fraction
        package let failures: [ThresholdFailure]
    }
}
