import CallModel

/// One file under construction.
struct SampleMaker {
    var rules: SampleRules
    let number: Int
    var random: SplitMix64

    private var definition: CallDefinition { rules.definition }

    mutating func content(of organisation: Organisation) -> ApplicationContent {
        let (candidates, southern) = rules.countries
        let needed = max(southern, rules.placed(.partners)?.atLeast ?? 0)
        let sectors = sectors()
        let country = country(among: candidates, sectors)
        rules.limit(rules.rate(of: country, sectors))
        let partners = partners(around: country, candidates, atLeast: needed)
        // Where partners must be on the list, the project takes place with them.
        let countries = southern > 0 ? partners.map(\.country).uniqued : [country]
        for other in countries { rules.limit(rules.rate(of: other, sectors)) }
        let budget = budget(organisation)
        let crisis = crisis(in: country)
        let titles = ["Eau", "Ateliers", "Jardins", "Échanges", "Santé", "Écoles"]
        var content = ApplicationContent(
            reference: "S\(number + 1)", category: rules.category.id, title: "\(random.pick(titles)) \(number + 1)",
            summary: words(30), language: organisation.language, requested: budget.resources[.city] ?? .zero,
            costs: budget.costs, resources: budget.resources, period: period(crisis), partners: partners,
            countries: countries,
            beneficiaries: Beneficiaries(women: count(), men: count(), girls: count(), boys: count()), gender: gender(),
            southSouth: southern > 0, attachments: attachments(), answers: [:],
            contact: ContactPerson(name: "Awa Peeters", email: "awa.peeters@example.org"),
            eligibleCosts: rules.statesEligibleCosts ? budget.costs : nil,
            budgetItems: items(budget.costs, paidAbroad: country), cofunders: budget.cofunders, goods: budget.goods,
            sectors: sectors.isEmpty ? nil : sectors, attestations: attestations(), crisis: crisis)
        answer(&content)
        return content
    }

    private mutating func count() -> Int { random.number(0...400) }

    mutating func words(_ count: Int) -> String {
        let stock = ["le", "village", "partage", "water", "et", "samen", "école", "zaad", "pour", "de", "buurt", "marché"]
        return (0..<max(1, count)).map { _ in random.pick(stock) }.joined(separator: " ")
    }

    private mutating func attachments() -> [String] {
        var ids: [String] = []
        for requirement in definition.attachments
        where requirement.isRequired(for: rules.category.id) || random.chance(1, of: 3) { ids.append(requirement.id) }
        return ids
    }

    /// Those of a row of the rates, where they count.
    private mutating func sectors() -> [String] {
        let named = (rules.rates?.rows ?? []).filter { $0.share > Share(basisPoints: 0) ?? .whole }.compactMap(\.sectors)
        if !named.isEmpty { return [random.pick(random.pick(named))] }
        // A form may ask for them too.
        guard let (_, least, _) = rules.placed(.sector) else { return [] }
        let codes = SectorCode.listed(on: definition.calendar.closes.day)
        let first = random.number(0...codes.count / 2)
        return Array(codes[first...].prefix(max(1, least)))
    }

    /// One for which something may be asked at all.
    private mutating func country(among candidates: [String], _ sectors: [String]) -> String {
        let payable = candidates.filter { rules.rate(of: $0, sectors).basisPoints > 0 }
        return random.pick(payable.isEmpty ? candidates : payable)
    }

    private mutating func partners(around country: String, _ candidates: [String], atLeast needed: Int) -> [Partner] {
        let others = candidates.filter { $0 != country && rules.rate(of: $0, []).basisPoints > 0 }
        var countries = [country]
        while countries.count < needed, let next = others.isEmpty ? nil : random.pick(others) {
            if !countries.contains(next) || others.count < needed { countries.append(next) }
        }
        return countries.enumerated().map { index, country in
            Partner(name: "Partenaire \(index + 1) (\(country))", country: country, role: index == 0 ? .lead : .implementing)
        }
    }

    private mutating func period(_ crisis: Crisis?) -> ProjectPeriod {
        var earliest = definition.calendar.reviewsClose.day.adding(days: 30)
        var latest = earliest.adding(months: 18)
        var months = 12
        if let crisis { earliest = max(crisis.date, definition.calendar.opens.day) }
        for condition in rules.conditions {
            switch condition {
            case .projectPeriod(let first, let last, let most):
                (earliest, latest) = (first, last)
                months = min(months, most ?? months)
            case .project(.crisisPeriod(let most)): months = min(months, most ?? months)
            default: break
            }
        }
        if let crisis { earliest = max(earliest, crisis.date) }
        let start = min(earliest.adding(days: Int64(random.number(0...30))), latest)
        return ProjectPeriod(start: start, end: min(latest, start.adding(months: Int64(months)).adding(days: -1)))
    }

    private mutating func gender() -> GenderDeclaration {
        var lowest: GenderMarker?
        for condition in rules.conditions {
            if case .project(.genderMarker(let minimum, _)) = condition { lowest = max(lowest ?? minimum, minimum) }
        }
        guard let marker = GenderMarker.allCases.filter({ $0 >= lowest ?? .notTargeted }).randomElement(using: &random) else {
            return GenderDeclaration()
        }
        let proofs = Dictionary(uniqueKeysWithValues: GenderEvidence.allCases.map { ($0, "annexe 2, p. 3") })
        return GenderDeclaration(marker: marker, evidence: Set(GenderEvidence.allCases), proofs: proofs)
    }

    private func attestations() -> [Attestation]? {
        var needed: [Attestation] = []
        for case .applicant(.attestations(let required)) in rules.conditions { needed += required }
        return needed.isEmpty ? nil : needed.uniqued
    }

    private func crisis(in country: String) -> Crisis? {
        let isAsked = rules.conditions.contains { if case .project(.crisisPeriod) = $0 { true } else { false } }
        let day = definition.calendar.opens.day
        return isAsked ? Crisis(glide: "FL-\(day.year)-000123-\(country)", country: country, date: day.adding(days: -3)) : nil
    }
}

extension Array where Element: Hashable {
    /// Each once, where it stands first.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
