/// Something that limits what a file can be given, and how far.
///
/// The smallest one binds. It belongs in the reasons of a decision, so that the log keeps the source with the amount.
package struct AwardBound: Hashable, Sendable {
    package let source: Source
    package let amount: Cents

    package init(source: Source, amount: Cents) { (self.source, self.amount) = (source, amount) }

    /// Articles are of the regulation for a rule, and of the budget for a line.
    package enum Source: Hashable, Sendable {
        case rule(String, article: String)
        /// Nobody gets more than was asked.
        case request
        /// What was left of the money when the file was admitted: on the line that held most of it for the file.
        case envelope(line: String, article: String)
        /// What the score earns of the request.
        case bands
        /// The same share for every file of a line that has too little for all.
        case share(line: String, article: String)
        /// What was left of a line: for an award when the decision was taken, for a place on the reserve list at the file's turn
        /// in what the rules propose.
        case line(String, article: String)
        /// What was left of a line for files without the quality for which the rest of it is kept.
        case fence(line: String, article: String)
        /// The line had made as many awards as it may.
        case number(line: String, article: String)
        /// What the council advised.
        case advice
        /// What the College decided of its own, with its reason.
        case decision
    }
}

extension Regulation {
    /// Everything that limits a file's award, the smallest first: that one binds. Of equal ones the earlier rule comes
    /// first, then what is left of the money, then the request.
    ///
    /// A ceiling whose base the file does not state is not among them: its rule's finding says so.
    /// - Parameter remaining: what is left of the money, when that is known.
    package func awardBounds(
        on facts: ApplicationFacts, of organisation: Organisation, in circumstances: FileCircumstances,
        remaining: AwardBound? = nil
    ) -> [AwardBound] {
        let file = JudgedFile(
            facts: facts, organisation: organisation, circumstances: circumstances, regulation: self)
        var bounds: [AwardBound] = []
        for rule in definition.admissibility where definition.applies(rule, to: facts.category) {
            guard let amount = rule.condition.ceiling(for: file) else { continue }
            bounds.append(AwardBound(source: .rule(rule.id, article: rule.article), amount: amount))
        }
        if let remaining { bounds.append(remaining) }
        bounds.append(AwardBound(source: .request, amount: facts.requested))
        return bounds.enumerated()
            .sorted { ($0.element.amount, $0.offset) < ($1.element.amount, $1.offset) }
            .map(\.element)
    }
}

extension AdmissibilityRule.Condition {
    /// The most that the condition lets the file ask; nil when it limits no request, or when its base is not stated.
    fileprivate func ceiling(for file: JudgedFile) -> Cents? {
        switch self {
        case .categoryCeiling:
            return file.regulation.definition.categories.first { $0.id == file.facts.category }?.maxRequest
        case .absoluteCeiling(let amount):
            return amount
        case .maximumShareOfTotal(let percent):
            return Share(basisPoints: percent * 100)?.most(of: file.facts.costs.total)
        case .funding(let condition):
            return condition.ceiling(for: file)
        case .legalForm, .minimumAge, .seatOrActivity, .validEnterpriseNumber, .validIBAN, .budgetBalances,
            .requestMatchesBudget, .maximumCostShare, .countryOnList, .southSouth, .onePerOrganisation,
            .previousGrantsJustified, .requiredAttachments, .projectPeriod, .applicant, .project:
            return nil
        }
    }
}

extension FundingCondition {
    fileprivate func ceiling(for file: JudgedFile) -> Cents? {
        switch self {
        case .ceilingByExperience(let amount, let raised, let above):
            return file.ceiling(amount, raisedTo: raised, resourcesAbove: above)
        case .maximumShareOfEligible(let share):
            return file.facts.eligibleCosts.map { share.most(of: $0.total) }
        case .rateByCountryAndSector(let table):
            return table.ceiling(for: file)
        case .minimumRequest, .totalCost, .minimumCashCofunding, .maximumInKind, .costCeiling, .excludedCofunders,
            .foreignCurrency, .goodsValued:
            return nil
        }
    }
}
