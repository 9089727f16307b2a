extension AdmissibilityRule {
    /// What the rule says about a file. Exact: amounts to the cent, ages and periods to the day.
    package func evaluate(
        _ facts: ApplicationFacts, of organisation: Organisation, in circumstances: FileCircumstances,
        under regulation: Regulation
    ) -> RuleFinding {
        guard regulation.definition.applies(self, to: facts.category) else { return finding(.notApplicable) }
        let file = JudgedFile(
            facts: facts, organisation: organisation, circumstances: circumstances, regulation: regulation)
        let failure = organisationFailure(for: file) ?? factsFailure(for: file)
        return finding(failure.map(RuleFinding.Outcome.fails) ?? .passes)
    }

    private func finding(_ outcome: RuleFinding.Outcome) -> RuleFinding {
        RuleFinding(rule: id, article: article, outcome: outcome)
    }

    /// The conditions on who applies.
    private func organisationFailure(for file: JudgedFile) -> RuleFailure? {
        let (organisation, circumstances) = (file.organisation, file.circumstances)
        switch condition {
        case .legalForm(let allowed):
            return allowed.contains(organisation.legalForm) ? nil : .legalForm(organisation.legalForm, allowed: allowed)
        case .minimumAge(let months, let reference):
            let day = file.regulation.day(of: reference, in: circumstances)
            guard organisation.foundedOn.adding(months: Int64(months)) > day else { return nil }
            let age = max(0, Int(organisation.foundedOn.months(until: day)))
            return .tooYoung(months: age, required: months, on: day)
        case .seatOrActivity(let postcodes):
            let all = [organisation.seatPostcode] + organisation.activityPostcodes
            return all.contains(where: postcodes.contains)
                ? nil : .outsideArea(seat: organisation.seatPostcode, activity: organisation.activityPostcodes)
        case .validEnterpriseNumber:
            return organisation.enterpriseNumber == nil ? .noEnterpriseNumber : nil
        case .validIBAN:
            return IBAN(organisation.iban) == nil ? .invalidIBAN : nil
        case .onePerOrganisation:
            return circumstances.earlierFiles.isEmpty ? nil : .earlierFiles(circumstances.earlierFiles.map(\.reference))
        case .previousGrantsJustified:
            let open = circumstances.pastGrants.filter { !$0.isSettled }
            return open.isEmpty ? nil : .grantsNotJustified(open)
        case .applicant(let condition):
            return condition.failure(for: file)
        case .categoryCeiling, .absoluteCeiling, .budgetBalances, .requestMatchesBudget, .maximumShareOfTotal,
            .maximumCostShare, .countryOnList, .southSouth, .requiredAttachments, .projectPeriod, .funding, .project:
            return nil
        }
    }

    /// The conditions on what is applied for.
    private func factsFailure(for file: JudgedFile) -> RuleFailure? {
        let (facts, circumstances, regulation) = (file.facts, file.circumstances, file.regulation)
        switch condition {
        case .categoryCeiling:
            let category = regulation.definition.categories.first { $0.id == facts.category }
            return category.flatMap { facts.failure(ofCeiling: $0.maxRequest) }
        case .absoluteCeiling(let amount):
            return facts.failure(ofCeiling: amount)
        case .budgetBalances:
            let (costs, resources) = (facts.costs.total, facts.resources.total)
            guard costs == resources else { return .unbalanced(costs: costs, resources: resources) }
            return facts.itemsFailure
        case .requestMatchesBudget:
            let budget = facts.resources[.city] ?? .zero
            return facts.requested == budget ? nil : .requestDiffers(requested: facts.requested, budget: budget)
        case .maximumShareOfTotal(let percent):
            let total = facts.costs.total
            return facts.requested.isWithin(percent, of: total)
                ? nil : .shareExceeded(requested: facts.requested, total: total, percent: percent)
        case .maximumCostShare(let cost, let percent):
            let (amount, total) = (facts.costs[cost] ?? .zero, facts.costs.total)
            return amount.isWithin(percent, of: total)
                ? nil : .costShareExceeded(cost, amount: amount, total: total, percent: percent)
        case .countryOnList(let list, let reference):
            let day = regulation.day(of: reference, in: circumstances)
            let others = facts.countries.filter { !regulation.isListed($0, on: list, day) }
            if facts.countries.isEmpty { return .noCountry }
            return others.isEmpty ? nil : .countriesNotListed(others, list: list, on: day)
        case .southSouth(let list, let reference, let neededPartners, let neededCountries):
            let day = regulation.day(of: reference, in: circumstances)
            let southern = facts.partners.filter {
                $0.role != .beneficiary && regulation.isListed($0.country, on: list, day)
            }
            let countries = Set(southern.map(\.country)).count
            guard southern.count < neededPartners || countries < neededCountries else { return nil }
            return .notSouthSouth(
                partners: southern.count, countries: countries, neededPartners: neededPartners,
                neededCountries: neededCountries)
        case .requiredAttachments:
            let missing = regulation.definition.attachments
                .filter { $0.isRequired(for: facts.category) && !facts.attachments.contains($0.id) }
            return missing.isEmpty ? nil : .attachmentsMissing(missing.map(\.id))
        case .projectPeriod(let earliest, let latest, let maximumMonths):
            return facts.period.failure(earliest, latest, maximumMonths)
        case .funding(let condition):
            return condition.failure(for: file)
        case .project(let condition):
            return condition.failure(for: file)
        case .legalForm, .minimumAge, .seatOrActivity, .validEnterpriseNumber, .validIBAN, .onePerOrganisation,
            .previousGrantsJustified, .applicant:
            return nil
        }
    }
}

extension ApplicationFacts {
    fileprivate func failure(ofCeiling ceiling: Cents) -> RuleFailure? {
        requested > ceiling ? .aboveCeiling(requested: requested, ceiling: ceiling) : nil
    }

    /// The first category whose lines, when they are given, do not add up to its cost.
    fileprivate var itemsFailure: RuleFailure? {
        guard let budgetItems else { return nil }
        for cost in CostCategory.allCases {
            let lines = budgetItems.filter { $0.category == cost }.reduce(Cents.zero) { $0 + $1.amount }
            let table = costs[cost] ?? .zero
            if lines != table { return .funding(.linesDiffer(cost, lines: lines, table: table)) }
        }
        return nil
    }
}

extension ProjectPeriod {
    fileprivate func failure(
        _ earliest: CalendarDate, _ latest: CalendarDate, _ maximumMonths: Int?
    ) -> RuleFailure? {
        if start < earliest || end > latest {
            return .outsidePeriod(start: start, end: end, earliest: earliest, latest: latest)
        }
        return failure(ofMonths: maximumMonths)
    }

    /// The project lasts longer than so many months; nil when it does not, or when there is no limit.
    func failure(ofMonths maximumMonths: Int?) -> RuleFailure? {
        guard let maximumMonths else { return nil }
        // Twelve months from 1 July end on 30 June.
        let lastDay = start.adding(months: Int64(maximumMonths)).adding(days: -1)
        return end > lastDay ? .periodTooLong(lastDay: lastDay, maximumMonths: maximumMonths) : nil
    }
}

extension Cents {
    /// At most `percent` of `total`, compared without dividing.
    fileprivate func isWithin(_ percent: Int, of total: Cents) -> Bool {
        Int128(value) * 100 <= Int128(total.value) * Int128(percent)
    }
}
