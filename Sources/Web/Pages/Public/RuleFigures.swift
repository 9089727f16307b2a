import CallModel

/// The figures of a rule, for the sentence that tells it before anybody fails it.
enum RuleFigures {
    /// The rule as everybody may read it.
    static func sentence(of rule: AdmissibilityRule, _ visit: Visit) -> String {
        var word = "public.rule-\(rule.kind.rawValue)"
        if case .funding(.totalCost(let least, let most)) = rule.condition {
            if least == nil { word += "Most" } else if most == nil { word += "Least" }
        }
        return visit.say(word, figures(of: rule, visit))
    }

    static func figures(of rule: AdmissibilityRule, _ visit: Visit) -> [String: String] {
        let (language, formats) = (visit.language, visit.formats)
        func day(_ date: ReferenceDate) -> String {
            if case .day(let date) = date { return formats.date(date) }
            return visit.say("public.at-\(date.text)")
        }
        switch rule.condition {
        case .legalForm(let allowed): return ["list": allowed.map { $0.label.text(in: language) }.joined(separator: ", ")]
        case .minimumAge(let months, let at): return ["n": "\(months)", "at": day(at)]
        case .seatOrActivity(let postcodes): return ["list": postcodes.joined(separator: ", ")]
        case .absoluteCeiling(let amount): return ["amount": formats.amount(amount)]
        case .maximumShareOfTotal(let percent): return ["n": "\(percent)"]
        case .maximumCostShare(let cost, let percent): return ["n": "\(percent)", "cost": cost.label.text(in: language)]
        case .countryOnList(let list, let at): return ["list": list, "at": day(at)]
        case .southSouth(let list, _, let partners, let countries):
            return ["list": list, "n": "\(partners)", "countries": "\(countries)"]
        case .projectPeriod(let earliest, let latest, let months):
            return [
                "from": formats.date(earliest), "to": formats.date(latest),
                "months": months.map { visit.say("public.atMostMonths", ["n": "\($0)"]) } ?? ""
            ]
        case .applicant(let condition): return figures(of: condition, visit)
        case .funding(let condition): return figures(of: condition, visit)
        case .project(.crisisPeriod(let months)): return ["n": months.map(String.init) ?? "–"]
        case .project(.genderMarker(let minimum, _)): return ["n": "\(minimum.rawValue)"]
        case .validEnterpriseNumber, .validIBAN, .categoryCeiling, .budgetBalances, .requestMatchesBudget, .onePerOrganisation,
            .previousGrantsJustified, .requiredAttachments:
            return [:]
        }
    }

    private static func figures(of condition: ApplicantCondition, _ visit: Visit) -> [String: String] {
        let language = visit.language
        switch condition {
        case .seatIn(let postcodes), .activityIn(let postcodes): return ["list": postcodes.joined(separator: ", ")]
        case .maximumFiles(let count, _): return ["n": "\(count)"]
        case .notWinnerOf(let editions): return ["list": editions.joined(separator: ", ")]
        case .recognisedNGO(let status): return ["status": visit.say("public.ngo-\(status.rawValue)")]
        case .maximumAnnualResources(let amount): return ["amount": visit.formats.amount(amount)]
        case .maximumShareOfResources(let share): return ["n": percent(share, visit)]
        case .attestations(let required): return ["list": required.map { $0.label.text(in: language) }.joined(separator: "; ")]
        case .invitedOrganisation: return [:]
        }
    }

    private static func figures(of condition: FundingCondition, _ visit: Visit) -> [String: String] {
        let formats = visit.formats
        switch condition {
        case .minimumRequest(let amount): return ["amount": formats.amount(amount)]
        case .totalCost(let minimum, let maximum):
            return ["from": minimum.map(formats.amount) ?? "–", "to": maximum.map(formats.amount) ?? "–"]
        case .ceilingByExperience(let amount, let raised, let resources):
            return ["amount": formats.amount(amount), "raised": formats.amount(raised), "resources": formats.amount(resources)]
        case .maximumShareOfEligible(let share), .minimumCashCofunding(let share, _, _), .maximumInKind(let share, _):
            return ["n": percent(share, visit)]
        case .costCeiling(let cost, let share, _): return ["cost": cost.label.text(in: visit.language), "n": percent(share, visit)]
        case .excludedCofunders(let families):
            return ["list": families.map { $0.label.text(in: visit.language) }.joined(separator: ", ")]
        case .rateByCountryAndSector(let table): return ["n": percent(table.otherwise, visit)]
        case .foreignCurrency, .goodsValued: return [:]
        }
    }

    private static func percent(_ share: Share, _ visit: Visit) -> String {
        let (whole, rest) = (share.basisPoints / 100, share.basisPoints % 100)
        return rest == 0 ? "\(whole)" : visit.formats.decimal("\(whole).\(rest < 10 ? "0" : "")\(rest)")
    }
}
