extension FundingCondition {
    func failure(for file: JudgedFile) -> RuleFailure? {
        let facts = file.facts
        switch self {
        case .minimumRequest(let minimum):
            return facts.requested >= minimum
                ? nil : .funding(.belowMinimum(requested: facts.requested, minimum: minimum))
        case .totalCost(let minimum, let maximum):
            let total = facts.costs.total
            let isWithin = (minimum.map { total >= $0 } ?? true) && (maximum.map { total <= $0 } ?? true)
            return isWithin ? nil : .funding(.totalOutside(total: total, minimum: minimum, maximum: maximum))
        case .ceilingByExperience(let amount, let raised, let resourcesAbove):
            return file.failure(ofCeiling: amount, raisedTo: raised, resourcesAbove: resourcesAbove)
        case .maximumShareOfEligible(let share):
            guard let eligible = facts.eligibleCosts?.total else { return .notStated(.eligibleCosts) }
            let allowed = share.most(of: eligible)
            return facts.requested <= allowed
                ? nil
                : .funding(
                    .eligibleShare(requested: facts.requested, allowed: allowed, share: share, eligible: eligible))
        case .minimumCashCofunding(let share, let base, let except):
            return facts.failure(ofCash: share, base, except)
        case .maximumInKind(let share, let base):
            guard let whole = facts.amount(of: base) else { return .notStated(.eligibleCosts) }
            let (given, allowed) = (facts.resources[.inKind] ?? .zero, share.most(of: whole))
            return given <= allowed
                ? nil : .funding(.inKindTooHigh(given, allowed: allowed, share: share, base: base, of: whole))
        case .costCeiling(let cost, let share, let base):
            guard let whole = facts.amount(of: base) else { return .notStated(.eligibleCosts) }
            let (amount, allowed) = (facts.costs[cost] ?? .zero, share.most(of: whole))
            return amount <= allowed
                ? nil
                : .funding(.costTooHigh(cost, amount: amount, allowed: allowed, share: share, base: base, of: whole))
        case .excludedCofunders(let families):
            return facts.failure(ofExcluded: families)
        case .rateByCountryAndSector(let table):
            return table.failure(for: file)
        case .foreignCurrency(let requirement):
            return requirement.failure(for: file)
        case .goodsValued:
            let given = facts.resources[.inKind] ?? .zero
            // Without any in the budget there is nothing to list.
            guard let goods = facts.goods else { return given == .zero ? nil : .notStated(.goods) }
            let valued = goods.reduce(Cents.zero) { $0 + Cents(Int64($1.quantity) * $1.unitValue.value) }
            return valued == given ? nil : .funding(.goodsDiffer(valued: valued, budget: given))
        }
    }
}

extension JudgedFile {
    /// The ceiling that experience gives the organisation.
    func ceiling(_ amount: Cents, raisedTo raised: Cents, resourcesAbove: Cents) -> Cents {
        guard hasSettledGrants, let resources = organisation.annualResources, resources.amount > resourcesAbove else {
            return amount
        }
        return raised
    }

    /// There was a grant, and none is still to be justified or refunded.
    private var hasSettledGrants: Bool {
        let won = circumstances.pastGrants.filter { $0.awarded > .zero }
        return !won.isEmpty && won.allSatisfy(\.isSettled)
    }

    fileprivate func failure(
        ofCeiling amount: Cents, raisedTo raised: Cents, resourcesAbove: Cents
    ) -> RuleFailure? {
        let ceiling = ceiling(amount, raisedTo: raised, resourcesAbove: resourcesAbove)
        guard facts.requested > ceiling else { return nil }
        guard ceiling < raised else { return .aboveCeiling(requested: facts.requested, ceiling: ceiling) }
        return .funding(
            .ceilingNotRaised(
                requested: facts.requested, ceiling: amount, raised: raised, hasSettledGrants: hasSettledGrants,
                resources: organisation.annualResources?.amount, resourcesAbove: resourcesAbove))
    }
}

extension ApplicationFacts {
    /// Nil when the file does not state it.
    func amount(of base: CostBase) -> Cents? {
        switch base {
        case .total: costs.total
        case .eligible: eligibleCosts?.total
        }
    }

    func amount(of base: CategoryBase) -> Cents? {
        switch base {
        case .total: costs.total
        case .eligible: eligibleCosts?.total
        case .direct: costs.total - (costs[.administration] ?? .zero) - (costs[.contingency] ?? .zero)
        case .request: requested
        }
    }

    fileprivate func failure(ofCash share: Share, _ base: CostBase, _ except: [FunderFamily]) -> RuleFailure? {
        guard let whole = amount(of: base) else { return .notStated(.eligibleCosts) }
        let cash = resources.filter { $0.key.isCashFromOthers }.total
        var notCounted = Cents.zero
        if !except.isEmpty {
            if let unnamed = unnamedFunding { return unnamed }
            notCounted = (cofunders ?? []).filter { $0.source.isCashFromOthers && except.contains($0.family) }
                .reduce(.zero) { $0 + $1.amount }
        }
        let (counted, needed) = (cash - notCounted, share.least(of: whole))
        return counted >= needed
            ? nil
            : .funding(
                .cashTooLow(counted, needed: needed, share: share, base: base, of: whole, notCounted: notCounted))
    }

    fileprivate func failure(ofExcluded families: [FunderFamily]) -> RuleFailure? {
        if let unnamed = unnamedFunding { return unnamed }
        let excluded = (cofunders ?? []).filter { families.contains($0.family) && $0.amount > .zero }
        return excluded.isEmpty
            ? nil : .funding(.excludedFunders(excluded.map { FundedAmount(family: $0.family, amount: $0.amount) }))
    }

    /// Money from other authorities or private funders of whom the file does not say who they are.
    private var unnamedFunding: RuleFailure? {
        for source in [ResourceSource.otherPublic, .otherPrivate] {
            let budget = resources[source] ?? .zero
            guard let cofunders else {
                if budget > .zero { return .notStated(.cofunders) }
                continue
            }
            let named = cofunders.filter { $0.source == source }.reduce(Cents.zero) { $0 + $1.amount }
            if named != budget { return .funding(.fundersDiffer(source, named: named, budget: budget)) }
        }
        return nil
    }
}

extension ResourceSource {
    /// Money, and not the call's own.
    fileprivate var isCashFromOthers: Bool {
        switch self {
        case .ownCash, .otherPublic, .otherPrivate, .localPartner: true
        case .city, .inKind: false
        }
    }
}
