import CallModel

// Under other rules

extension ScoredCall {
    /// The call with some things otherwise, always by the code that makes the proposal.
    ///
    /// - Throws: `ScenarioFault` for changes that cannot be, or that change nothing.
    package func scenario(_ changes: ScenarioChanges) throws -> Scenario {
        var definition = definition
        definition.scoring.minimumOn100 = changes.threshold ?? definition.scoring.minimumOn100
        let known = Set(definition.scoring.criteria.map(\.id))
        for (id, weight) in changes.weights.sorted(by: { $0.key < $1.key }) {
            guard known.contains(id) else { throw ScenarioFault.unknownCriterion(id) }
            guard weight >= 0 else { throw ScenarioFault.negativeWeight(id) }
        }
        for section in definition.scoring.sections.indices {
            for index in definition.scoring.sections[section].criteria.indices {
                let id = definition.scoring.sections[section].criteria[index].id
                if let weight = changes.weights[id] { definition.scoring.sections[section].criteria[index].weight = weight }
            }
        }
        let card = try definition.scorecard()
        let candidates = try panel.files.map { file in
            RankingCandidate(
                id: file.id, outcome: try file.outcome(on: card), requested: file.requested, submittedRank: file.submittedRank)
        }
        let problem = try problem(try Ranking(of: candidates, keys: keys, lotteries: lotteries))
        let scenario = try Scenario(changes, of: problem, by: definition.allocationRules)
        guard definition.scoring != self.definition.scoring || scenario.differs(from: self.problem, definition.allocationRules) else {
            throw ScenarioFault.changesNothing
        }
        return scenario
    }
}
