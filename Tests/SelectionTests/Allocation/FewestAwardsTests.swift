import CallModel
import Testing

@testable import Selection

/// The Brussels water fund keeps 3 to 15 projects.
@Suite struct FewestAwardsTests {
    private static func fund(_ requests: [Int64], fewest: Int = 3, most: Int = 15) -> AllocationProblem {
        var problem = AllocationProblem.oneLine(total: 35_131_230, maxAwards: most, AllocationProblem.ranked(requests))
        problem.lines[0].minAwards = fewest
        return problem
    }

    @Test func `three winners are enough`() throws {
        let result = try Self.fund([10_000_000, 10_000_000, 10_000_000]).allocate(by: AllocationRules())
        #expect(result.funded == ["F1", "F2", "F3"])
        #expect(result.lines.map(\.unspentCents) == [Cents(5_131_230)])
    }

    @Test func `two are none, and both are told why`() throws {
        let result = try Self.fund([10_000_000, 10_000_000]).allocate(by: AllocationRules())
        #expect(result.funded == [])
        let reason = Allocation.Reason.tooFewAwards(line: "L", awards: 2, minimum: 3)
        #expect(result.unfunded.map(\.reason) == [reason, reason])
        #expect(result.lines.map(\.unspentCents) == [Cents(35_131_230)])
    }

    @Test func `who would not have been paid is told the same`() throws {
        let result = try Self.fund(Array(repeating: 15_000_000, count: 5)).allocate(by: AllocationRules())
        let reason = Allocation.Reason.tooFewAwards(line: "L", awards: 2, minimum: 3)
        #expect(result.unfunded.map(\.reason) == Array(repeating: reason, count: 5))
    }

    @Test func `the sixteenth is one too many`() throws {
        let result = try Self.fund(Array(repeating: 1_000_000, count: 16)).allocate(by: AllocationRules())
        #expect(result.awards.count == 15)
        #expect(result.reason(of: "F16") == .awardCap(line: "L", limit: 15))
    }

    @Test func `a line that gives nothing leaves its files to their other lines`() throws {
        var problem = Self.fund([10_000_000, 10_000_000])
        problem.lines.append(AllocationProblem.Line(id: "M", totalCents: Cents(12_000_000)))
        for index in problem.applications.indices { problem.applications[index].lines.append("M") }
        let result = try problem.allocate(by: AllocationRules())
        #expect(result.awards.map(\.line) == ["M"])
        #expect(result.reason(of: "F2") == .tooFewAwards(line: "L", awards: 2, minimum: 3))
    }

    @Test func `the random problems keep or empty their lines`() throws {
        for seed in UInt64(0)..<2000 {
            var random = RandomProblem(seed: seed)
            for index in random.problem.lines.indices { random.problem.lines[index].minAwards = Int(seed % 4) }
            let result = try random.problem.allocate(by: random.rules)
            for line in random.problem.lines {
                let count = result.awards.count { $0.line == line.id }
                #expect(count == 0 || count >= Int(seed % 4), "seed \(seed)")
            }
            #expect(result.awards.count + result.unfunded.count == random.problem.applications.count, "seed \(seed)")
        }
    }
}
