package import CallModel

extension Scorecard {
    /// Combines the counted reviews of one file.
    ///
    /// Criterion, section and total are each combined over the reviews on their own: with a median or a trimmed mean the
    /// total is therefore the middle of the review totals, which need not be the sum of the criteria's middles. A value
    /// equal to its minimum passes.
    package func outcome(of reviews: [ReviewScores]) throws(ReviewFaults) -> ScoreOutcome {
        let faults = faults(in: reviews)
        guard faults.isEmpty else { throw ReviewFaults(faults) }

        let totals = reviews.map { points(of: $0, in: criteria) }
        let aggregate = on100(combination.combine(totals), of: criteria)
        let byCriterion = criteria.map { criterion in
            ScoreOutcome.Part(
                id: criterion.id, value: combination.combine(reviews.map { $0.scores[criterion.id] ?? 0 }))
        }
        let bySection = sections.map { section in
            let members = criteria.filter { $0.section == section.id }
            let combined = combination.combine(reviews.map { points(of: $0, in: members) })
            return ScoreOutcome.Part(id: section.id, value: on100(combined, of: members))
        }
        return ScoreOutcome(
            aggregate: aggregate, reviewAggregate: aggregate,
            reviews: zip(reviews, totals).map { review, total in
                ScoreOutcome.Part(id: review.review, value: on100(Fraction(Int64(total)), of: criteria))
            },
            criteria: byCriterion, sections: bySection,
            failures: failures(criteria: byCriterion, sections: bySection, total: aggregate),
            dispersion: dispersion(of: totals))
    }

    /// The outcome with the score on which the council agreed in the place of the aggregate. What criteria and sections need is
    /// still the reviews' business; what the total needs is that score's.
    package func outcome(_ outcome: ScoreOutcome, replacedBy consensus: Fraction) -> ScoreOutcome {
        ScoreOutcome(
            aggregate: consensus, reviewAggregate: outcome.reviewAggregate, reviews: outcome.reviews, criteria: outcome.criteria,
            sections: outcome.sections,
            failures: failures(criteria: outcome.criteria, sections: outcome.sections, total: consensus),
            dispersion: outcome.dispersion)
    }

    private func points(of review: ReviewScores, in criteria: [Criterion]) -> Int {
        criteria.reduce(0) { $0 + $1.weight * (review.scores[$1.id] ?? 0) }
    }

    private func on100(_ points: Fraction, of criteria: [Criterion]) -> Fraction {
        let most = criteria.reduce(0) { $0 + $1.weight * $1.scale.upperBound }
        // A section may weigh nothing: its criteria then only break ties.
        return most == 0 ? .zero : points * Fraction(100, Int64(most))
    }

    private func failures(
        criteria values: [ScoreOutcome.Part], sections sectionValues: [ScoreOutcome.Part], total: Fraction
    ) -> [ThresholdFailure] {
        var failures: [ThresholdFailure] = []
        for (criterion, part) in zip(criteria, values) {
            guard let minimum = criterion.minimum, part.value < minimum else { continue }
            failures.append(.criterion(criterion.id, minimum: minimum, value: part.value))
        }
        for (section, part) in zip(sections, sectionValues) {
            guard let minimum = section.minimum, part.value < minimum else { continue }
            failures.append(.section(section.id, minimum: minimum, value: part.value))
        }
        if let minimum, total < minimum { failures.append(.total(minimum: minimum, value: total)) }
        if let above, total <= above { failures.append(.notAbove(above, value: total)) }
        return failures
    }

    /// Var = (n·Σt² − (Σt)²) / n², scaled by (100 / max)²; the sums are of whole points, so nothing is rounded on the way.
    private func dispersion(of totals: [Int]) -> ScoreOutcome.Dispersion {
        let count = Int64(totals.count)
        let sum = totals.reduce(Int64(0)) { $0 + Int64($1) }
        let squares = totals.reduce(Int64(0)) { $0 + Int64($1) * Int64($1) }
        let spread = (totals.max() ?? 0) - (totals.min() ?? 0)
        let variance = Fraction(count * squares - sum * sum, count * count)
        return ScoreOutcome.Dispersion(
            range: on100(Fraction(Int64(spread)), of: criteria),
            variance: on100(on100(variance, of: criteria), of: criteria))
    }
}
