@testable import Selection

/// A random problem with its allocation, made once and looked at by every property.
struct RandomCase: Sendable {
    let seed: UInt64
    let problem: AllocationProblem
    let rules: AllocationRules
    let result: Allocation
    let trace: AllocationTrace

    /// Repeats the case: `RandomProblem(seed:)`.
    var name: String { "seed \(seed)" }

    /// 24 batches of 1,000.
    static let batches = 0..<24

    static func batch(_ number: Int) throws -> ArraySlice<RandomCase> {
        try all.get()[number * 1000..<(number + 1) * 1000]
    }

    private static let all = Result {
        try (UInt64(0)..<24_000).map { seed in
            let random = RandomProblem(seed: seed)
            let (result, trace) = try random.problem.allocateTracing(by: random.rules)
            return RandomCase(seed: seed, problem: random.problem, rules: random.rules, result: result, trace: trace)
        }
    }
}
