// What the format names comes first: `application`, `reviewers` as ids, `affinity`; `explanations` stand beside them.

extension AssignmentPlan: Codable {
    private enum CodingKeys: String, CodingKey {
        case objective, totalAffinity, worstAffinity, proven, assignments, loads
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            objective: try values.decode(AssignmentProblem.Objective.self, forKey: .objective),
            totalAffinity: try values.decode(Int.self, forKey: .totalAffinity),
            worstAffinity: try values.decode(Int.self, forKey: .worstAffinity),
            isProven: try values.decode(Bool.self, forKey: .proven),
            assignments: try values.decode([Assigned].self, forKey: .assignments),
            loads: try values.decode([String: Int].self, forKey: .loads))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(objective, forKey: .objective)
        try values.encode(totalAffinity, forKey: .totalAffinity)
        try values.encode(worstAffinity, forKey: .worstAffinity)
        try values.encode(isProven, forKey: .proven)
        try values.encode(assignments, forKey: .assignments)
        try values.encode(loads, forKey: .loads)
    }
}

extension AssignmentPlan.Assigned: Codable {
    private enum CodingKeys: String, CodingKey {
        case application, reviewers, affinity, explanations, nextBest
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            application: try values.decode(String.self, forKey: .application),
            reviewers: try values.decode([AssignmentPlan.Pair].self, forKey: .explanations),
            nextBest: try values.decodeIfPresent(AssignmentPlan.Alternative.self, forKey: .nextBest))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(application, forKey: .application)
        try values.encode(reviewers.map(\.reviewer), forKey: .reviewers)
        try values.encode(affinity, forKey: .affinity)
        try values.encode(reviewers, forKey: .explanations)
        try values.encode(nextBest, forKey: .nextBest)
    }
}
