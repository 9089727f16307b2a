import CallModel
import Testing

@testable import Selection

@Suite struct ScorecardFaultTests {
    @Test func `all that is wrong with a scorecard is told at once`() {
        let error = #expect(throws: ScorecardFaults.self) {
            try Scorecard(
                criteria: [
                    Scorecard.Criterion(id: "C1", section: "gone", scale: 0...5, weight: -1),
                    Scorecard.Criterion(id: "C1", section: "S", scale: -1...5, weight: 1),
                    Scorecard.Criterion(id: "C2", section: "S", scale: 0...Int.max, weight: Int.max)
                ],
                sections: [
                    Scorecard.Section(id: "S"), Scorecard.Section(id: "S"), Scorecard.Section(id: "idle")
                ])
        }
        #expect(
            error?.faults == [
                .duplicateSection("S"), .unknownSection(criterion: "C1", section: "gone"),
                .negativeWeight(criterion: "C1"), .duplicateCriterion("C1"), .unusableScale(criterion: "C1"),
                .tooManyPoints, .emptySection("idle")
            ])
    }

    @Test func `a scorecard needs a criterion`() {
        let error = #expect(throws: ScorecardFaults.self) { try Scorecard(criteria: [], sections: []) }
        #expect(error?.faults == [.noCriterion])
    }

    @Test func `a criterion may weigh nothing, but not all of them`() throws {
        func card(_ weight: Int) throws -> Scorecard {
            try Scorecard(
                criteria: [
                    Scorecard.Criterion(id: "C1", section: "S", scale: 0...3, weight: weight, minimum: Fraction(1)),
                    Scorecard.Criterion(id: "C2", section: "T", scale: 0...3, weight: 0)
                ], sections: [Scorecard.Section(id: "S"), Scorecard.Section(id: "T")])
        }
        let outcome = try card(1).outcome(of: [ReviewScores(review: "R1", scores: ["C1": 3, "C2": 1])])
        #expect(outcome.aggregate == Fraction(100))
        // What weighs nothing has no points to be on 100; its own figure is there to break ties.
        #expect(outcome.sections.map(\.value) == [Fraction(100), .zero])
        #expect(outcome.criteria.map(\.value) == [Fraction(3), Fraction(1)])
        let error = #expect(throws: ScorecardFaults.self) { try card(0) }
        #expect(error?.faults == [.nothingWeighs])
    }

    @Test func `all that is wrong with the reviews is told at once`() throws {
        let card = try ScorecardTests.card()
        let error = #expect(throws: ReviewFaults.self) {
            try card.outcome(of: [
                ReviewScores(review: "R1", scores: ["C1": 6, "C2": 0, "C9": 1]), ScorecardTests.review("R1", 1, 1, 1)
            ])
        }
        #expect(
            error?.faults == [
                .outsideScale(review: "R1", criterion: "C1", score: 6),
                .outsideScale(review: "R1", criterion: "C2", score: 0),
                .missingScore(review: "R1", criterion: "C3"), .unknownCriterion(review: "R1", criterion: "C9"),
                .duplicateReview("R1")
            ])
    }

    @Test func `a file without a counted review has no score`() throws {
        let card = try ScorecardTests.card()
        let error = #expect(throws: ReviewFaults.self) { try card.outcome(of: []) }
        #expect(error?.faults == [.noReview])
    }

    @Test func `a panel has an upper bound`() throws {
        let card = try ScorecardTests.card()
        let panel = (1...201).map { ScorecardTests.review("R\($0)", 1, 1, 1) }
        let error = #expect(throws: ReviewFaults.self) { try card.outcome(of: panel) }
        #expect(error?.faults == [.tooManyReviews(201)])
    }
}
