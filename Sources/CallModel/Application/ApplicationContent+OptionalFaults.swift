extension ApplicationContent {
    /// Faults of form in what only some regulations ask for. What is not stated has none here: that is for the rules.
    func checkOptionalFacts(_ faults: inout [ContentFault]) {
        checkEligibleCosts(&faults)
        for (index, item) in (budgetItems ?? []).enumerated() { check(item, "budgetItem\(index + 1)", &faults) }
        for (index, funder) in (cofunders ?? []).enumerated() {
            let field = "cofunder\(index + 1)"
            faults.check(funder.name, "\(field).name", limit: ApplicationContent.nameLimit)
            if let kind = fault(of: funder.amount) { faults.append(ContentFault(kind, field: "\(field).amount")) }
        }
        for (index, item) in (goods ?? []).enumerated() { check(item, "goods\(index + 1)", &faults) }
        for (index, sector) in (sectors ?? []).enumerated() {
            if !SectorCode.isPlausible(sector) {
                faults.append(ContentFault(.notSector(sector), field: "sectors"))
            } else if (sectors ?? [])[..<index].contains(sector) {
                faults.append(ContentFault(.repeated(sector), field: "sectors"))
            }
        }
        for (index, attestation) in (attestations ?? []).enumerated()
        where (attestations ?? [])[..<index].contains(attestation) {
            faults.append(ContentFault(.repeated(attestation.rawValue), field: "attestations"))
        }
        if let crisis {
            faults.check(crisis.glide, "crisis.glide", limit: 40)
            if !CountryCode.isAssigned(crisis.country) {
                faults.append(ContentFault(.unknownCountry(crisis.country), field: "crisis.country"))
            }
        }
    }

    /// No more of a category can be eligible than the category costs.
    private func checkEligibleCosts(_ faults: inout [ContentFault]) {
        for cost in CostCategory.allCases {
            guard let eligible = eligibleCosts?[cost] else { continue }
            let whole = costs[cost] ?? .zero
            if eligible < .zero {
                faults.append(ContentFault(.negative, field: "eligible.\(cost.rawValue)"))
            } else if eligible > whole {
                faults.append(ContentFault(.above(whole.decimal), field: "eligible.\(cost.rawValue)"))
            }
        }
    }

    private func check(_ item: BudgetItem, _ field: String, _ faults: inout [ContentFault]) {
        faults.check(item.label, "\(field).label", limit: ApplicationContent.nameLimit)
        if let kind = fault(of: item.amount) { faults.append(ContentFault(kind, field: "\(field).amount")) }
        if let currency = item.foreign?.currency, !CurrencyCode.isPlausible(currency) {
            faults.append(ContentFault(.notCurrency(currency), field: "\(field).currency"))
        }
    }

    private func check(_ item: GoodsItem, _ field: String, _ faults: inout [ContentFault]) {
        faults.check(item.label, "\(field).label", limit: ApplicationContent.nameLimit)
        if item.quantity < 1 { faults.append(ContentFault(.below("1"), field: "\(field).quantity")) }
        if item.quantity > GoodsItem.quantityLimit {
            faults.append(ContentFault(.above(String(GoodsItem.quantityLimit)), field: "\(field).quantity"))
        }
        if let kind = fault(of: item.unitValue) {
            faults.append(ContentFault(kind, field: "\(field).unitValue"))
        } else if Int128(item.quantity) * Int128(item.unitValue.value) > Int128(ApplicationContent.amountLimit.value) {
            let limit = ApplicationContent.amountLimit.decimal
            faults.append(ContentFault(.tooLarge(limit: limit), field: "\(field).quantity"))
        }
    }
}
