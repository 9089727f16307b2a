import CallModel

/// What the rules of one category leave open, in the form in which a file is made.
struct SampleRules {
    let definition: CallDefinition
    let category: CallCategory
    let lists: [CountryList]
    let conditions: [AdmissibilityRule.Condition]

    var ceiling: Cents
    var floor = Cents(100)
    /// The part of the cost that may be asked at most.
    var part = Share.whole
    var totals: (least: Cents, most: Cents) = (.zero, ApplicationContent.amountLimit)
    /// The part of the cost that may be given in kind.
    var inKind: Share?
    var excluded: [FunderFamily] = []
    var costCeilings: [CostCategory: [Share]] = [:]
    var statesEligibleCosts = false
    var valuesGoods = false
    var rates: RateTable?
    var resourcesLimit: Cents?
    /// The part of the organisation's year that the project may cost.
    var yearShare: Share?

    init(_ definition: CallDefinition, _ category: CallCategory, _ lists: [CountryList]) {
        (self.definition, self.category, self.lists) = (definition, category, lists)
        conditions = definition.admissibility.filter { definition.applies($0, to: category.id) }.map(\.condition)
        ceiling = category.maxRequest
        for condition in conditions { take(condition) }
        // Of a year's resources that have a limit, only a part may be the project.
        if let resourcesLimit, let yearShare { totals.most = min(totals.most, yearShare.most(of: resourcesLimit)) }
    }

    /// Rules that say nothing about money are read where they matter.
    private mutating func take(_ condition: AdmissibilityRule.Condition) {
        switch condition {
        case .absoluteCeiling(let amount): ceiling = min(ceiling, amount)
        case .maximumShareOfTotal(let percent): limit(Share(basisPoints: percent * 100) ?? .whole)
        case .maximumCostShare(let cost, let percent):
            costCeilings[cost, default: []].append(Share(basisPoints: percent * 100) ?? .whole)
        case .funding(let condition): take(condition)
        case .applicant(.maximumAnnualResources(let amount)): resourcesLimit = amount
        case .applicant(.maximumShareOfResources(let share)): yearShare = share
        default: break
        }
    }

    private mutating func take(_ condition: FundingCondition) {
        switch condition {
        case .minimumRequest(let amount): floor = max(floor, amount)
        case .totalCost(let minimum, let maximum):
            totals = (max(totals.least, minimum ?? .zero), min(totals.most, maximum ?? totals.most))
        case .ceilingByExperience(let amount, _, _): ceiling = min(ceiling, amount)
        case .maximumShareOfEligible(let share):
            limit(share)
            statesEligibleCosts = true
        case .minimumCashCofunding(let share, let base, let except):
            limit(Share(basisPoints: 10_000 - share.basisPoints) ?? .whole)
            statesEligibleCosts = statesEligibleCosts || base == .eligible
            excluded += except
        case .maximumInKind(let share, let base):
            inKind = min(inKind ?? .whole, share)
            statesEligibleCosts = statesEligibleCosts || base == .eligible
        case .costCeiling(let cost, let share, let base):
            costCeilings[cost, default: []].append(share)
            statesEligibleCosts = statesEligibleCosts || base == .eligible
        case .excludedCofunders(let families): excluded += families
        case .rateByCountryAndSector(let table):
            rates = table
            statesEligibleCosts = statesEligibleCosts || table.base == .eligible
        case .goodsValued: valuesGoods = true
        default: break
        }
    }

    /// What the form asks of a part that every file has; nil where it does not place it for this category.
    func placed(_ part: ContentPart) -> (isRequired: Bool, atLeast: Int, atMost: Int?)? {
        for field in definition.fields where field.applies(to: category.id) {
            if case .part(part, let least, let most) = field.type { return (field.required, least, most) }
        }
        return nil
    }

    mutating func limit(_ share: Share) { part = min(part, share) }

    /// Part of the money must come from others in cash, so what is given in kind would be missing there.
    var needsCash: Bool {
        conditions.contains { if case .funding(.minimumCashCofunding) = $0 { true } else { false } }
    }
}

extension SampleRules {
    func day(of reference: ReferenceDate) -> CalendarDate {
        switch reference {
        case .opening: definition.calendar.opens.day
        case .closing, .submission: definition.calendar.closes.day
        case .day(let date): date
        }
    }

    func isListed(_ country: String, on list: String, _ day: CalendarDate) -> Bool {
        lists.first { $0.id == list }?.contains(country, on: day) ?? false
    }

    /// Where a project may take place, and how many different countries of partners it needs.
    var countries: (candidates: [String], partners: Int) {
        var cited: [(list: String, at: ReferenceDate)] = []
        var partners = 0
        for condition in conditions {
            switch condition {
            case .countryOnList(let list, let at): cited.append((list, at))
            case .southSouth(let list, let at, let count, let countries):
                cited.append((list, at))
                partners = max(partners, count, countries)
            default: break
            }
        }
        var candidates = cited.first.flatMap { first in lists.first { $0.id == first.list }?.groups.flatMap(\.countries) } ?? []
        candidates.removeAll { country in !cited.allSatisfy { isListed(country, on: $0.list, day(of: $0.at)) } }
        if let rates {
            let named = rates.rows.flatMap { row in
                (row.countries ?? []) + (row.list.flatMap { id in lists.first { $0.id == id } }?.groups.flatMap(\.countries) ?? [])
            }
            candidates = candidates.isEmpty ? named : candidates
        }
        return (candidates.isEmpty ? ["BE"] : candidates, partners)
    }

    /// The rate that the table gives a country and a sector: the first row that fits.
    func rate(of country: String, _ sectors: [String]) -> Share {
        guard let rates else { return .whole }
        let row = rates.rows.first { row in
            (row.list.map { isListed(country, on: $0, day(of: rates.at)) } ?? true) && (row.countries?.contains(country) ?? true)
                && (row.sectors.map { allowed in !sectors.isEmpty && sectors.allSatisfy(allowed.contains) } ?? true)
        }
        return row?.share ?? rates.otherwise
    }
}
