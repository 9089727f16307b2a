import CallModel

/// The totals of all reviews as figures that change evenly with the weight of one criterion.
///
/// With x for the weight of the criterion, W for the sum of all weights and w for the criterion's own, the others become
/// λ = (W − x) / (W − w) times what they are. A total is x·s + λ·R, with s the criterion's score and R the rest; times
/// (W − w), which is the same for all files, it is W·R + x·(s·(W − w) − R), and so is the most that it could be.
struct WeightForms {
    let files: [File]
    /// The most points in all, and in the criterion's own section.
    let most: ExactForm
    let mostOfSection: ExactForm
    /// A multiple of the number of reviews that the score of any file is made of, and of what divides an agreed score.
    let common: Int128

    struct File {
        /// By review: the total, and the criterion's section alone.
        let totals: [ExactForm]
        let sections: [ExactForm]
    }

    init(_ panel: ScoredPanel, of criterion: Scorecard.Criterion) throws(WeightStabilityFault) {
        let criteria = panel.scorecard.criteria
        let whole = Int128(criteria.reduce(0) { $0 + $1.weight })
        let others = whole - Int128(criterion.weight)
        guard others > 0 else { throw .nothingToRescale(criterion.id) }
        let members = criteria.filter { $0.section == criterion.section }
        func form(_ points: (Scorecard.Criterion) -> Int, in criteria: [Scorecard.Criterion]) -> ExactForm {
            let rest = criteria.reduce(Int128(0)) { $1.id == criterion.id ? $0 : $0 + Int128($1.weight * points($1)) }
            return ExactForm(constant: whole * rest, slope: Int128(points(criterion)) * others - rest)
        }
        files = panel.files.map { file in
            let reviews = file.reviews.map { review in { (criterion: Scorecard.Criterion) in review.scores.scores[criterion.id] ?? 0 } }
            return File(totals: reviews.map { form($0, in: criteria) }, sections: reviews.map { form($0, in: members) })
        }
        most = form(\.scale.upperBound, in: criteria)
        mostOfSection = form(\.scale.upperBound, in: members)
        var common: Int128 = 1
        for file in panel.files {
            let count = Int128(panel.scorecard.combination.members(of: file.reviews.count).count)
            common = common / ExactPoint.greatestCommonDivisor(common, count) * count
            guard common <= ExactForm.largest / (1 << 40) else { throw .beyondExactness }
        }
        // A score that the council agreed on is a part of the most that there is.
        for denominator in panel.files.compactMap({ $0.consensus?.denominator }) {
            let part = 100 * Int128(denominator)
            common = common / ExactPoint.greatestCommonDivisor(common, part) * part
            guard common <= ExactForm.largest / (1 << 40) else { throw .beyondExactness }
        }
        self.common = common
        // 100 for the scale of scores, and as much for a minimum with two decimals.
        let forms = [most, mostOfSection] + files.flatMap { $0.totals + $0.sections }
        let scaled = forms.map { $0 * (common * 200 * 10_000) }
        guard scaled.allSatisfy(\.isWithinBounds) else { throw .beyondExactness }
    }
}

extension Combination {
    /// How many of so many scores make the score of a file.
    package func scoresThatCount(of count: Int) -> Int { members(of: count).count }

    /// Whether the score of a file with so many reviews is of several reviewers. That of a single one is nobody else's business: neither
    /// where there is one review, nor where a median or a trimmed mean leaves one.
    package func blends(_ reviews: Int) -> Bool { scoresThatCount(of: reviews) > 1 }

    /// Which of so many scores in order make the score of the file: their mean is it.
    func members(of count: Int) -> Range<Int> {
        switch self {
        case .mean: 0..<count
        case .median: count.isMultiple(of: 2) ? max(0, count / 2 - 1)..<(count / 2 + 1) : count / 2..<(count / 2 + 1)
        case .trimmedMean: count > 2 ? 1..<(count - 1) : 0..<count
        }
    }
}
