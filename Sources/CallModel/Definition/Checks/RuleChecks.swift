extension CallDefinition {
    /// The rule bears on the category: by its own scope, and because the category allows its kind.
    package func applies(_ rule: AdmissibilityRule, to category: String) -> Bool {
        guard rule.applies(to: category) else { return false }
        guard let allowed = categories.first(where: { $0.id == category })?.allowedRules else { return true }
        return allowed.contains(rule.kind)
    }

    func ruleContradictions(lists: Set<String>?) -> [Contradiction] {
        var found: [Contradiction] = []
        for (index, rule) in admissibility.enumerated() {
            let path = Top.admissibility[index]
            found += rule.condition.contradictions(at: path, lists: lists)
            found += repeats(of: index) + forbiddenScopes(of: rule, at: path) + lowerCeilings(of: rule, at: path)
        }
        return found
    }

    /// An earlier rule says the same kind of thing about the same category: one of the two would win unseen.
    private func repeats(of index: Int) -> [Contradiction] {
        let rule = admissibility[index]
        let path = Top.admissibility[index]
        for (earlierIndex, earlier) in admissibility[..<index].enumerated() {
            guard earlier.subject == rule.subject,
                categories.contains(where: { applies(rule, to: $0.id) && applies(earlier, to: $0.id) })
            else { continue }
            let other = Top.admissibility[earlierIndex]
            var evidence = [
                path["rule"], other["rule"], path["categories"], other["categories"], path["cost"], other["cost"]
            ]
            evidence += categories.indices.flatMap { [Top.categories[$0]["id"], Top.categories[$0]["allowedRules"]] }
            return [Contradiction(.sameRuleTwice(rule.kind), at: path, from: evidence, related: other)]
        }
        return []
    }

    private func forbiddenScopes(of rule: AdmissibilityRule, at path: SourcePath) -> [Contradiction] {
        (rule.categories ?? []).enumerated().compactMap { index, id in
            guard let position = categories.firstIndex(where: { $0.id == id }),
                let allowed = categories[position].allowedRules, !allowed.contains(rule.kind)
            else { return nil }
            let list = Top.categories[position]["allowedRules"]
            return Contradiction(
                .ruleNotAllowed(rule.kind, category: id), at: path["categories"][index], from: [path["rule"], list],
                related: list)
        }
    }

    private func lowerCeilings(of rule: AdmissibilityRule, at path: SourcePath) -> [Contradiction] {
        guard case .absoluteCeiling(let absolute) = rule.condition else { return [] }
        return categories.enumerated().compactMap { index, category in
            guard applies(rule, to: category.id), category.maxRequest > absolute else { return nil }
            let ceiling = Top.categories[index]["maxRequest"]
            return Contradiction(
                .ceilingAboveAbsolute(ceiling: category.maxRequest, absolute: absolute), at: path["amount"],
                from: [path["amount"], path["rule"], ceiling], related: ceiling)
        }
    }
}

extension AdmissibilityRule {
    /// What the rule is about; two rules about the same thing must not bear on the same category.
    fileprivate var subject: String {
        if case .maximumCostShare(let cost, _) = condition { return "\(kind.rawValue):\(cost.rawValue)" }
        return kind.rawValue
    }
}

extension AdmissibilityRule.Condition {
    fileprivate func contradictions(at path: SourcePath, lists: Set<String>?) -> [Contradiction] {
        switch self {
        case .countryOnList(let list, _):
            return unknown(list, among: lists, at: path)
        case .southSouth(let list, _, let partners, let countries):
            let reversed = Contradiction(
                .boundsReversed(lowest: String(countries), highest: String(partners)), at: path["countries"],
                from: [path["countries"], path["partners"]])
            return unknown(list, among: lists, at: path) + (countries > partners ? [reversed] : [])
        case .projectPeriod(let earliest, let latest, _):
            let reversed = Contradiction(
                .boundsReversed(lowest: earliest.description, highest: latest.description), at: path["earliest"],
                from: [path["earliest"], path["latest"]])
            return earliest > latest ? [reversed] : []
        case .legalForm, .minimumAge, .seatOrActivity, .validEnterpriseNumber, .validIBAN, .categoryCeiling,
            .absoluteCeiling, .budgetBalances, .requestMatchesBudget, .maximumShareOfTotal, .maximumCostShare,
            .onePerOrganisation, .previousGrantsJustified, .requiredAttachments:
            return []
        }
    }

    private func unknown(_ list: String, among lists: Set<String>?, at path: SourcePath) -> [Contradiction] {
        guard let lists, !lists.contains(list) else { return [] }
        return [
            Contradiction(
                .unknownList(list, suggestion: nearest(to: list, among: lists.sorted())), at: path["list"],
                from: [path["list"]])
        ]
    }
}
