extension CallDefinition {
    /// What makes no ladder: a step that begins under the one before it, a role that would sign twice, and a step that no award
    /// can ever come to.
    func approvalContradictions() -> [Contradiction] {
        let steps = approvals ?? []
        let highest = budgetLines.map(\.maxAward).max() ?? .zero
        var found: [Contradiction] = []
        for (index, step) in steps.enumerated() {
            let path = Top.approvals[index]
            let earlier = steps[..<index]
            if let last = earlier.last, step.above < last.above {
                found.append(
                    Contradiction(
                        .procedure(.approvalsDescend(above: step.above, previous: last.above)), at: path["above"],
                        from: [path["above"], Top.approvals[index - 1]["above"]]))
            }
            if let same = earlier.firstIndex(where: { $0.role == step.role }) {
                found.append(
                    Contradiction(
                        .repeatedValue(step.role.rawValue), at: path["role"], from: [path["role"], Top.approvals[same]["role"]]))
            }
            if !budgetLines.isEmpty, step.above >= highest {
                found.append(
                    Contradiction(
                        .procedure(.approvalNeverNeeded(above: step.above, highest: highest)), at: path["above"],
                        from: [path["above"]] + budgetLines.indices.map { Top.budgetLines[$0]["maxAward"] }))
            }
        }
        return found
    }
}
