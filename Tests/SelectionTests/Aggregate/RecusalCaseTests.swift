import CallModel
import Testing

@testable import Selection

/// Nine members score two files; on file A a board member and an aunt by marriage are recused.
@Suite struct RecusalCaseTests {
    private static let members = (1...9).map { "M\($0)" }
    private static let recused: Set<String> = ["M2", "M5"]

    private static func card() throws -> Scorecard {
        try Scorecard(
            criteria: [Scorecard.Criterion(id: "C", section: "S", scale: 0...10, weight: 1)],
            sections: [Scorecard.Section(id: "S")])
    }

    /// Members 1 to 9 give 1 to 9 points.
    private static func reviews(without recused: Set<String> = []) -> [ReviewScores] {
        members.enumerated().filter { !recused.contains($0.element) }
            .map { ReviewScores(review: $0.element, scores: ["C": $0.offset + 1]) }
    }

    @Test func `the mean of file A is that of the seven others, exactly`() throws {
        let outcome = try Self.card().outcome(of: Self.reviews(without: Self.recused))
        #expect(outcome.reviews.map(\.id) == ["M1", "M3", "M4", "M6", "M7", "M8", "M9"])
        // 45 - 2 - 5 = 38 points of seven members, on a scale of ten.
        #expect(outcome.aggregate == Fraction(380, 7))
    }

    @Test func `all nine scores of file B are untouched`() throws {
        let outcome = try Self.card().outcome(of: Self.reviews())
        #expect(outcome.reviews.count == 9)
        #expect(outcome.aggregate == Fraction(50))
    }
}
