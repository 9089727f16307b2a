import CallModel
import Testing

@testable import Selection

/// Of how many scores a combined score is the mean: it tells one reviewer's where it is one.
@Suite struct AveragedTests {
    @Test(
        arguments: [
            (.mean, [1, 2, 3, 4, 5]), (.median, [1, 2, 1, 2, 1]), (.trimmedMean, [1, 2, 1, 2, 3])
        ] as [(Combination, [Int])])
    func `from one review to five`(combination: Combination, expected: [Int]) {
        #expect((1...5).map(combination.scoresThatCount) == expected)
    }

    /// Changing one score at a time: as many scores as are averaged can move the result.
    @Test(arguments: Combination.allCases, 1...7)
    func `is what a change of each score shows`(combination: Combination, count: Int) {
        let scores = (0..<count).map { 10 * $0 }
        let before = combination.combine(scores)
        let moving = scores.indices.count { index in
            var changed = scores
            changed[index] += 1
            return combination.combine(changed) != before
        }
        #expect(moving == combination.scoresThatCount(of: count))
    }
}
