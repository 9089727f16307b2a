extension ApplicantCondition {
    static func readMaximumFiles(_ table: Table) -> ApplicantCondition {
        .maximumFiles(
            count: table.required("count")?.whole(in: 1...1000) ?? 1, per: table.required("per")?.word() ?? .call)
    }
}

extension FundingCondition {
    static func readTotalCost(_ table: Table) -> FundingCondition {
        let (minimum, maximum) = (table.optional("minimum"), table.optional("maximum"))
        // Without either the rule would say nothing.
        table.needs(oneOf: ["minimum", "maximum"])
        if minimum == nil, maximum == nil { _ = table.required("maximum") }
        return .totalCost(minimum: minimum?.price(), maximum: maximum?.price())
    }

    static func readCeilingByExperience(_ table: Table) -> FundingCondition {
        .ceilingByExperience(
            amount: table.required("amount")?.price() ?? .zero,
            raisedTo: table.required("raisedTo")?.price() ?? .zero,
            resourcesAbove: table.required("resourcesAbove")?.amount() ?? .zero)
    }

    static func readMinimumCash(_ table: Table) -> FundingCondition {
        .minimumCashCofunding(
            table.share("percent"), of: table.required("of")?.word() ?? .total,
            except: table.optional("except")?.list { $0.word() } ?? [])
    }

    static func readCostCeiling(_ table: Table) -> FundingCondition {
        .costCeiling(
            cost: table.required("cost")?.word() ?? .other, table.share("percent"),
            of: table.required("of")?.word() ?? .total)
    }
}

extension ProjectCondition {
    static func readGenderMarker(_ table: Table) -> ProjectCondition {
        let lowest = table.required("minimum")?.whole(in: 0...2)
        return .genderMarker(
            minimum: lowest.flatMap(GenderMarker.init(rawValue:)) ?? .notTargeted,
            proven: table.optional("proven")?.flag() ?? false)
    }
}

extension RateTable {
    static func read(_ table: Table) -> RateTable {
        RateTable(
            base: table.required("of")?.word() ?? .total, at: table.required("at")?.referenceDate() ?? .closing,
            otherwise: table.share("otherwise"), rows: table.required("rates")?.list(Row.read) ?? [])
    }
}

extension RateTable.Row {
    fileprivate static func read(_ cursor: Cursor) -> RateTable.Row {
        let table = Table(cursor, keys: ["percent", "list", "countries", "sectors"])
        return RateTable.Row(
            share: table.share("percent"), list: table.optional("list")?.identifier(),
            countries: table.optional("countries")?.list { $0.country() },
            sectors: table.optional("sectors")?.list { $0.sector() })
    }
}

extension RateRequirement {
    static func read(_ table: Table) -> RateRequirement {
        RateRequirement(
            sources: table.required("sources")?.list { $0.word() } ?? [],
            at: table.required("at")?.referenceDate() ?? .closing,
            maximumAgeDays: table.optional("maximumAgeDays")?.whole(in: 0...3660))
    }
}

extension Table {
    /// A percentage that must be there. Where it cannot be read the stand-in is everything.
    func share(_ key: String) -> Share { required(key)?.share() ?? .whole }

    func postcodes() -> [String] { required("postcodes")?.list { $0.postcode() } ?? [] }
}
