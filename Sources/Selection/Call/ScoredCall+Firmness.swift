import CallModel

extension ScoredCall {
    /// The interval of every weight in which the list stays, and the files whose outcome hangs on one reviewer.
    package func firmness() throws -> [Fact] {
        guard isCompetition else { return [] }
        let panel = panel
        var facts: [Fact] = []
        for (index, section) in definition.scoring.sections.enumerated() {
            for (place, criterion) in section.criteria.enumerated() {
                let path = "scoring.sections[\(index)].criteria[\(place)].weight"
                facts += try firmness(of: criterion, panel, from: [.definition(path), .computed("weight stability")])
            }
        }
        let source = [FactSource.computed("leave one reviewer out")]
        let found = try panel.leavingOneReviewerOut()
        facts += found.filter { !$0.changes.isEmpty }.map { .without($0, from: source) }
        if found.allSatisfy({ $0.changes.isEmpty }) { facts.append(.noReviewerMatters(found.count, from: source)) }
        return facts
    }

    private func firmness(of criterion: Criterion, _ panel: ScoredPanel, from sources: [FactSource]) throws -> [Fact] {
        let label = Message(criterion.label)
        // Where the score decides the amount, every weight changes some amount: what can stay is who gets any.
        let hasBands = definition.allocation.bands != nil
        guard let asked = hasBands ? servingAll(panel) : panel else { return [.amountsFollowScores(label, from: sources)] }
        do {
            let found = try asked.weightStability(of: criterion.id)
            let ends = [(found.lower, false), (found.upper, true)].filter { !$0.0.isLimit }
            let interval: Fact = hasBands ? .weightOfFiles(label, found, from: sources) : .weight(label, found, from: sources)
            return [interval]
                + ends.map { end, isUpper in
                    hasBands
                        ? .weightEndOfFiles(label, end, isUpper: isUpper, from: sources)
                        : .weightEnd(label, end, isUpper: isUpper, from: sources)
                }
        } catch is WeightStabilityFault {
            return [.noInterval(label, from: sources)]
        }
    }
}
