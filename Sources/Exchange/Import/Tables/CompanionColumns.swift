import CallModel

/// `reference,label,category,amount` and, for a line in another currency,
/// `foreign_amount,currency,rate,rate_date,rate_source`
struct BudgetTable: RecordTable {
    private let reference, label, category, amount: Column
    private let foreignAmount, currency, rate, rateDate, rateSource: Column

    init(_ header: inout HeaderReader) {
        reference = header.required("reference")
        label = header.required("label")
        category = header.required("category")
        amount = header.required("amount")
        foreignAmount = header.optional("foreign_amount")
        currency = header.optional("currency")
        rate = header.optional("rate")
        rateDate = header.optional("rate_date")
        rateSource = header.optional("rate_source")
    }

    func record(_ row: RowReader) -> CompanionRow<BudgetItem>? {
        let reference = row.text(reference)
        let label = row.text(label)
        let category = row.word(category, CostCategory.self)
        let amount = row.amount(amount)
        let isForeign = row.needsAll([foreignAmount, currency, rate, rateDate, rateSource])
        let foreign = isForeign ? foreign(row) : nil
        guard let reference, let label, let category, let amount, !isForeign || foreign != nil else { return nil }
        let item = BudgetItem(label: label, category: category, amount: amount, foreign: foreign)
        return CompanionRow(reference: reference, value: item, line: row.row.line)
    }

    private func foreign(_ row: RowReader) -> ForeignAmount? {
        let amount = row.decimal(foreignAmount)
        let currency = row.text(currency)
        let rate = row.decimal(rate)
        let date = row.date(rateDate)
        let source = row.word(rateSource, RateSource.self)
        guard let amount, let currency, let rate, let date, let source else { return nil }
        return ForeignAmount(amount: amount, currency: currency, rate: rate, rateDate: date, source: source)
    }
}

/// `reference,label,quantity,unit_value`
struct GoodsTable: RecordTable {
    private let reference, label, quantity, unitValue: Column

    init(_ header: inout HeaderReader) {
        reference = header.required("reference")
        label = header.required("label")
        quantity = header.required("quantity")
        unitValue = header.required("unit_value")
    }

    func record(_ row: RowReader) -> CompanionRow<GoodsItem>? {
        let reference = row.text(reference)
        let label = row.text(label)
        let quantity = row.whole(quantity, in: 1...GoodsItem.quantityLimit)
        let unitValue = row.amount(unitValue)
        guard let reference, let label, let quantity, let unitValue else { return nil }
        let item = GoodsItem(label: label, quantity: quantity, unitValue: unitValue)
        return CompanionRow(reference: reference, value: item, line: row.row.line)
    }
}

/// `reference,name,family,source,amount`
struct CofunderTable: RecordTable {
    private let reference, name, family, source, amount: Column

    init(_ header: inout HeaderReader) {
        reference = header.required("reference")
        name = header.required("name")
        family = header.required("family")
        source = header.required("source")
        amount = header.required("amount")
    }

    func record(_ row: RowReader) -> CompanionRow<Cofunder>? {
        let reference = row.text(reference)
        let name = row.text(name)
        let family = row.word(family, FunderFamily.self)
        let source = row.word(source, ResourceSource.self)
        let amount = row.amount(amount)
        guard let reference, let name, let family, let source, let amount else { return nil }
        let funder = Cofunder(name: name, family: family, source: source, amount: amount)
        return CompanionRow(reference: reference, value: funder, line: row.row.line)
    }
}

/// `reference,name,country,role`
struct PartnerTable: RecordTable {
    private let reference, name, country, role: Column

    init(_ header: inout HeaderReader) {
        reference = header.required("reference")
        name = header.required("name")
        country = header.required("country")
        role = header.required("role")
    }

    func record(_ row: RowReader) -> CompanionRow<Partner>? {
        let reference = row.text(reference)
        let name = row.text(name)
        let country = row.country(country)
        let role = row.word(role, PartnerRole.self)
        guard let reference, let name, let country, let role else { return nil }
        return CompanionRow(reference: reference, value: Partner(name: name, country: country, role: role), line: row.row.line)
    }
}
