import CallModel
import Testing

@testable import Selection

@Suite struct LotteryRankingTests {
    private static let files = [
        RankingTests.file("A", Fraction(80), c1: 4, submitted: 1), RankingTests.file("B", Fraction(80), c1: 4, submitted: 2),
        RankingTests.file("C", Fraction(80), c1: 4, submitted: 3), RankingTests.file("D", Fraction(80), c1: 5, submitted: 4),
        RankingTests.file("E", Fraction(70), submitted: 5), RankingTests.file("F", Fraction(70), submitted: 6),
        RankingTests.file("G", Fraction(70), submitted: 7, failures: RankingTests.missed)
    ]
    private static let keys: [Ranking.Key] = [.criterion("C1"), .lottery]

    @Test func `files that only a lottery separates wait for it`() throws {
        let ranking = try Ranking(of: Self.files, keys: Self.keys)
        #expect(ranking.undrawn == [["A", "B", "C"], ["E", "F"]])
        #expect(ranking.places.map(\.id) == ["D", "A", "B", "C", "E", "F"])
        #expect(ranking.places[2].separatedBy == .key(.earlierSubmission))
    }

    @Test func `a draw orders them, and no other draw does afterwards`() throws {
        let ranking = try Ranking(of: Self.files, keys: Self.keys, lotteries: [["F", "C", "A", "E", "B"], ["A", "B", "C"]])
        #expect(ranking.undrawn.isEmpty)
        #expect(ranking.places.map(\.id) == ["D", "C", "A", "B", "F", "E"])
        #expect(
            ranking.places.map(\.separatedBy) == [
                nil, .key(.criterion("C1")), .key(.lottery), .key(.lottery), .aggregate, .key(.lottery)
            ])
    }

    @Test func `a draw that lacks one of the equal files separates none of them`() throws {
        let ranking = try Ranking(of: Self.files, keys: Self.keys, lotteries: [["C", "A"], ["F", "E"]])
        #expect(ranking.undrawn == [["A", "B", "C"]])
        #expect(ranking.places.map(\.id) == ["D", "A", "B", "C", "F", "E"])
    }

    @Test func `without the key, or behind the order of filing, nothing is drawn`() throws {
        for keys: [Ranking.Key] in [[], [.earlierSubmission, .lottery]] {
            let ranking = try Ranking(of: Self.files, keys: keys, lotteries: [["C", "B", "A", "D"]])
            #expect(ranking.undrawn.isEmpty)
            #expect(ranking.places.map(\.id) == ["A", "B", "C", "D", "E", "F"])
        }
    }
}
