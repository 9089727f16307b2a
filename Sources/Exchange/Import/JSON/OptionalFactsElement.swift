import CallModel

/// The keys of an application that only some regulations ask for. An absent key is "not stated": nil, and never empty.
struct OptionalFactsElement {
    let eligibleCosts: [CostCategory: Cents]?
    let budgetItems: [BudgetItem]?
    let cofunders: [Cofunder]?
    let goods: [GoodsItem]?
    let sectors: [String]?
    let attestations: [Attestation]?
    let crisis: Crisis?

    init(_ object: ObjectReader) {
        eligibleCosts =
            object.has("eligibleCosts")
            ? ApplicationElement.amounts(object, "eligibleCosts", CostCategory.allCases) : nil
        budgetItems = object.has("budgetItems") ? object.objects("budgetItems").compactMap(Self.item) : nil
        cofunders = object.has("cofunders") ? object.objects("cofunders").compactMap(Self.cofunder) : nil
        goods = object.has("goods") ? object.objects("goods").compactMap(Self.goods) : nil
        sectors = object.has("sectors") ? Self.sectors(object) : nil
        attestations = object.has("attestations") ? Self.attestations(object) : nil
        crisis = object.optionalObject("crisis").flatMap(Self.crisis)
    }

    private static func item(_ object: ObjectReader) -> BudgetItem? {
        let label = object.text("label")
        let category = object.word("category", CostCategory.self)
        let amount = object.cents("amount")
        let isForeign = object.has("foreign")
        let foreign = object.optionalObject("foreign").flatMap(foreign)
        object.finish()
        guard let label, let category, let amount, !isForeign || foreign != nil else { return nil }
        return BudgetItem(label: label, category: category, amount: amount, foreign: foreign)
    }

    private static func foreign(_ object: ObjectReader) -> ForeignAmount? {
        let amount = object.decimal("amount")
        let currency = object.text("currency")
        let rate = object.decimal("rate")
        let date = object.date("rateDate")
        let source = object.word("source", RateSource.self)
        object.finish()
        guard let amount, let currency, let rate, let date, let source else { return nil }
        return ForeignAmount(amount: amount, currency: currency, rate: rate, rateDate: date, source: source)
    }

    private static func cofunder(_ object: ObjectReader) -> Cofunder? {
        let name = object.text("name")
        let family = object.word("family", FunderFamily.self)
        let source = object.word("source", ResourceSource.self)
        let amount = object.cents("amount")
        object.finish()
        guard let name, let family, let source, let amount else { return nil }
        return Cofunder(name: name, family: family, source: source, amount: amount)
    }

    private static func goods(_ object: ObjectReader) -> GoodsItem? {
        let label = object.text("label")
        let quantity = object.whole("quantity", in: 1...GoodsItem.quantityLimit)
        let unitValue = object.cents("unitValue")
        object.finish()
        guard let label, let quantity, let unitValue else { return nil }
        return GoodsItem(label: label, quantity: quantity, unitValue: unitValue)
    }

    private static func sectors(_ object: ObjectReader) -> [String] {
        object.texts("sectors").map { text, path in
            if !SectorCode.isPlausible(text) { object.log.report(.cell(.notSector), at: .path(path), value: text) }
            return text
        }
    }

    private static func attestations(_ object: ObjectReader) -> [Attestation] {
        object.texts("attestations").compactMap { text, path in
            if let attestation = Attestation(rawValue: text) { return attestation }
            let allowed = Attestation.allCases.map(\.rawValue)
            let fault = CellFault.notAllowed(allowed, nearest: CallModel.nearest(to: text, among: allowed))
            object.log.report(.cell(fault), at: .path(path), value: text)
            return nil
        }
    }

    private static func crisis(_ object: ObjectReader) -> Crisis? {
        let glide = object.text("glide")
        let country = object.text("country")
        if let country, !CountryCode.isAssigned(country) {
            object.report(.cell(.unknownCountry), "country", value: country)
        }
        let date = object.date("date")
        object.finish()
        guard let glide, let country, let date else { return nil }
        return Crisis(glide: glide, country: country, date: date)
    }
}

extension ObjectReader {
    /// A positive decimal number, written as a text so that no reader makes it a binary float.
    fileprivate func decimal(_ key: String) -> ExactDecimal? {
        guard let text = text(key) else { return nil }
        if let decimal = ExactDecimal(text) { return decimal }
        report(.cell(.notDecimal), key, value: text)
        return nil
    }
}
