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
            found += unreachableMinimum(of: rule, at: path)
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
                path["rule"], other["rule"], path["categories"], other["categories"], path["cost"], other["cost"],
                path["of"], other["of"], path["per"], other["per"]
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
        switch condition {
        case .maximumCostShare(let cost, _):
            return "\(kind.rawValue):\(cost.rawValue)"
        case .funding(.costCeiling(let cost, _, let base)):
            // One category may have a ceiling on each base.
            return "\(kind.rawValue):\(cost.rawValue):\(base.rawValue)"
        case .applicant(.maximumFiles(_, let scope)):
            return "\(kind.rawValue):\(scope.rawValue)"
        case .legalForm, .minimumAge, .seatOrActivity, .validEnterpriseNumber, .validIBAN, .categoryCeiling,
            .absoluteCeiling, .budgetBalances, .requestMatchesBudget, .maximumShareOfTotal, .countryOnList, .southSouth,
            .onePerOrganisation, .previousGrantsJustified, .requiredAttachments, .projectPeriod, .applicant, .funding,
            .project:
            return kind.rawValue
        }
    }
}

extension AdmissibilityRule.Condition {
    fileprivate func contradictions(at path: SourcePath, lists: Set<String>?) -> [Contradiction] {
        unknownLists(at: path, lists) + ownContradictions(at: path)
    }

    private func ownContradictions(at path: SourcePath) -> [Contradiction] {
        switch self {
        case .southSouth(_, _, let partners, let countries):
            return countries > partners
                ? [.reversed(String(countries), String(partners), at: path["countries"], path["partners"])] : []
        case .projectPeriod(let earliest, let latest, _):
            return earliest > latest
                ? [.reversed(earliest.description, latest.description, at: path["earliest"], path["latest"])] : []
        case .legalForm(let allowed):
            return .repeats(allowed.map(\.rawValue), at: path["allowed"])
        case .seatOrActivity(let postcodes):
            return .repeats(postcodes, at: path["postcodes"])
        case .applicant(let condition):
            return condition.contradictions(at: path)
        case .funding(let condition):
            return condition.contradictions(at: path)
        case .countryOnList, .minimumAge, .validEnterpriseNumber, .validIBAN, .categoryCeiling, .absoluteCeiling,
            .budgetBalances, .requestMatchesBudget, .maximumShareOfTotal, .maximumCostShare, .onePerOrganisation,
            .previousGrantsJustified, .requiredAttachments, .project:
            return []
        }
    }

    private func unknownLists(at path: SourcePath, _ known: Set<String>?) -> [Contradiction] {
        guard let known else { return [] }
        return lists.filter { !known.contains($0.list) }.map { place, list in
            let whole = SourcePath(steps: path.steps + place.steps)
            return Contradiction(
                .unknownList(list, suggestion: nearest(to: list, among: known.sorted())), at: whole, from: [whole])
        }
    }
}
