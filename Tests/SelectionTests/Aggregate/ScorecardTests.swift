import CallModel
import Testing

@testable import Selection

@Suite struct ScorecardTests {
    /// Weighted points: C1 at most 15, C2 at most 20, C3 at most 5; 40 in all.
    static func card(_ combination: Combination = .mean, minimum: Fraction? = nil) throws -> Scorecard {
        try Scorecard(
            criteria: [
                Scorecard.Criterion(id: "C1", section: "quality", scale: 0...5, weight: 3, minimum: Fraction(5, 2)),
                Scorecard.Criterion(id: "C2", section: "quality", scale: 1...10, weight: 2),
                Scorecard.Criterion(id: "C3", section: "partnership", scale: 0...5, weight: 1)
            ],
            sections: [
                Scorecard.Section(id: "quality"), Scorecard.Section(id: "partnership", minimum: Fraction(50))
            ],
            minimum: minimum, combination: combination)
    }

    static func review(_ name: String, _ first: Int, _ second: Int, _ third: Int) -> ReviewScores {
        ReviewScores(review: name, scores: ["C1": first, "C2": second, "C3": third])
    }

    static let panel = [review("R1", 5, 8, 4), review("R2", 2, 7, 1), review("R3", 4, 4, 3)]

    @Test func `a review's total is its weighted points on 100`() throws {
        // 15+16+4 = 35, 6+14+1 = 21, 12+8+3 = 23, of 40
        let outcome = try Self.card().outcome(of: Self.panel)
        #expect(outcome.reviews.map(\.value) == [Fraction(175, 2), Fraction(105, 2), Fraction(115, 2)])
        #expect(outcome.reviews.map(\.id) == ["R1", "R2", "R3"])
    }

    @Test func `a criterion that weighs nothing leaves the total alone, and is there for the ties`() throws {
        let card = try Scorecard(
            criteria: [
                Scorecard.Criterion(id: "class", section: "judgement", scale: 0...3, weight: 1),
                Scorecard.Criterion(id: "upkeep", section: "order", scale: 0...3, weight: 0)
            ],
            sections: [Scorecard.Section(id: "judgement"), Scorecard.Section(id: "order")])
        let outcome = try card.outcome(of: [
            ReviewScores(review: "R1", scores: ["class": 2, "upkeep": 3]), ReviewScores(review: "R2", scores: ["class": 1, "upkeep": 0])
        ])
        #expect(outcome.aggregate == Fraction(50))
        #expect(outcome.criteria.map(\.value) == [Fraction(3, 2), Fraction(3, 2)])
        #expect(outcome.sections.map(\.value) == [Fraction(50), .zero])
    }

    @Test(arguments: [
        (Combination.mean, Fraction(395, 6)), (.median, Fraction(115, 2)), (.trimmedMean, Fraction(115, 2))
    ])
    func `reviews combine as the call says`(combination: Combination, aggregate: Fraction) throws {
        #expect(try Self.card(combination).outcome(of: Self.panel).aggregate == aggregate)
    }

    @Test func `criteria are combined on their own scale and sections on 100`() throws {
        let outcome = try Self.card().outcome(of: Self.panel)
        #expect(outcome.criteria.map(\.value) == [Fraction(11, 3), Fraction(19, 3), Fraction(8, 3)])
        // quality: (31 + 20 + 20) / 3 of 35; partnership: (4 + 1 + 3) / 3 of 5
        #expect(outcome.sections.map(\.value) == [Fraction(1420, 21), Fraction(160, 3)])
    }

    @Test func `with a median the total need not be the sum of the criteria`() throws {
        let panel = [Self.review("R1", 5, 1, 0), Self.review("R2", 0, 10, 0), Self.review("R3", 0, 1, 5)]
        let outcome = try Self.card(.median).outcome(of: panel)
        #expect(outcome.criteria.map(\.value) == [.zero, Fraction(1), .zero])
        #expect(outcome.aggregate == Fraction(17 * 100, 40))
    }

    @Test func `dispersion is the range and the variance of the totals`() throws {
        let spread = try Self.card().outcome(of: Self.panel).dispersion
        #expect(spread.range == Fraction(35))
        // of 87.5, 52.5, 57.5: mean 395/6, squared distances 16900/36, 6400/36 and 2500/36
        #expect(spread.variance == Fraction(25800, 108))
    }

    @Test func `one review does not disperse`() throws {
        let spread = try Self.card().outcome(of: [Self.review("R1", 5, 8, 4)]).dispersion
        #expect(spread == ScoreOutcome.Dispersion(range: .zero, variance: .zero))
    }

    @Test func `every missed threshold is named with what was asked and what there is`() throws {
        let panel = [Self.review("R1", 2, 10, 2), Self.review("R2", 2, 9, 2)]
        let outcome = try Self.card(minimum: Fraction(75)).outcome(of: panel)
        #expect(
            outcome.failures == [
                .criterion("C1", minimum: Fraction(5, 2), value: Fraction(2)),
                .section("partnership", minimum: Fraction(50), value: Fraction(40)),
                .total(minimum: Fraction(75), value: Fraction(135, 2))
            ])
    }

    @Test(arguments: [(75, true), (74, false)])
    func `a total of exactly the minimum passes`(score: Int, passes: Bool) throws {
        let outcome = try Self.on100.outcome(of: [ReviewScores(review: "R1", scores: ["C": score])])
        #expect(outcome.failures.isEmpty == passes)
    }

    @Test func `74 point 99 is not 75`() throws {
        let scores = Array(repeating: 75, count: 99) + [74]
        let reviews = scores.enumerated().map { ReviewScores(review: "R\($0)", scores: ["C": $1]) }
        let outcome = try Self.on100.outcome(of: reviews)
        #expect(outcome.aggregate == Fraction(7499, 100))
        #expect(outcome.failures == [.total(minimum: Fraction(75), value: Fraction(7499, 100))])
    }

    @Test func `the largest panel on the largest scorecard stays exact`() throws {
        let card = try Scorecard(
            criteria: [Scorecard.Criterion(id: "C", section: "S", scale: 0...99_991, weight: 1)],
            sections: [Scorecard.Section(id: "S")])
        let reviews = (0..<200).map { ReviewScores(review: "R\($0)", scores: ["C": $0.isMultiple(of: 2) ? 1 : 99_990]) }
        let variance = try card.outcome(of: reviews).dispersion.variance
        #expect(variance == Fraction(99_989 * 50, 99_991) * Fraction(99_989 * 50, 99_991))
    }

    private static var on100: Scorecard {
        get throws {
            try Scorecard(
                criteria: [Scorecard.Criterion(id: "C", section: "S", scale: 0...100, weight: 1)],
                sections: [Scorecard.Section(id: "S")], minimum: Fraction(75))
        }
    }
}
