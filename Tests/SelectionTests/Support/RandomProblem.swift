import CallModel
import TestSupport

@testable import Selection

/// A small problem with its rules, made from a seed: few and small amounts, so that ties, exact fits and caps are frequent.
struct RandomProblem {
    var problem: AllocationProblem
    var rules: AllocationRules

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let lines = (1...random.number(1...3)).map { AllocationProblem.Line.random(number: $0, using: &random) }
        let count = random.number(0...9)
        let submissions = Array(1...10).shuffled(using: &random)
        problem = AllocationProblem(
            lines: lines,
            applications: (0..<count).map {
                .random(number: $0, submitted: submissions[$0], lines: lines.map(\.id), using: &random)
            },
            maxAwardsPerApplicant: random.chance(1, of: 3) ? random.number(0...2) : nil,
            threshold: random.chance(1, of: 3) ? Int64(random.number(0...4)) : nil)
        rules = AllocationRules(
            rule: random.chance(1, of: 2) ? .rankOrder : .rankOrderStrict, partial: random.chance(1, of: 2),
            unspent: random.chance(1, of: 2) ? .keep : .spillBack, roundingUnit: Cents(random.chance(1, of: 2) ? 1 : 3))
    }
}

extension AllocationProblem.Line {
    fileprivate static func random(number: Int, using random: inout SplitMix64) -> Self {
        let total = random.number(0...30)
        return Self(
            id: "L\(number)", totalCents: Cents(Int64(total)),
            maxAwardCents: random.chance(1, of: 4) ? Cents(Int64(random.number(4...12))) : nil,
            maxAwards: random.chance(1, of: 4) ? random.number(0...4) : nil,
            reserve: random.chance(3, of: 4)
                ? AllocationProblem.Reserve(
                    cents: Cents(Int64(random.number(0...total))),
                    mode: [.none, .fence, .reserveFirst, .openFirst][random.number(0...3)])
                : nil)
    }
}

extension AllocationProblem.Application {
    fileprivate static func random(
        number: Int, submitted: Int, lines: [String], using random: inout SplitMix64
    ) -> Self {
        let requested = random.number(1...12)
        return Self(
            id: "F\(number)", applicant: "O\(random.number(1...4))", requestedCents: Cents(Int64(requested)),
            minimumUsefulCents: Cents(Int64(random.number(0...requested))), score: Int64(random.number(0...8)),
            submittedRank: submitted, reserved: random.chance(2, of: 5),
            lines: lines.filter { _ in random.chance(4, of: 5) }.shuffled(using: &random))
    }
}
