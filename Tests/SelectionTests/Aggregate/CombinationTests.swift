import CallModel
import TestSupport
import Testing

@testable import Selection

@Suite struct CombinationTests {
    @Test(arguments: [
        ([7], Fraction(7), Fraction(7), Fraction(7)),
        ([1, 4], Fraction(5, 2), Fraction(5, 2), Fraction(5, 2)),
        ([9, 1, 2], Fraction(4), Fraction(2), Fraction(2)),
        ([10, 0, 3, 4], Fraction(17, 4), Fraction(7, 2), Fraction(7, 2)),
        ([5, 5, 5, 0, 9], Fraction(24, 5), Fraction(5), Fraction(5)),
        ([0, 0, 9, 9, 9], Fraction(27, 5), Fraction(9), Fraction(6))
    ])
    func `mean, median and trimmed mean`(scores: [Int], mean: Fraction, median: Fraction, trimmed: Fraction) {
        #expect(Combination.mean.combine(scores) == mean)
        #expect(Combination.median.combine(scores) == median)
        #expect(Combination.trimmedMean.combine(scores) == trimmed)
    }

    @Test(arguments: Combination.allCases, 1...12)
    func `the order of the reviews changes nothing`(combination: Combination, count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        let scores = (0..<count).map { _ in random.number(0...100) }
        #expect(combination.combine(scores.shuffled(using: &random)) == combination.combine(scores))
    }
}
