package import CallModel

/// What a scenario has otherwise than the call: nil and empty leave it as it is.
package struct ScenarioChanges: Hashable, Codable, Sendable {
    /// The line whose reserve and caps are meant; nil means all lines.
    package var line: String?
    package var reserve: Cents?
    package var mode: AllocationProblem.Reserve.Mode?
    /// A file asking for more is not eligible on the line.
    package var maxAward: Cents?
    package var maxAwards: Int?
    package var maxAwardsPerApplicant: Int?
    package var rule: AllocationRules.Rule?
    package var partial: Bool?
    package var unspent: AllocationRules.Unspent?
    /// On 100 for a call, on its own scale for a problem file.
    package var threshold: Int?
    /// By criterion.
    package var weights: [String: Int]

    package init() { weights = [:] }

    package func rules(from rules: AllocationRules) -> AllocationRules {
        var rules = rules
        rules.rule = rule ?? rules.rule
        rules.partial = partial ?? rules.partial
        rules.unspent = unspent ?? rules.unspent
        return rules
    }

    /// The problem with other lines and limits. Weights and the threshold were applied where the scores are made.
    package func lines(of problem: AllocationProblem) throws(ScenarioFault) -> AllocationProblem {
        var problem = problem
        if let line, !problem.lines.contains(where: { $0.id == line }) { throw .unknownLine(line) }
        for index in problem.lines.indices where line == nil || problem.lines[index].id == line {
            if reserve != nil || mode != nil {
                let present = problem.lines[index].reserve
                problem.lines[index].reserve = AllocationProblem.Reserve(
                    cents: reserve ?? present?.cents ?? .zero, mode: mode ?? present?.mode ?? .fence)
            }
            problem.lines[index].maxAwardCents = maxAward ?? problem.lines[index].maxAwardCents
            problem.lines[index].maxAwards = maxAwards ?? problem.lines[index].maxAwards
        }
        problem.maxAwardsPerApplicant = maxAwardsPerApplicant ?? problem.maxAwardsPerApplicant
        return problem
    }
}

/// Why a scenario cannot be run.
package enum ScenarioFault: Error, Hashable, Sendable {
    case unknownLine(String)
    case unknownCriterion(String)
    case negativeWeight(String)
    /// A problem file has scores and no criteria.
    case weightsWithoutCriteria
    /// All that is said is so already.
    case changesNothing
}

/// A scenario with all that its outcome depends on: whoever has it can run it again.
///
/// Its JSON text, keys in order, is what the stamp is the SHA-256 of.
package struct Scenario: Hashable, Codable, Sendable {
    package let format: Int
    package let changes: ScenarioChanges
    package let rules: AllocationRules
    package let problem: AllocationProblem
    package let result: Allocation

    package init(_ changes: ScenarioChanges, of problem: AllocationProblem, by rules: AllocationRules) throws {
        format = 1
        (self.changes, self.rules) = (changes, changes.rules(from: rules))
        // In one order, so that a call and its problem in a file make the same document and the same stamp.
        self.problem = try changes.lines(of: problem).inCanonicalOrder
        result = try self.problem.allocate(by: self.rules)
    }

    /// Whether anything but the scores is otherwise than in a problem and its rules.
    package func differs(from other: AllocationProblem, _ rules: AllocationRules) -> Bool {
        problem.lines != other.lines || problem.threshold != other.threshold
            || problem.maxAwardsPerApplicant != other.maxAwardsPerApplicant || self.rules != rules
    }

    /// Whether the result is what its problem and rules make.
    package func holds() throws -> Bool { try problem.allocate(by: rules) == result }
}

extension AllocationProblem {
    /// The scenario of a problem file.
    package func scenario(_ changes: ScenarioChanges, by rules: AllocationRules) throws -> Scenario {
        guard changes.weights.isEmpty else { throw ScenarioFault.weightsWithoutCriteria }
        var problem = self
        if let threshold = changes.threshold { problem.threshold = Int64(threshold) }
        let scenario = try Scenario(changes, of: problem, by: rules)
        guard scenario.differs(from: self, rules) else { throw ScenarioFault.changesNothing }
        return scenario
    }
}
