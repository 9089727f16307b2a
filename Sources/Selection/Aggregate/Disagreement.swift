package import CallModel

/// How far the reviewers of one file lie apart.
package struct Disagreement: Hashable, Sendable {
    package let id: String
    package let reviews: Int
    package let lowest: Fraction
    package let highest: Fraction
    package let dispersion: ScoreOutcome.Dispersion
}

extension Disagreement {
    /// The files whose reviewers lie furthest apart: the greatest variance first, then the greatest range, then by name. Files on
    /// which all agree, and those with one review, are left out.
    package static func most(_ outcomes: [String: ScoreOutcome]) -> [Disagreement] {
        outcomes.compactMap { id, outcome in
            let totals = outcome.reviews.map(\.value)
            guard let lowest = totals.min(), let highest = totals.max(), lowest < highest else { return nil }
            return Disagreement(
                id: id, reviews: totals.count, lowest: lowest, highest: highest, dispersion: outcome.dispersion)
        }.sorted { left, right in
            if left.dispersion.variance != right.dispersion.variance {
                return right.dispersion.variance < left.dispersion.variance
            }
            if left.dispersion.range != right.dispersion.range { return right.dispersion.range < left.dispersion.range }
            return left.id < right.id
        }
    }
}
