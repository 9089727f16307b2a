import CallModel

/// How the scores of several reviews become one, as the call says.
package enum Combination: String, CaseIterable, Codable, Sendable {
    case mean
    /// The middle score, or the mean of the two in the middle.
    case median
    /// The mean without the lowest and the highest score, one of each. With one or two scores nothing can be dropped, and
    /// it is the plain mean.
    case trimmedMean

    /// - Precondition: at least one score.
    func combine(_ scores: [Int]) -> Fraction {
        precondition(!scores.isEmpty, "there is nothing to combine")
        switch self {
        case .mean: return Combination.mean(of: scores[...])
        case .median: return Combination.mean(of: Combination.middle(of: scores.sorted()))
        case .trimmedMean:
            guard scores.count > 2 else { return Combination.mean(of: scores[...]) }
            return Combination.mean(of: scores.sorted().dropFirst().dropLast())
        }
    }

    private static func middle(of sorted: [Int]) -> ArraySlice<Int> {
        let upper = sorted.count / 2
        let lower = sorted.count.isMultiple(of: 2) ? upper - 1 : upper
        return sorted[lower...upper]
    }

    private static func mean(of scores: ArraySlice<Int>) -> Fraction {
        Fraction(Int64(scores.reduce(0, +)), Int64(scores.count))
    }
}
