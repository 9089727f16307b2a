/// What one counted review gave: one whole number for each criterion.
///
/// Which reviews count (submitted, not voided, reviewer not recused) is decided before this point.
package struct ReviewScores: Hashable, Sendable {
    package let review: String
    package let scores: [String: Int]

    package init(review: String, scores: [String: Int]) { (self.review, self.scores) = (review, scores) }
}

/// One reason why reviews cannot be combined.
package enum ReviewFault: Hashable, Sendable {
    case noReview
    case tooManyReviews(Int)
    case duplicateReview(String)
    case missingScore(review: String, criterion: String)
    case unknownCriterion(review: String, criterion: String)
    case outsideScale(review: String, criterion: String, score: Int)
}

/// Everything that is wrong with the reviews of a file, at once.
package struct ReviewFaults: Error, Hashable {
    package let faults: [ReviewFault]

    init(_ faults: [ReviewFault]) { self.faults = faults }
}

extension Scorecard {
    func faults(in reviews: [ReviewScores]) -> [ReviewFault] {
        var faults: [ReviewFault] = reviews.isEmpty ? [.noReview] : []
        if reviews.count > Scorecard.mostReviews { faults.append(.tooManyReviews(reviews.count)) }
        let known = Set(criteria.map(\.id))
        var seen: Set<String> = []
        for review in reviews {
            if !seen.insert(review.review).inserted { faults.append(.duplicateReview(review.review)) }
            for criterion in criteria {
                guard let score = review.scores[criterion.id] else {
                    faults.append(.missingScore(review: review.review, criterion: criterion.id))
                    continue
                }
                if !criterion.scale.contains(score) {
                    faults.append(.outsideScale(review: review.review, criterion: criterion.id, score: score))
                }
            }
            faults += review.scores.keys.filter { !known.contains($0) }.sorted()
                .map { .unknownCriterion(review: review.review, criterion: $0) }
        }
        return faults
    }
}
