import CallModel

/// The columns of a table of applications that only some regulations ask for. What has lines of its own, such as a budget in
/// foreign currency or goods with their values, needs JSON.
struct OptionalFactsColumns {
    private struct CofunderColumns {
        let name, family, source, amount: Column
    }

    /// What one row says. Nil is "not stated": the table lacks the column, or the cell is empty.
    struct Facts {
        var eligibleCosts: [CostCategory: Cents]?
        var cofunders: [Cofunder]?
        var sectors: [String]?
        var attestations: [Attestation]?
        var crisis: Crisis?
    }

    /// Co-funders that a table has room for; JSON has no such limit.
    private static let cofunderCount = 4

    private let eligible: [(key: CostCategory, column: Column)]
    private let cofunders: [CofunderColumns]
    private let sectors, attestations, glide, crisisCountry, crisisDate: Column

    init(_ header: inout HeaderReader) {
        eligible = header.each(CostCategory.allCases) { "eligible.\($0.rawValue)" }
        var cofunders: [CofunderColumns] = []
        for number in 1...Self.cofunderCount {
            let prefix = "cofunder\(number)."
            cofunders.append(
                CofunderColumns(
                    name: header.optional(prefix + "name"), family: header.optional(prefix + "family"),
                    source: header.optional(prefix + "source"), amount: header.optional(prefix + "amount")))
        }
        self.cofunders = cofunders
        sectors = header.optional("sectors")
        attestations = header.optional("attestations")
        glide = header.optional("crisis.glide")
        crisisCountry = header.optional("crisis.country")
        crisisDate = header.optional("crisis.date")
    }

    func facts(_ row: RowReader) -> Facts {
        var facts = Facts()
        // One amount that is filled in, were it zero, states them all: the empty ones are then nothing.
        for (cost, column) in eligible {
            guard let amount = row.optionalAmount(column) else { continue }
            facts.eligibleCosts = facts.eligibleCosts ?? [:]
            if amount != .zero { facts.eligibleCosts?[cost] = amount }
        }
        let funders = cofunders.compactMap { cofunder($0, row) }
        if !funders.isEmpty { facts.cofunders = funders }
        if !row.isEmpty(sectors) { facts.sectors = sectors(row) }
        if !row.isEmpty(attestations) { facts.attestations = attestations(row) }
        facts.crisis = crisis(row)
        return facts
    }

    /// A co-funder is there when any of its cells is filled in; then all are needed.
    private func cofunder(_ columns: CofunderColumns, _ row: RowReader) -> Cofunder? {
        let all = [columns.name, columns.family, columns.source, columns.amount]
        guard row.needsAll(all) else { return nil }
        let name = row.text(columns.name)
        let family = row.word(columns.family, FunderFamily.self)
        let source = row.word(columns.source, ResourceSource.self)
        let amount = row.amount(columns.amount)
        guard let name, let family, let source, let amount else { return nil }
        return Cofunder(name: name, family: family, source: source, amount: amount)
    }

    private func sectors(_ row: RowReader) -> [String] {
        let codes = row.list(sectors)
        for code in codes where !SectorCode.isPlausible(code) {
            row.log.report(.cell(.notSector), at: row.place, column: sectors.name, value: code)
        }
        return codes
    }

    private func attestations(_ row: RowReader) -> [Attestation] {
        row.list(attestations).compactMap { word in
            if let attestation = Attestation(rawValue: word) { return attestation }
            let allowed = Attestation.allCases.map(\.rawValue)
            let fault = CellFault.notAllowed(allowed, nearest: CallModel.nearest(to: word, among: allowed))
            row.log.report(.cell(fault), at: row.place, column: attestations.name, value: word)
            return nil
        }
    }

    private func crisis(_ row: RowReader) -> Crisis? {
        guard row.needsAll([glide, crisisCountry, crisisDate]) else { return nil }
        let glide = row.text(glide)
        let country = row.country(crisisCountry)
        let date = row.date(crisisDate)
        guard let glide, let country, let date else { return nil }
        return Crisis(glide: glide, country: country, date: date)
    }
}
