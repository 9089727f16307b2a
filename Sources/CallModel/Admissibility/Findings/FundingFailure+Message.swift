extension FundingFailure {
    /// The reason in words; the finding puts the article before it.
    package var message: Message {
        switch self {
        case .belowMinimum(let requested, let minimum):
            return Message(
                fr: "le montant demandé (\(requested.decimal) EUR) est inférieur au minimum de \(minimum.decimal) EUR.",
                nl: "het gevraagde bedrag (\(requested.decimal) EUR) is lager dan het minimum van \(minimum.decimal) EUR.",
                en: "the amount requested (\(requested.decimal) EUR) is below the minimum of \(minimum.decimal) EUR.")
        case .totalOutside(let total, let minimum, let maximum):
            let bounds = "[\(minimum?.decimal ?? "0.00") – \(maximum?.decimal ?? "∞")]"
            return Message(
                fr: "le coût total (\(total.decimal) EUR) sort des limites \(bounds).",
                nl: "de totale kost (\(total.decimal) EUR) valt buiten de grenzen \(bounds).",
                en: "the total cost (\(total.decimal) EUR) is outside the limits \(bounds).")
        case .ceilingNotRaised(let requested, let ceiling, let raised, let isSettled, let resources, let above):
            return FundingFailure.notRaised(requested, ceiling, raised, isSettled, resources, above)
        case .eligibleShare(let requested, let allowed, let share, let eligible):
            return Message(
                fr: "le montant demandé (\(requested.decimal) EUR) dépasse \(share.percent) % des coûts éligibles "
                    + "(\(eligible.decimal) EUR), soit \(allowed.decimal) EUR.",
                nl: "het gevraagde bedrag (\(requested.decimal) EUR) is meer dan \(share.percent) % van de in aanmerking "
                    + "komende kosten (\(eligible.decimal) EUR), dat is \(allowed.decimal) EUR.",
                en: "the amount requested (\(requested.decimal) EUR) exceeds \(share.percent) % of the eligible costs "
                    + "(\(eligible.decimal) EUR), which is \(allowed.decimal) EUR.")
        case .cashTooLow(let cash, let needed, let share, let base, let whole, let notCounted):
            return FundingFailure.cash(cash, needed, share, base, whole, notCounted)
        case .inKindTooHigh(let given, let allowed, let share, let base, let whole):
            let of = base.label
            return Message(
                fr: "l'apport en nature (\(given.decimal) EUR) dépasse \(share.percent) % \(of.french) "
                    + "(\(whole.decimal) EUR), soit \(allowed.decimal) EUR.",
                nl: "de inbreng in natura (\(given.decimal) EUR) is meer dan \(share.percent) % \(of.dutch) "
                    + "(\(whole.decimal) EUR), dat is \(allowed.decimal) EUR.",
                en: "the in-kind contribution (\(given.decimal) EUR) exceeds \(share.percent) % \(of.english) "
                    + "(\(whole.decimal) EUR), which is \(allowed.decimal) EUR.")
        case .costTooHigh(let cost, let amount, let allowed, let share, let base, let whole):
            let (label, of) = (cost.label, base.label)
            return Message(
                fr: "\(label.french) : \(amount.decimal) EUR dépassent \(share.percent) % \(of.french) "
                    + "(\(whole.decimal) EUR), soit \(allowed.decimal) EUR.",
                nl: "\(label.dutch): \(amount.decimal) EUR is meer dan \(share.percent) % \(of.dutch) "
                    + "(\(whole.decimal) EUR), dat is \(allowed.decimal) EUR.",
                en: "\(label.english): \(amount.decimal) EUR exceed \(share.percent) % \(of.english) "
                    + "(\(whole.decimal) EUR), which is \(allowed.decimal) EUR.")
        case .excludedFunders(let funders):
            let names = { (language: Language) in
                funders.map { "\($0.family.label.text(in: language)) (\($0.amount.decimal) EUR)" }
                    .joined(separator: ", ")
            }
            return Message(
                fr: "ces cofinancements sont exclus : \(names(.french)).",
                nl: "deze cofinanciering is uitgesloten: \(names(.dutch)).",
                en: "this co-funding is excluded: \(names(.english)).")
        case .fundersDiffer(let source, let named, let budget):
            let label = source.label
            return Message(
                fr: "\(label.french) : les bailleurs nommés donnent \(named.decimal) EUR, le budget \(budget.decimal) EUR.",
                nl: "\(label.dutch): de genoemde financiers geven \(named.decimal) EUR, de begroting \(budget.decimal) EUR.",
                en: "\(label.english): the funders named give \(named.decimal) EUR, the budget \(budget.decimal) EUR.")
        case .rateExceeded(let requested, let allowed, let share, let country, let base, let whole):
            let of = base.label
            return Message(
                fr: "le montant demandé (\(requested.decimal) EUR) dépasse \(share.percent) % \(of.french) "
                    + "(\(whole.decimal) EUR), le taux pour \(country), soit \(allowed.decimal) EUR.",
                nl: "het gevraagde bedrag (\(requested.decimal) EUR) is meer dan \(share.percent) % \(of.dutch) "
                    + "(\(whole.decimal) EUR), het percentage voor \(country), dat is \(allowed.decimal) EUR.",
                en: "the amount requested (\(requested.decimal) EUR) exceeds \(share.percent) % \(of.english) "
                    + "(\(whole.decimal) EUR), the rate for \(country), which is \(allowed.decimal) EUR.")
        case .foreignLines(let faults):
            let texts = { (language: Language) in
                faults.map { $0.message.text(in: language) }.joined(separator: " ; ")
            }
            return Message(
                fr: "lignes en devise : \(texts(.french)).", nl: "lijnen in vreemde munt: \(texts(.dutch)).",
                en: "lines in foreign currency: \(texts(.english)).")
        case .goodsDiffer(let valued, let budget):
            return Message(
                fr: "les apports en nature détaillés valent \(valued.decimal) EUR, le budget en compte "
                    + "\(budget.decimal) EUR.",
                nl: "de beschreven inbreng in natura is \(valued.decimal) EUR waard, de begroting telt "
                    + "\(budget.decimal) EUR.",
                en: "the goods listed are worth \(valued.decimal) EUR, the budget has \(budget.decimal) EUR.")
        case .linesDiffer(let cost, let lines, let table):
            let label = cost.label
            return Message(
                fr: "\(label.french) : les lignes font \(lines.decimal) EUR, le tableau \(table.decimal) EUR.",
                nl: "\(label.dutch): de lijnen maken \(lines.decimal) EUR, de tabel \(table.decimal) EUR.",
                en: "\(label.english): the lines make \(lines.decimal) EUR, the table \(table.decimal) EUR.")
        }
    }

    private static func notRaised(
        _ requested: Cents, _ ceiling: Cents, _ raised: Cents, _ isSettled: Bool, _ resources: Cents?, _ above: Cents
    ) -> Message {
        let grants =
            isSettled
            ? Message(fr: "oui", nl: "ja", en: "yes") : Message(fr: "non", nl: "nee", en: "no")
        let amount =
            resources.map { Message(fr: "\($0.decimal) EUR", nl: "\($0.decimal) EUR", en: "\($0.decimal) EUR") }
            ?? Message(fr: "non communiquées", nl: "niet meegedeeld", en: "not stated")
        return Message(
            fr: "le montant demandé (\(requested.decimal) EUR) dépasse le plafond de \(ceiling.decimal) EUR ; celui de "
                + "\(raised.decimal) EUR suppose un subside antérieur clôturé (\(grants.french)) et des ressources de plus "
                + "de \(above.decimal) EUR (\(amount.french)).",
            nl: "het gevraagde bedrag (\(requested.decimal) EUR) overschrijdt het maximum van \(ceiling.decimal) EUR; dat "
                + "van \(raised.decimal) EUR vraagt een afgesloten vroegere subsidie (\(grants.dutch)) en inkomsten van "
                + "meer dan \(above.decimal) EUR (\(amount.dutch)).",
            en: "the amount requested (\(requested.decimal) EUR) exceeds the ceiling of \(ceiling.decimal) EUR; the one of "
                + "\(raised.decimal) EUR takes a settled earlier grant (\(grants.english)) and resources above "
                + "\(above.decimal) EUR (\(amount.english)).")
    }

    private static func cash(
        _ cash: Cents, _ needed: Cents, _ share: Share, _ base: CostBase, _ whole: Cents, _ notCounted: Cents
    ) -> Message {
        let of = base.label
        let aside =
            notCounted == .zero
            ? Message(fr: "", nl: "", en: "")
            : Message(
                fr: " ; \(notCounted.decimal) EUR ne comptent pas", nl: "; \(notCounted.decimal) EUR telt niet mee",
                en: "; \(notCounted.decimal) EUR do not count")
        return Message(
            fr: "le cofinancement en argent (\(cash.decimal) EUR\(aside.french)) n'atteint pas \(share.percent) % "
                + "\(of.french) (\(whole.decimal) EUR), soit \(needed.decimal) EUR.",
            nl: "de cofinanciering in geld (\(cash.decimal) EUR\(aside.dutch)) haalt geen \(share.percent) % "
                + "\(of.dutch) (\(whole.decimal) EUR), dat is \(needed.decimal) EUR.",
            en: "the co-funding in cash (\(cash.decimal) EUR\(aside.english)) does not reach \(share.percent) % "
                + "\(of.english) (\(whole.decimal) EUR), which is \(needed.decimal) EUR.")
    }
}

extension ForeignLineFault {
    fileprivate var message: Message {
        let text = problem.message
        return Message(
            fr: "ligne \(line), \(text.french)", nl: "lijn \(line), \(text.dutch)", en: "line \(line), \(text.english)")
    }
}

extension ForeignLineFault.Problem {
    fileprivate var message: Message {
        switch self {
        case .converts(let stated, let converted):
            let gives = converted?.decimal ?? "…"
            return Message(
                fr: "\(stated.decimal) EUR au lieu de \(gives) EUR au taux indiqué",
                nl: "\(stated.decimal) EUR in plaats van \(gives) EUR tegen de vermelde koers",
                en: "\(stated.decimal) EUR instead of \(gives) EUR at the rate given")
        case .source(let source, let accepted):
            let names = accepted.map(\.rawValue).joined(separator: ", ")
            return Message(
                fr: "source du taux \(source.rawValue) non admise (admises : \(names))",
                nl: "koersbron \(source.rawValue) niet toegelaten (toegelaten: \(names))",
                en: "source of the rate \(source.rawValue) not accepted (accepted: \(names))")
        case .rateTooLate(let date, let latest):
            return Message(
                fr: "taux du \(date), après le \(latest)", nl: "koers van \(date), na \(latest)",
                en: "rate of \(date), after \(latest)")
        case .rateTooOld(let date, let earliest):
            return Message(
                fr: "taux du \(date), avant le \(earliest)", nl: "koers van \(date), voor \(earliest)",
                en: "rate of \(date), before \(earliest)")
        }
    }
}
