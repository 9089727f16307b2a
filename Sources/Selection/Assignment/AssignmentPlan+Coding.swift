// What the format names comes first: `application`, `reviewers` as ids, `affinity`; `explanations` stand beside them.

extension AssignmentPlan: Encodable {
    private enum CodingKeys: String, CodingKey {
        case objective, totalAffinity, worstAffinity, proven, assignments, loads
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

extension AssignmentPlan.Assigned: Encodable {
    private enum CodingKeys: String, CodingKey {
        case application, reviewers, affinity, explanations, nextBest
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

extension AssignmentPlan.Pair: Encodable {}
extension AssignmentPlan.Alternative: Encodable {}
