import CallModel
import TestSupport
import Testing

@testable import Selection

@Suite struct RankingTests {
    static func file(
        _ id: String, _ aggregate: Fraction, c1: Int64 = 0, requested: Int64 = 1, submitted: Int,
        failures: [ThresholdFailure] = []
    ) -> RankingCandidate {
        RankingCandidate(
            id: id, aggregate: aggregate, criteria: ["C1": Fraction(c1)], requested: Cents(requested),
            submittedRank: submitted, failures: failures)
    }

    static let missed = [ThresholdFailure.total(minimum: Fraction(75), value: Fraction(7499, 100))]

    static let files = [
        file("early", Fraction(80), c1: 4, requested: 500, submitted: 1),
        file("late", Fraction(80), c1: 4, requested: 500, submitted: 9),
        file("modest", Fraction(80), c1: 4, requested: 400, submitted: 8),
        file("strong", Fraction(80), c1: 5, requested: 900, submitted: 7),
        file("best", Fraction(241, 3), submitted: 6),
        file("last", Fraction(60), submitted: 2),
        file("under", Fraction(7499, 100), submitted: 3, failures: missed)
    ]

    @Test func `keys apply in order, then the earlier submission`() throws {
        let ranking = try Ranking(of: Self.files, keys: [.criterion("C1"), .smallerRequest])
        #expect(ranking.places.map(\.id) == ["best", "strong", "modest", "early", "late", "last"])
        #expect(ranking.places.map(\.rank) == [1, 2, 3, 4, 5, 6])
        #expect(
            ranking.places.map(\.separatedBy) == [
                nil, .aggregate, .key(.criterion("C1")), .key(.smallerRequest), .key(.earlierSubmission), .aggregate
            ])
    }

    @Test func `files with one aggregate are a tie, whatever key separated them`() throws {
        let ranking = try Ranking(of: Self.files, keys: [.smallerRequest])
        #expect(
            ranking.ties == [
                Ranking.Tie(aggregate: Fraction(80), ranks: 2...5, ids: ["modest", "early", "late", "strong"])
            ])
    }

    @Test func `a file that misses a threshold is listed apart with what it misses`() throws {
        let ranking = try Ranking(of: Self.files)
        #expect(
            ranking.notFundable
                == [Ranking.NotFundable(id: "under", aggregate: Fraction(7499, 100), failures: Self.missed)])
        #expect(!ranking.places.map(\.id).contains("under"))
    }

    @Test(arguments: UInt64(0)..<200)
    func `the order of the input changes nothing`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let files = (1...30).map {
            Self.file(
                "F\($0)", Fraction(Int64(random.number(0...3)), 3), c1: Int64(random.number(0...2)),
                requested: Int64(random.number(1...2)), submitted: $0,
                failures: random.chance(1, of: 5) ? Self.missed : [])
        }
        let keys: [Ranking.Key] = [.criterion("C1"), .smallerRequest]
        let ranking = try Ranking(of: files, keys: keys)
        #expect(try Ranking(of: files.shuffled(using: &random), keys: keys) == ranking)
        #expect(ranking.places.count + ranking.notFundable.count == 30)
        for (above, below) in zip(ranking.places, ranking.places.dropFirst()) {
            #expect((below.separatedBy == .aggregate) == (below.aggregate < above.aggregate))
        }
    }

    @Test func `what stands in the way of a ranking is told at once`() {
        let error = #expect(throws: RankingFaults.self) {
            try Ranking(
                of: [
                    Self.file("A", Fraction(1), submitted: 1), Self.file("A", Fraction(2), submitted: 2),
                    Self.file("B", Fraction(3), submitted: 2)
                ], keys: [.criterion("C2")])
        }
        #expect(
            error?.faults == [
                .duplicateFile("A"), .duplicateSubmittedRank(2, files: ["A", "B"]),
                .missingCriterion(file: "A", criterion: "C2"), .missingCriterion(file: "A", criterion: "C2"),
                .missingCriterion(file: "B", criterion: "C2")
            ])
    }

    @Test func `a call without files has an empty ranking`() throws {
        let ranking = try Ranking(of: [])
        #expect(ranking.places.isEmpty && ranking.ties.isEmpty && ranking.notFundable.isEmpty)
    }
}
