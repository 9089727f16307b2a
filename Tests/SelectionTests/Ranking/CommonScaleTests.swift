import CallModel
import Testing

@testable import Selection

@Suite struct CommonScaleTests {
    @Test func `scores keep their order and their equalities as whole numbers`() throws {
        let scores = [Fraction(7499, 100), Fraction(75), Fraction(225, 3), Fraction(200, 3)]
        let scale = try #require(CommonScale(scores))
        #expect(scale.multiplier == 300)
        #expect(scores.map(scale.integer) == [22_497, 22_500, 22_500, 20_000])
    }

    @Test func `a value that is not on the scale has no whole number`() throws {
        let scale = try #require(CommonScale([Fraction(1, 4)]))
        #expect(scale.integer(Fraction(1, 3)) == nil)
    }

    @Test func `denominators that share no factor can outgrow every scale`() {
        #expect(CommonScale([99_991, 99_989, 99_971].map { Fraction(1, $0) }) == nil)
    }

    @Test func `a score beyond the largest is refused`() {
        #expect(CommonScale([Fraction(AllocationProblem.largestScore, 3), Fraction(1, 2)]) == nil)
        #expect(CommonScale([Fraction(AllocationProblem.largestScore)]) == CommonScale([]))
    }
}
