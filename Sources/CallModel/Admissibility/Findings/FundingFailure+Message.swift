extension FundingFailure {
    /// The reason in words; the finding puts the article before it.
    package var message: Message {
        switch self {
        case .belowMinimum(let requested, let minimum):
            return Message(
                fr: "le montant demandé (\(requested.french)) est inférieur au minimum de \(minimum.french).",
                nl: "het gevraagde bedrag (\(requested.dutch)) is lager dan het minimum van \(minimum.dutch).",
                en: "the amount requested (\(requested.english)) is below the minimum of \(minimum.english).")
        case .totalOutside(let total, let minimum, let maximum):
            func bounds(_ language: Language) -> String {
                "[\((minimum ?? .zero).text(in: language)) – \(maximum?.text(in: language) ?? "∞")]"
            }
            return Message(
                fr: "le coût total (\(total.french)) sort des limites \(bounds(.french)).",
                nl: "de totale kost (\(total.dutch)) valt buiten de grenzen \(bounds(.dutch)).",
                en: "the total cost (\(total.english)) is outside the limits \(bounds(.english)).")
        case .ceilingNotRaised(let requested, let ceiling, let raised, let isSettled, let resources, let above):
            return FundingFailure.notRaised(requested, ceiling, raised, isSettled, resources, above)
        case .eligibleShare(let requested, let allowed, let share, let eligible):
            return Message(
                fr: "le montant demandé (\(requested.french)) dépasse \(share.percent) % des coûts éligibles "
                    + "(\(eligible.french)), soit \(allowed.french).",
                nl: "het gevraagde bedrag (\(requested.dutch)) is meer dan \(share.percent) % van de in aanmerking "
                    + "komende kosten (\(eligible.dutch)), dat is \(allowed.dutch).",
                en: "the amount requested (\(requested.english)) exceeds \(share.percent) % of the eligible costs "
                    + "(\(eligible.english)), which is \(allowed.english).")
        case .cashTooLow(let cash, let needed, let share, let base, let whole, let notCounted):
            return FundingFailure.cash(cash, needed, share, base, whole, notCounted)
        case .inKindTooHigh(let given, let allowed, let share, let base, let whole):
            let of = base.label
            return Message(
                fr: "l'apport en nature (\(given.french)) dépasse \(share.percent) % \(of.french) "
                    + "(\(whole.french)), soit \(allowed.french).",
                nl: "de inbreng in natura (\(given.dutch)) is meer dan \(share.percent) % \(of.dutch) "
                    + "(\(whole.dutch)), dat is \(allowed.dutch).",
                en: "the in-kind contribution (\(given.english)) exceeds \(share.percent) % \(of.english) "
                    + "(\(whole.english)), which is \(allowed.english).")
        case .costTooHigh(let cost, let amount, let allowed, let share, let base, let whole):
            let (label, of) = (cost.label, base.label)
            return Message(
                fr: "\(label.french) : \(amount.french) dépassent \(share.percent) % \(of.french) "
                    + "(\(whole.french)), soit \(allowed.french).",
                nl: "\(label.dutch): \(amount.dutch) is meer dan \(share.percent) % \(of.dutch) "
                    + "(\(whole.dutch)), dat is \(allowed.dutch).",
                en: "\(label.english): \(amount.english) exceed \(share.percent) % \(of.english) "
                    + "(\(whole.english)), which is \(allowed.english).")
        case .excludedFunders(let funders):
            let names = { (language: Language) in
                funders.map { "\($0.family.label.text(in: language)) (\($0.amount.text(in: language)))" }
                    .joined(separator: ", ")
            }
            return Message(
                fr: "ces cofinancements sont exclus : \(names(.french)).",
                nl: "deze cofinanciering is uitgesloten: \(names(.dutch)).",
                en: "this co-funding is excluded: \(names(.english)).")
        case .fundersDiffer(let source, let named, let budget):
            let label = source.label
            return Message(
                fr: "\(label.french) : les bailleurs nommés donnent \(named.french), le budget \(budget.french).",
                nl: "\(label.dutch): de genoemde financiers geven \(named.dutch), de begroting \(budget.dutch).",
                en: "\(label.english): the funders named give \(named.english), the budget \(budget.english).")
        case .rateExceeded(let requested, let allowed, let share, let country, let base, let whole):
            let of = base.label
            return Message(
                fr: "le montant demandé (\(requested.french)) dépasse \(share.percent) % \(of.french) "
                    + "(\(whole.french)), le taux pour \(country), soit \(allowed.french).",
                nl: "het gevraagde bedrag (\(requested.dutch)) is meer dan \(share.percent) % \(of.dutch) "
                    + "(\(whole.dutch)), het percentage voor \(country), dat is \(allowed.dutch).",
                en: "the amount requested (\(requested.english)) exceeds \(share.percent) % \(of.english) "
                    + "(\(whole.english)), the rate for \(country), which is \(allowed.english).")
        case .foreignLines(let faults):
            let texts = { (language: Language) in
                faults.map { $0.message.text(in: language) }.joined(separator: " ; ")
            }
            return Message(
                fr: "lignes en devise : \(texts(.french)).", nl: "lijnen in vreemde munt: \(texts(.dutch)).",
                en: "lines in foreign currency: \(texts(.english)).")
        case .goodsDiffer(let valued, let budget):
            return Message(
                fr: "les apports en nature détaillés valent \(valued.french), le budget en compte "
                    + "\(budget.french).",
                nl: "de beschreven inbreng in natura is \(valued.dutch) waard, de begroting telt "
                    + "\(budget.dutch).",
                en: "the goods listed are worth \(valued.english), the budget has \(budget.english).")
        case .linesDiffer(let cost, let lines, let table):
            let label = cost.label
            return Message(
                fr: "\(label.french) : les lignes font \(lines.french), le tableau \(table.french).",
                nl: "\(label.dutch): de lijnen maken \(lines.dutch), de tabel \(table.dutch).",
                en: "\(label.english): the lines make \(lines.english), the table \(table.english).")
        }
    }

    private static func notRaised(
        _ requested: Cents, _ ceiling: Cents, _ raised: Cents, _ isSettled: Bool, _ resources: Cents?, _ above: Cents
    ) -> Message {
        let grants =
            isSettled
            ? Message(fr: "oui", nl: "ja", en: "yes") : Message(fr: "non", nl: "nee", en: "no")
        let amount =
            resources.map(\.message)
            ?? Message(fr: "non communiquées", nl: "niet meegedeeld", en: "not stated")
        return Message(
            fr: "le montant demandé (\(requested.french)) dépasse le plafond de \(ceiling.french) ; celui de "
                + "\(raised.french) suppose un subside antérieur clôturé (\(grants.french)) et des ressources de plus "
                + "de \(above.french) (\(amount.french)).",
            nl: "het gevraagde bedrag (\(requested.dutch)) overschrijdt het maximum van \(ceiling.dutch); dat "
                + "van \(raised.dutch) vraagt een afgesloten vroegere subsidie (\(grants.dutch)) en inkomsten van "
                + "meer dan \(above.dutch) (\(amount.dutch)).",
            en: "the amount requested (\(requested.english)) exceeds the ceiling of \(ceiling.english); the one of "
                + "\(raised.english) takes a settled earlier grant (\(grants.english)) and resources above "
                + "\(above.english) (\(amount.english)).")
    }

    private static func cash(
        _ cash: Cents, _ needed: Cents, _ share: Share, _ base: CostBase, _ whole: Cents, _ notCounted: Cents
    ) -> Message {
        let of = base.label
        let aside =
            notCounted == .zero
            ? Message(fr: "", nl: "", en: "")
            : Message(
                fr: " ; \(notCounted.french) ne comptent pas", nl: "; \(notCounted.dutch) telt niet mee",
                en: "; \(notCounted.english) do not count")
        return Message(
            fr: "le cofinancement en argent (\(cash.french)\(aside.french)) n'atteint pas \(share.percent) % "
                + "\(of.french) (\(whole.french)), soit \(needed.french).",
            nl: "de cofinanciering in geld (\(cash.dutch)\(aside.dutch)) haalt geen \(share.percent) % "
                + "\(of.dutch) (\(whole.dutch)), dat is \(needed.dutch).",
            en: "the co-funding in cash (\(cash.english)\(aside.english)) does not reach \(share.percent) % "
                + "\(of.english) (\(whole.english)), which is \(needed.english).")
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
            let gives = converted?.message ?? Message(fr: "…", nl: "…", en: "…")
            return Message(
                fr: "\(stated.french) au lieu de \(gives.french) au taux indiqué",
                nl: "\(stated.dutch) in plaats van \(gives.dutch) tegen de vermelde koers",
                en: "\(stated.english) instead of \(gives.english) at the rate given")
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
