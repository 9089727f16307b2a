package import CallModel

/// A file with the reviews that count for it, and by whom: what a ranking is made of, one step before the scores.
package struct PanelFile: Sendable {
    package let id: String
    package let requested: Cents
    /// The file's place in the order of submission; no two files share one.
    package let submittedRank: Int
    package let reviews: [Review]
    /// On 100: what the council agreed on where that replaces the aggregate of the reviews; nil where nothing does.
    package let consensus: Fraction?

    /// One counted review.
    package struct Review: Sendable {
        package let reviewer: String
        package let scores: ReviewScores

        package init(reviewer: String, scores: ReviewScores) { (self.reviewer, self.scores) = (reviewer, scores) }
    }

    package init(id: String, requested: Cents, submittedRank: Int, reviews: [Review], consensus: Fraction? = nil) {
        (self.id, self.requested, self.submittedRank) = (id, requested, submittedRank)
        (self.reviews, self.consensus) = (reviews, consensus)
    }

    /// What the file's reviews, and what the council agreed on, amount to on a scorecard.
    package func outcome(on scorecard: Scorecard) throws(ReviewFaults) -> ScoreOutcome {
        let outcome = try scorecard.outcome(of: reviews.map(\.scores))
        return consensus.map { scorecard.outcome(outcome, replacedBy: $0) } ?? outcome
    }
}

/// How the council scored, and how a ranking becomes awards: all that the stability of an award list depends on.
package struct ScoredPanel {
    package let scorecard: Scorecard
    package let keys: [Ranking.Key]
    package let files: [PanelFile]
    /// Whether a line has to make a number of awards if it makes any.
    package let hasMinimumAwards: Bool
    /// What was drawn among equal files, oldest first.
    package let lotteries: [[String]]
    /// What the rules of the call make of a ranking of these files.
    package let allocate: (Ranking) throws -> Allocation

    package init(
        scorecard: Scorecard, keys: [Ranking.Key], files: [PanelFile], hasMinimumAwards: Bool = false,
        lotteries: [[String]] = [], allocate: @escaping (Ranking) throws -> Allocation
    ) {
        (self.scorecard, self.keys, self.files) = (scorecard, keys, files)
        (self.hasMinimumAwards, self.lotteries, self.allocate) = (hasMinimumAwards, lotteries, allocate)
    }

    /// The same panel where every ranked file gets the same: what remains is who gets anything.
    package func servingAll() -> ScoredPanel {
        ScoredPanel(scorecard: scorecard, keys: keys, files: files, lotteries: lotteries) { ranking in
            Allocation(
                rule: .proportional,
                awards: ranking.places.map { Allocation.Award(application: $0.id, line: "", cents: Cents(1), pass: 1) }, lines: [],
                unfunded: [], totalScore: 0)
        }
    }

    /// The award list of these reviews. Files without any review have no score and no place.
    func allocation() throws -> Allocation {
        let candidates = try files.filter { !$0.reviews.isEmpty }.map { file in
            RankingCandidate(
                id: file.id, outcome: try file.outcome(on: scorecard), requested: file.requested, submittedRank: file.submittedRank)
        }
        return try allocate(try Ranking(of: candidates, keys: keys, lotteries: lotteries))
    }
}

/// Who gets what, whatever the order in which it was given.
struct AwardList: Equatable {
    let awards: [String: Money]

    struct Money: Equatable {
        let line: String
        let cents: Cents
    }

    init(_ allocation: Allocation) {
        awards = Dictionary(
            allocation.awards.map { ($0.application, Money(line: $0.line, cents: $0.cents)) }, uniquingKeysWith: { first, _ in first })
    }
}
