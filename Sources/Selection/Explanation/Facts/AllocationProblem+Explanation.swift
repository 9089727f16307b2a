package import CallModel

extension AllocationProblem {
    /// Explains what became of one file of a problem; nil for a file that it does not have.
    package func explanation(of application: String, by rules: AllocationRules) throws -> [Fact]? {
        guard let index = applications.firstIndex(where: { $0.id == application }) else { return nil }
        let file = applications[index]
        let allocation = try allocate(by: rules)
        let own = FactSource.problem("applications[\(index)]")
        let result = FactSource.computed("allocation by \(rules.rule.rawValue)")
        var facts: [Fact] = []
        if let award = allocation.awards.first(where: { $0.application == application }) {
            facts.append(.awarded(award.cents, line: .same(award.line), from: [own, result]))
        }
        let fundable = applications.filter { application in threshold.map { $0 <= application.score } ?? true }
        if fundable.contains(where: { $0.id == application }) {
            let rank = 1 + fundable.count { $0.score > file.score || $0.score == file.score && $0.submittedRank < file.submittedRank }
            facts.append(.place(rank, of: fundable.count, from: [own, .problem("applications")]))
        }
        facts.append(.points(file.score, threshold: threshold, from: [own] + (threshold == nil ? [] : [.problem("threshold")])))
        if let refused = allocation.unfunded.first(where: { $0.application == application }) {
            facts.append(.reason(refused.reason, label: { .same($0) }, from: [own, .problem("lines"), result]))
        }
        if let found = try counterfactual(of: application, by: rules) {
            let sources = [own, .computed("counterfactual by \(rules.rule.rawValue)")]
            facts.append(
                found.isScoreKnown
                    ? .leastScore(found.score.map { .points($0) }, own: .points(file.score), from: sources)
                    : .unsettled(.score, from: sources))
            facts.append(
                found.isRequestKnown
                    ? .largestRequest(found.request, own: file.requestedCents, from: sources) : .unsettled(.request, from: sources))
        }
        if let effect = try reserveEffect(on: application, by: rules) {
            facts.append(.reserve(effect.verdict, of: reserve(of: file), from: [own, .problem("lines"), result]))
        }
        return facts
    }

    /// The reserved money of the lines that may pay the file.
    package func reserve(of file: Application) -> Cents {
        lines.filter { file.lines.contains($0.id) && $0.reserve?.mode != AllocationProblem.Reserve.Mode.none }
            .reduce(.zero) { $0 + ($1.reserve?.cents ?? .zero) }
    }
}

extension Message {
    /// A name that is the same in every language.
    package static func same(_ name: String) -> Message { Message(fr: name, nl: name, en: name) }
}
