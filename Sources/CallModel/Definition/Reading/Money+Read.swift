extension BudgetLine {
    static func read(_ cursor: Cursor) -> BudgetLine {
        let table = Table(
            cursor,
            keys: [
                "id", "label", "total", "carriedOver", "maxAward", "minAwards", "maxAwards", "budgetArticle", "reserve"
            ])
        return BudgetLine(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText(),
            total: table.required("total")?.price() ?? .zero,
            maxAward: table.required("maxAward")?.price() ?? .zero,
            maxAwards: table.optional("maxAwards")?.whole(in: 1...1_000_000),
            minAwards: table.optional("minAwards")?.whole(in: 1...1_000_000),
            carriedOver: table.optional("carriedOver").map(CarryOver.read),
            budgetArticle: table.required("budgetArticle")?.text() ?? "",
            reserve: table.optional("reserve").map(Reserve.read))
    }
}

extension CarryOver {
    static func read(_ cursor: Cursor) -> CarryOver {
        let table = Table(cursor, keys: ["amount", "edition"])
        return CarryOver(
            amount: table.required("amount")?.price() ?? Cents(1),
            edition: table.required("edition")?.whole(in: 1...9999) ?? 1)
    }
}

extension Reserve {
    static func read(_ cursor: Cursor) -> Reserve {
        let table = Table(cursor, keys: ["label", "amount", "mode", "unspent", "qualifies"])
        return Reserve(
            amount: table.required("amount")?.amount() ?? .zero,
            mode: table.required("mode")?.word() ?? .none,
            unspent: table.required("unspent")?.word() ?? .keep,
            qualifies: table.required("qualifies")?.word() ?? .verifiedGenderMarker2,
            label: table.optional("label")?.localized())
    }
}

extension AllocationPolicy {
    static func read(_ cursor: Cursor?) -> AllocationPolicy {
        let table = cursor.map { Table($0, keys: ["rule", "partialAwards", "roundTo", "bands"]) }
        return AllocationPolicy(
            rule: table?.required("rule")?.word() ?? .rankOrder,
            partialAwards: table?.required("partialAwards")?.flag() ?? false,
            roundTo: table?.required("roundTo")?.price() ?? Cents(1),
            bands: table?.optional("bands").map(AwardBands.read))
    }
}

extension AwardBands {
    static func read(_ cursor: Cursor) -> AwardBands {
        let table = Table(cursor, keys: ["nothingUpTo", "wholeFrom", "minimum"])
        return AwardBands(
            nothingUpTo: table.required("nothingUpTo")?.whole(in: 0...99) ?? 0,
            wholeFrom: table.required("wholeFrom")?.whole(in: 1...100) ?? 100,
            minimum: table.optional("minimum")?.price())
    }
}
