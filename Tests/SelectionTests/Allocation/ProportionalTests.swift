import CallModel
import Testing

@testable import Selection

@Suite struct ProportionalTests {
    private static let rules = AllocationRules(rule: .proportional)

    @Test func `a line with enough for all pays all in full`() throws {
        let result = try AllocationProblem.oneLine(total: 1_000_000, AllocationProblem.ranked([400_000, 600_000]))
            .allocate(by: Self.rules)
        #expect(result.awards.map(\.cents) == [Cents(400_000), Cents(600_000)])
        #expect(result.lines.map(\.unspentCents) == [.zero])
    }

    @Test func `a line with too little cuts all by the same share, to the last cent`() throws {
        // 4,000 + 2,399.60 + 500 of 5,000: 72.4679… percent of each, 2,898.7188, 1,738.9415 and 362.3398: 0.02 are left.
        let result = try AllocationProblem.oneLine(total: 500_000, AllocationProblem.ranked([400_000, 239_960, 50_000]))
            .allocate(by: Self.rules)
        #expect(result.awards.map(\.cents) == [Cents(289_872), Cents(173_894), Cents(36_234)])
        #expect(result.lines.map(\.unspentCents) == [.zero])
    }

    @Test func `equal losses go by rank, and no unit makes an award larger than its request`() throws {
        let equal = AllocationProblem.oneLine(total: 100, AllocationProblem.ranked([100, 100, 100]))
        #expect(try equal.allocate(by: Self.rules).awards.map(\.cents) == [Cents(34), Cents(33), Cents(33)])
        // Of ten units two are left: the first would have more than it asks, and the third lost nothing.
        let coarse = AllocationProblem.oneLine(total: 1000, AllocationProblem.ranked([150, 850, 150]))
        let rules = AllocationRules(rule: .proportional, roundingUnit: Cents(100))
        #expect(try coarse.allocate(by: rules).awards.map(\.cents) == [Cents(100), Cents(800), Cents(100)])
    }

    @Test func `below the threshold there is no share, and a share of nothing says so`() throws {
        var problem = AllocationProblem.oneLine(total: 100, AllocationProblem.ranked([1_000_000, 3, 50]))
        problem.threshold = 999
        let result = try problem.allocate(by: Self.rules)
        #expect(result.funded == ["F1"])
        #expect(result.reason(of: "F2") == .skippedShort(line: "L", by: Cents(3)))
        #expect(result.reason(of: "F3") == .belowThreshold(score: 998, threshold: 999))
    }

    /// Budgets are kept, no order matters, the share of each is the line's to the last unit, and asking more never gives less.
    @Test func `random problems are shared out exactly`() throws {
        for seed in UInt64(0)..<3000 {
            var random = RandomProblem(seed: seed).problem
            random.maxAwardsPerApplicant = nil
            for index in random.lines.indices {
                // Without a ceiling, so that no file changes its line for asking a cent more.
                random.lines[index] = AllocationProblem.Line(
                    id: random.lines[index].id, totalCents: random.lines[index].totalCents)
            }
            let result = try random.allocate(by: Self.rules)
            var reversed = random
            reversed.applications.reverse()
            #expect(try reversed.allocate(by: Self.rules) == result, "seed \(seed)")
            for line in random.lines {
                let own = result.awards.filter { $0.line == line.id }
                let given = own.reduce(Int64(0)) { $0 + $1.cents.value }
                let asked = own.reduce(Int64(0)) { sum, award in
                    sum + (random.applications.first { $0.id == award.application }?.requestedCents.value ?? 0)
                }
                #expect(given <= line.totalCents.value, "seed \(seed)")
                // Those whose share comes to nothing are not counted in what was asked.
                #expect(given == asked || line.totalCents.value == given, "seed \(seed)")
            }
            guard let file = random.applications.indices.first else { continue }
            let before = result.cents(of: random.applications[file].id) ?? 0
            random.applications[file].requestedCents = random.applications[file].requestedCents + Cents(1)
            let after = try random.allocate(by: Self.rules)
            let isEligible = after.cents(of: random.applications[file].id) != nil
            #expect(!isEligible || after.cents(of: random.applications[file].id) ?? 0 >= before, "seed \(seed)")
        }
    }
}
