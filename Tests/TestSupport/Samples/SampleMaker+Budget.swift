import CallModel

extension SampleMaker {
    /// Costs and resources of the same sum, within the ceilings.
    struct Budget {
        var costs: [CostCategory: Cents]
        var resources: [ResourceSource: Cents]
        var cofunders: [Cofunder]?
        var goods: [GoodsItem]?
    }

    mutating func budget(_ organisation: Organisation) -> Budget {
        var most = rules.totals.most
        if let share = rules.yearShare, let year = organisation.annualResources { most = min(most, share.most(of: year.amount)) }
        // Whole tens of euro where there is room for them, so that sums are easy to read.
        var requested = Cents(Int64(random.number(Int(rules.ceiling.value / 2)...Int(rules.ceiling.value))) / 1000 * 1000)
        requested = min(max(requested, rules.floor), rules.ceiling)
        var total = max(cost(of: requested), rules.totals.least)
        if total > most {
            total = most
            requested = min(requested, rules.part.most(of: most))
        }
        let others = total - requested
        var resources: [ResourceSource: Cents] = [.city: requested]
        var goods: [GoodsItem]?
        let given = rules.needsCash ? .zero : min(Share(basisPoints: 2000)?.most(of: others) ?? .zero, inKindLimit(total))
        if given > .zero, random.chance(1, of: 2) {
            resources[.inKind] = given
            goods = [GoodsItem(label: "Salle et bénévoles", quantity: 1, unitValue: given)]
        }
        if rules.valuesGoods, goods == nil { goods = [] }
        let cash = others - (resources[.inKind] ?? .zero)
        var cofunders: [Cofunder]?
        let mustName = rules.placed(.cofunding)?.isRequired ?? false
        if cash > .zero, !rules.excluded.contains(.foundation), mustName || random.chance(1, of: 2) {
            resources[.otherPrivate] = cash
            cofunders = [Cofunder(name: "Fondation d'essai", family: .foundation, source: .otherPrivate, amount: cash)]
        } else if cash > .zero {
            resources[.ownCash] = cash
        }
        return Budget(
            costs: costs(total, base: requested), resources: resources.filter { $0.value > .zero }, cofunders: cofunders,
            goods: goods)
    }

    /// The least that a project must cost for so much to be asked, in whole euro.
    private func cost(of requested: Cents) -> Cents {
        guard rules.part.basisPoints > 0 else { return requested }
        let least = Int128(requested.value) * 10_000 / Int128(rules.part.basisPoints) + 1
        return rules.part == .whole ? requested : Cents(Int64((least + 99) / 100 * 100))
    }

    private func inKindLimit(_ total: Cents) -> Cents { rules.inKind?.most(of: total) ?? total }

    /// A little of what has a ceiling, and the rest where there is none.
    ///
    /// - Parameter base: what is asked, against which a ceiling may be measured; the other bases are larger.
    private mutating func costs(_ total: Cents, base: Cents) -> [CostCategory: Cents] {
        var costs: [CostCategory: Cents] = [:]
        var left = total
        for cost in CostCategory.allCases {
            guard let share = rules.costCeilings[cost]?.min() else { continue }
            let room = Share(basisPoints: min(1000, share.basisPoints * 2 / 3))?.most(of: base) ?? .zero
            let amount = Cents(room.value / 100 * 100)
            if amount > .zero, amount < left { (costs[cost], left) = (amount, left - amount) }
        }
        let free = CostCategory.allCases.filter { rules.costCeilings[$0] == nil && $0 != .administration && $0 != .contingency }
        var chosen = free.filter { _ in random.chance(1, of: 2) }
        if chosen.isEmpty { chosen = [free.first ?? .other] }
        for (index, cost) in chosen.enumerated() {
            let isLast = index == chosen.count - 1
            let amount = isLast ? left : Cents(left.value / Int64(chosen.count - index) / 100 * 100)
            if amount > .zero { (costs[cost], left) = (amount, left - amount) }
        }
        return costs
    }

    /// A line for each cost, and where a rule speaks of other currencies one line in the franc of West Africa.
    mutating func items(_ costs: [CostCategory: Cents], paidAbroad country: String) -> [BudgetItem]? {
        var accepted: RateRequirement?
        for case .funding(.foreignCurrency(let requirement)) in rules.conditions { accepted = requirement }
        guard accepted != nil || random.chance(1, of: 4) else { return nil }
        var items: [BudgetItem] = []
        for cost in CostCategory.allCases {
            guard var amount = costs[cost] else { continue }
            if let requirement = accepted, requirement.sources.contains(.fixedParity), let line = parity(requirement),
                let euro = line.euro, euro < amount
            {
                items.append(BudgetItem(label: "\(cost.rawValue), \(country)", category: cost, amount: euro, foreign: line))
                amount = amount - euro
                accepted = nil
            }
            items.append(BudgetItem(label: cost.rawValue, category: cost, amount: amount))
        }
        return items
    }

    private func parity(_ requirement: RateRequirement) -> ForeignAmount? {
        guard let amount = ExactDecimal("100000"), let rate = ExactDecimal("655.957") else { return nil }
        return ForeignAmount(
            amount: amount, currency: "XOF", rate: rate, rateDate: rules.day(of: requirement.at), source: .fixedParity)
    }
}
