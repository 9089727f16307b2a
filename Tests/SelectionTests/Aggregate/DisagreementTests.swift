import CallModel
import Testing

@testable import Selection

@Suite struct DisagreementTests {
    private static let card = Result {
        try Scorecard(
            criteria: [
                Scorecard.Criterion(id: "C1", section: "S", scale: 0...10, weight: 2, minimum: Fraction(5)),
                Scorecard.Criterion(id: "C2", section: "S", scale: 0...5, weight: 4)
            ], sections: [Scorecard.Section(id: "S")], minimum: Fraction(60))
    }

    private static func outcome(_ scores: (Int, Int)...) throws -> ScoreOutcome {
        try card.get().outcome(
            of: scores.enumerated().map { ReviewScores(review: "R\($0)", scores: ["C1": $1.0, "C2": $1.1]) })
    }

    @Test func `the furthest apart come first, exactly, and those who agree not at all`() throws {
        let outcomes = [
            "calm": try Self.outcome((6, 3), (6, 3)), "alone": try Self.outcome((1, 1)),
            // Totals of 40 points: 20 and 40, 20 and 32 and 40.
            "torn": try Self.outcome((0, 5), (10, 5)), "mixed": try Self.outcome((0, 5), (6, 5), (10, 5))
        ]
        let found = Disagreement.most(outcomes)
        #expect(found.map(\.id) == ["torn", "mixed"])
        #expect(found[0].dispersion.range == Fraction(50) && found[0].dispersion.variance == Fraction(625))
        // 50, 80 and 100 on 100: mean 230/3, variance (2500 + 6400 + 10000)/3 − (230/3)².
        #expect(found[1].dispersion.variance == Fraction(18_900, 3) - Fraction(52_900, 9))
        #expect(found.map(\.lowest) == [Fraction(50), Fraction(50)] && found.map(\.highest) == [Fraction(100), Fraction(100)])
    }

    @Test func `a score that the council agreed on decides on the total, and criteria stay the reviews' business`() throws {
        let card = try Self.card.get()
        let low = try Self.outcome((5, 2), (5, 2))
        #expect(low.failures == [.total(minimum: Fraction(60), value: Fraction(45))])
        let agreed = card.outcome(low, replacedBy: Fraction(125, 2))
        #expect(agreed.aggregate == Fraction(125, 2) && agreed.reviewAggregate == Fraction(45) && agreed.failures.isEmpty)
        #expect(agreed.reviews == low.reviews && agreed.dispersion == low.dispersion)
        let weak = card.outcome(try Self.outcome((4, 5)), replacedBy: Fraction(59))
        #expect(
            weak.failures == [
                .criterion("C1", minimum: Fraction(5), value: Fraction(4)), .total(minimum: Fraction(60), value: Fraction(59))
            ])
    }
}
