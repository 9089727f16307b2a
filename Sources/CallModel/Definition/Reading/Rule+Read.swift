extension AdmissibilityRule {
    static func read(_ cursor: Cursor) -> AdmissibilityRule {
        // The other keys depend on the kind of rule, so the kind is read before the table is checked.
        cursor.variant(by: "rule", RuleKind.self) { kind, cursor in
            let table = Table(
                cursor, keys: ["id", "rule", "article", "categories"] + (kind?.keys ?? RuleKind.allCases.flatMap(\.keys)))
            let named: RuleKind? = table.required("rule")?.word()
            return AdmissibilityRule(
                id: table.required("id")?.identifier() ?? "",
                article: table.required("article")?.text() ?? "",
                categories: table.optional("categories")?.list { $0.identifier() ?? "" },
                condition: Condition.read(kind ?? named ?? .budgetBalances, from: table))
        }
    }
}

extension RuleKind {
    /// The keys that only this kind of rule has.
    fileprivate var keys: [String] {
        switch self {
        case .legalForm: ["allowed"]
        case .minimumAge: ["months", "at"]
        case .seatOrActivity: ["postcodes"]
        case .absoluteCeiling: ["amount"]
        case .maximumShareOfTotal: ["percent"]
        case .maximumCostShare: ["cost", "percent"]
        case .countryOnList: ["list", "at"]
        case .southSouth: ["list", "at", "partners", "countries"]
        case .projectPeriod: ["earliest", "latest", "maximumMonths"]
        case .validEnterpriseNumber, .validIBAN, .categoryCeiling, .budgetBalances, .requestMatchesBudget,
            .onePerOrganisation, .previousGrantsJustified, .requiredAttachments, .goodsValued:
            []
        case .seatIn, .activityIn: ["postcodes"]
        case .maximumFiles: ["count", "per"]
        case .notWinnerOf: ["editions"]
        case .recognisedNGO: ["status"]
        case .maximumAnnualResources, .minimumRequest: ["amount"]
        case .maximumShareOfResources, .maximumShareOfEligible: ["percent"]
        case .attestations: ["required"]
        case .invitedOrganisation: ["organisations"]
        case .totalCost: ["minimum", "maximum"]
        case .ceilingByExperience: ["amount", "raisedTo", "resourcesAbove"]
        case .minimumCashCofunding: ["percent", "of", "except"]
        case .maximumInKind: ["percent", "of"]
        case .costCeiling: ["cost", "percent", "of"]
        case .excludedCofunders: ["families"]
        case .rateByCountryAndSector: ["of", "at", "otherwise", "rates"]
        case .foreignCurrency: ["sources", "at", "maximumAgeDays"]
        case .genderMarker: ["minimum", "proven"]
        case .crisisPeriod: ["maximumMonths"]
        }
    }
}

extension AdmissibilityRule.Condition {
    fileprivate static func read(_ kind: RuleKind, from table: Table) -> AdmissibilityRule.Condition {
        switch kind {
        case .legalForm:
            return .legalForm(allowed: table.required("allowed")?.list { $0.word() } ?? [])
        case .minimumAge:
            return .minimumAge(
                months: table.required("months")?.whole(in: 1...1200) ?? 1,
                at: table.required("at")?.referenceDate() ?? .closing)
        case .seatOrActivity:
            return .seatOrActivity(postcodes: table.postcodes())
        case .absoluteCeiling:
            return .absoluteCeiling(amount: table.required("amount")?.price() ?? .zero)
        case .maximumShareOfTotal:
            return .maximumShareOfTotal(percent: table.required("percent")?.whole(in: 1...100) ?? 100)
        case .maximumCostShare:
            return .maximumCostShare(
                cost: table.required("cost")?.word() ?? .other,
                percent: table.required("percent")?.whole(in: 0...100) ?? 100)
        case .countryOnList:
            return .countryOnList(
                list: table.required("list")?.identifier() ?? "", at: table.required("at")?.referenceDate() ?? .closing)
        case .southSouth:
            return .southSouth(
                list: table.required("list")?.identifier() ?? "", at: table.required("at")?.referenceDate() ?? .closing,
                partners: table.required("partners")?.whole(in: 2...20) ?? 2,
                countries: table.required("countries")?.whole(in: 1...20) ?? 1)
        case .projectPeriod:
            let epoch = CalendarDate(daysSince1970: 0)
            return .projectPeriod(
                earliest: table.required("earliest")?.date() ?? epoch,
                latest: table.required("latest")?.date() ?? epoch,
                maximumMonths: table.optional("maximumMonths")?.whole(in: 1...240))
        case .validEnterpriseNumber: return .validEnterpriseNumber
        case .validIBAN: return .validIBAN
        case .categoryCeiling: return .categoryCeiling
        case .budgetBalances: return .budgetBalances
        case .requestMatchesBudget: return .requestMatchesBudget
        case .onePerOrganisation: return .onePerOrganisation
        case .previousGrantsJustified: return .previousGrantsJustified
        case .requiredAttachments: return .requiredAttachments
        case .seatIn: return .applicant(.seatIn(postcodes: table.postcodes()))
        case .activityIn: return .applicant(.activityIn(postcodes: table.postcodes()))
        case .maximumFiles: return .applicant(.readMaximumFiles(table))
        case .notWinnerOf: return .applicant(.notWinnerOf(editions: table.required("editions")?.list { $0.text() } ?? []))
        case .recognisedNGO: return .applicant(.recognisedNGO(table.required("status")?.word() ?? .excluded))
        case .maximumAnnualResources:
            return .applicant(.maximumAnnualResources(amount: table.required("amount")?.price() ?? .zero))
        case .maximumShareOfResources: return .applicant(.maximumShareOfResources(table.share("percent")))
        case .attestations:
            return .applicant(.attestations(required: table.required("required")?.list { $0.word() } ?? []))
        case .invitedOrganisation:
            return .applicant(
                .invitedOrganisation(organisations: table.required("organisations")?.list { $0.text() } ?? []))
        case .minimumRequest: return .funding(.minimumRequest(amount: table.required("amount")?.price() ?? .zero))
        case .totalCost: return .funding(.readTotalCost(table))
        case .ceilingByExperience: return .funding(.readCeilingByExperience(table))
        case .maximumShareOfEligible: return .funding(.maximumShareOfEligible(table.share("percent")))
        case .minimumCashCofunding: return .funding(.readMinimumCash(table))
        case .maximumInKind:
            return .funding(.maximumInKind(table.share("percent"), of: table.required("of")?.word() ?? .total))
        case .costCeiling: return .funding(.readCostCeiling(table))
        case .excludedCofunders:
            return .funding(.excludedCofunders(families: table.required("families")?.list { $0.word() } ?? []))
        case .rateByCountryAndSector: return .funding(.rateByCountryAndSector(RateTable.read(table)))
        case .foreignCurrency: return .funding(.foreignCurrency(RateRequirement.read(table)))
        case .goodsValued: return .funding(.goodsValued)
        case .genderMarker: return .project(.readGenderMarker(table))
        case .crisisPeriod:
            return .project(
                .crisisPeriod(maximumMonths: table.optional("maximumMonths")?.whole(in: 1...240)))
        }
    }
}
