extension CallDefinition {
    /// A minimum above a ceiling of the same category lets no file pass.
    func unreachableMinimum(of rule: AdmissibilityRule, at path: SourcePath) -> [Contradiction] {
        guard case .funding(.minimumRequest(let minimum)) = rule.condition else { return [] }
        return categories.enumerated().compactMap { index, category in
            guard applies(rule, to: category.id), category.maxRequest < minimum else { return nil }
            let ceiling = Top.categories[index]["maxRequest"]
            return Contradiction(
                .minimumAboveCeiling(minimum: minimum, ceiling: category.maxRequest), at: path["amount"],
                from: [path["amount"], path["rule"], ceiling], related: ceiling)
        }
    }
}

extension ApplicantCondition {
    func contradictions(at path: SourcePath) -> [Contradiction] {
        switch self {
        case .seatIn(let postcodes), .activityIn(let postcodes): .repeats(postcodes, at: path["postcodes"])
        case .notWinnerOf(let editions): .repeats(editions, at: path["editions"])
        case .attestations(let required): .repeats(required.map(\.rawValue), at: path["required"])
        case .invitedOrganisation(let organisations): .repeats(organisations, at: path["organisations"])
        case .maximumFiles, .recognisedNGO, .maximumAnnualResources, .maximumShareOfResources: []
        }
    }
}

extension FundingCondition {
    func contradictions(at path: SourcePath) -> [Contradiction] {
        switch self {
        case .totalCost(let minimum?, let maximum?):
            return minimum > maximum
                ? [.reversed(minimum.decimal, maximum.decimal, at: path["minimum"], path["maximum"])] : []
        case .ceilingByExperience(let amount, let raised, _):
            return amount >= raised
                ? [.reversed(amount.decimal, raised.decimal, at: path["amount"], path["raisedTo"])] : []
        case .minimumCashCofunding(_, _, let except):
            return .repeats(except.map(\.rawValue), at: path["except"])
        case .excludedCofunders(let families):
            return .repeats(families.map(\.rawValue), at: path["families"])
        case .foreignCurrency(let requirement):
            return .repeats(requirement.sources.map(\.rawValue), at: path["sources"])
        case .rateByCountryAndSector(let table):
            return table.rows.enumerated().flatMap { index, row in row.contradictions(at: path["rates"][index]) }
        case .totalCost, .minimumRequest, .maximumShareOfEligible, .maximumInKind, .costCeiling, .goodsValued:
            return []
        }
    }
}

extension RateTable.Row {
    fileprivate func contradictions(at path: SourcePath) -> [Contradiction] {
        if list == nil, countries == nil, sectors == nil {
            return [Contradiction(.rateForAll, at: path, from: [path["list"], path["countries"], path["sectors"]])]
        }
        return .repeats(countries ?? [], at: path["countries"]) + .repeats(sectors ?? [], at: path["sectors"])
    }
}

extension Contradiction {
    /// A lower bound above the upper one.
    static func reversed(
        _ lowest: String, _ highest: String, at path: SourcePath, _ other: SourcePath
    ) -> Contradiction {
        Contradiction(.boundsReversed(lowest: lowest, highest: highest), at: path, from: [path, other])
    }
}

extension [Contradiction] {
    /// Each value of a list that stands in it before.
    static func repeats(_ values: [String], at path: SourcePath) -> [Contradiction] {
        values.indices.filter { values[..<$0].contains(values[$0]) }.map {
            Contradiction(.repeatedValue(values[$0]), at: path[$0], from: [path])
        }
    }
}
