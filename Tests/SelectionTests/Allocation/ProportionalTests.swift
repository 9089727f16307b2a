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

    @Test func `a line with too little cuts all by the same share, rounded down`() throws {
        // 4,000 + 2,399.60 + 500 of 5,000: 72.4679… percent of each.
        let result = try AllocationProblem.oneLine(total: 500_000, AllocationProblem.ranked([400_000, 239_960, 50_000]))
            .allocate(by: Self.rules)
        #expect(result.awards.map(\.cents) == [Cents(289_871), Cents(173_894), Cents(36_233)])
        #expect(result.lines.map(\.unspentCents) == [Cents(2)])
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
                #expect(given == asked || line.totalCents.value - given < Int64(random.applications.count), "seed \(seed)")
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
