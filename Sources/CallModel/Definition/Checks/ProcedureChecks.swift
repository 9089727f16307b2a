extension CallDefinition {
    /// What does not go with the procedure, or with the way in which the money is shared out.
    func procedureContradictions() -> [Contradiction] {
        var found: [Contradiction] = []
        if urgency != nil, procedure != .rolling {
            found.append(Contradiction(.procedure(.urgencyNeedsRolling), at: Top.urgency, from: [Top.procedure]))
        }
        if procedure == .direct, !admissibility.contains(where: { $0.kind == .invitedOrganisation }) {
            let rules = admissibility.indices.map { Top.admissibility[$0]["rule"] }
            found.append(
                Contradiction(.procedure(.directWithoutInvitation), at: Top.procedure, from: [Top.procedure, Top.admissibility] + rules))
        }
        if let bands = allocation.bands, bands.nothingUpTo >= bands.wholeFrom {
            let path = Top.allocation["bands"]
            found.append(
                .reversed(String(bands.nothingUpTo), String(bands.wholeFrom), at: path["nothingUpTo"], path["wholeFrom"]))
        }
        return found + proportionalContradictions()
    }

    /// A line that gives everyone the same share has no order in which a limit could be reached.
    private func proportionalContradictions() -> [Contradiction] {
        guard allocation.rule == .proportional else { return [] }
        let rule = Top.allocation["rule"]
        func useless(_ key: String, at path: SourcePath) -> Contradiction {
            Contradiction(.procedure(.notWithProportional(key)), at: path, from: [rule])
        }
        var found: [Contradiction] = []
        if allocation.partialAwards {
            let path = Top.allocation["partialAwards"]
            found.append(Contradiction(.procedure(.notWithProportional("partialAwards")), at: path, from: [rule, path]))
        }
        for (index, line) in budgetLines.enumerated() {
            let path = Top.budgetLines[index]
            if line.reserve != nil { found.append(useless("reserve", at: path["reserve"])) }
            if line.minAwards != nil { found.append(useless("minAwards", at: path["minAwards"])) }
            if line.maxAwards != nil { found.append(useless("maxAwards", at: path["maxAwards"])) }
        }
        return found
    }
}
