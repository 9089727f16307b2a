extension RateTable {
    /// The smallest rate among the project's countries, with the country that gives it; nil without any country.
    func rate(for file: JudgedFile) -> (share: Share, country: String)? {
        let day = file.regulation.day(of: at, in: file.circumstances)
        let rates = file.facts.countries.map { country in
            let row = rows.first { row in
                let isListed = row.list.map { file.regulation.isListed(country, on: $0, day) } ?? true
                return isListed && (row.countries?.contains(country) ?? true) && row.fits(file.facts.sectors)
            }
            return (share: row?.share ?? otherwise, country: country)
        }
        return rates.min { $0.share < $1.share }
    }

    /// The most that the file may ask; nil when the country or the eligible costs are not stated.
    func ceiling(for file: JudgedFile) -> Cents? {
        guard let rate = rate(for: file), let whole = file.facts.amount(of: base) else { return nil }
        return rate.share.most(of: whole)
    }

    func failure(for file: JudgedFile) -> RuleFailure? {
        guard let rate = rate(for: file) else { return .noCountry }
        guard let whole = file.facts.amount(of: base) else { return .notStated(.eligibleCosts) }
        let (requested, allowed) = (file.facts.requested, rate.share.most(of: whole))
        return requested <= allowed
            ? nil
            : .funding(
                .rateExceeded(
                    requested: requested, allowed: allowed, share: rate.share, country: rate.country, base: base,
                    of: whole))
    }
}

extension RateTable.Row {
    fileprivate func fits(_ stated: [String]?) -> Bool {
        guard let sectors else { return true }
        guard let stated, !stated.isEmpty else { return false }
        return stated.allSatisfy(sectors.contains)
    }
}

extension RateRequirement {
    func failure(for file: JudgedFile) -> RuleFailure? {
        let latest = file.regulation.day(of: at, in: file.circumstances)
        let earliest = maximumAgeDays.map { latest.adding(days: -Int64($0)) }
        let faults = (file.facts.budgetItems ?? []).enumerated().flatMap { index, item in
            self.faults(of: item, earliest, latest).map { ForeignLineFault(line: index + 1, problem: $0) }
        }
        return faults.isEmpty ? nil : .funding(.foreignLines(faults))
    }

    private func faults(
        of item: ApplicationFacts.BudgetFact, _ earliest: CalendarDate?, _ latest: CalendarDate
    ) -> [ForeignLineFault.Problem] {
        guard let foreign = item.foreign else { return [] }
        var found: [ForeignLineFault.Problem] = []
        if foreign.euro != item.amount {
            found.append(.converts(stated: item.amount, converted: foreign.euro))
        }
        if !sources.contains(foreign.source) { found.append(.source(foreign.source, accepted: sources)) }
        if foreign.rateDate > latest { found.append(.rateTooLate(foreign.rateDate, latest: latest)) }
        if let earliest, foreign.rateDate < earliest, foreign.source != .fixedParity {
            found.append(.rateTooOld(foreign.rateDate, earliest: earliest))
        }
        return found
    }
}
