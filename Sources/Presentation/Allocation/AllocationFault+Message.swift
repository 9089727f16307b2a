package import CallModel
package import Selection

extension AllocationFault {
    /// Where it stands in the problem file, or which option it is; nil for the problem as a whole.
    package var path: String? {
        switch self {
        case .duplicateLine(let id): "lines: \(id)"
        case .duplicateApplication(let id): "applications: \(id)"
        case .duplicateSubmittedRank: "applications: submittedRank"
        case .unknownLine(let application, _): "applications: \(application): lines"
        case .reserveAboveTotal(let line, _, _): "lines: \(line): reserve"
        case .amountOutOfRange(let amount, _): amount.path
        case .negativeCap(let line?, _): "lines: \(line)"
        case .negativeCap(nil, _): "maxAwardsPerApplicant"
        case .nothingRequested(let application): "applications: \(application): requestedCents"
        case .minimumAboveRequest(let application, _, _): "applications: \(application): minimumUsefulCents"
        case .scoreOutOfRange(let application?, _): "applications: \(application): score"
        case .scoreOutOfRange(nil, _): "threshold"
        case .roundingUnitNotPositive: "--round-to"
        case .bandsOutOfRange(let key): "bands: \(key)"
        case .notWithProportional(let line?, let key): "lines: \(line): \(key)"
        case .notWithProportional(nil, let key), .notWithOptimum(let key): key
        case .floorWithoutOptimum(let line): "lines: \(line): reserve: mode"
        case .floorOutOfReach(let lines): "lines: \(lines.joined(separator: ", ")): reserve"
        case .tooManyConditions, .nothingFound: "lines"
        }
    }

    package var message: Message {
        switch self {
        case .duplicateLine: Message(fr: "deux lignes de ce nom", nl: "twee lijnen met deze naam", en: "two lines of this name")
        case .duplicateApplication:
            Message(fr: "deux dossiers de ce nom", nl: "twee dossiers met deze naam", en: "two applications of this name")
        case .duplicateSubmittedRank(let rank, let applications):
            Message(
                fr: "\(rank) est partagé par \(applications.joined(separator: ", "))",
                nl: "\(rank) wordt gedeeld door \(applications.joined(separator: ", "))",
                en: "\(rank) is shared by \(applications.joined(separator: ", "))")
        case .unknownLine(_, let line):
            Message(
                fr: "la ligne \(line) n'existe pas", nl: "de lijn \(line) bestaat niet", en: "there is no line \(line)")
        case .reserveAboveTotal(_, let reserve, let total):
            Message(
                fr: "\(reserve.decimal) réservés d'un total de \(total.decimal)",
                nl: "\(reserve.decimal) gereserveerd van een totaal van \(total.decimal)",
                en: "\(reserve.decimal) reserved of a total of \(total.decimal)")
        case .amountOutOfRange(_, let cents):
            Message(
                fr: "\(cents.decimal) n'est pas un montant possible ici", nl: "\(cents.decimal) is hier geen mogelijk bedrag",
                en: "\(cents.decimal) is no amount that can stand here")
        case .negativeCap(_, let cap):
            Message(
                fr: "un nombre de subsides de \(cap), sous zéro", nl: "een aantal subsidies van \(cap), onder nul",
                en: "a number of awards of \(cap), below zero")
        case .nothingRequested: Message(fr: "rien n'est demandé", nl: "er wordt niets gevraagd", en: "nothing is requested")
        case .minimumAboveRequest(_, let minimum, let requested):
            Message(
                fr: "\(minimum.decimal), plus que les \(requested.decimal) demandés",
                nl: "\(minimum.decimal), meer dan de gevraagde \(requested.decimal)",
                en: "\(minimum.decimal), more than the \(requested.decimal) requested")
        case .scoreOutOfRange(_, let score):
            Message(
                fr: "\(score) est hors de l'échelle possible", nl: "\(score) valt buiten de mogelijke schaal",
                en: "\(score) is beyond what a score can be")
        case .roundingUnitNotPositive(let unit):
            Message(
                fr: "\(unit.decimal) : l'unité d'arrondi est au-dessus de zéro",
                nl: "\(unit.decimal): de afrondingseenheid is groter dan nul",
                en: "\(unit.decimal): the rounding unit is above zero")
        case .bandsOutOfRange:
            Message(
                fr: "hors limites : 0 ≤ nothingUpTo ≤ wholeFrom ≤ 100, fullScore au-dessus de zéro",
                nl: "buiten de grenzen: 0 ≤ nothingUpTo ≤ wholeFrom ≤ 100, fullScore groter dan nul",
                en: "out of range: 0 ≤ nothingUpTo ≤ wholeFrom ≤ 100, fullScore above zero")
        case .notWithProportional, .notWithOptimum, .floorWithoutOptimum, .floorOutOfReach, .nothingFound, .tooManyConditions: ofRule
        }
    }

    /// What a rule cannot honour.
    private var ofRule: Message {
        switch self {
        case .notWithOptimum:
            Message(
                fr: "la règle optimum ne le connaît pas", nl: "de regel optimum kent dit niet",
                en: "the rule optimum knows no such thing")
        case .floorWithoutOptimum:
            Message(
                fr: "floor va seulement avec la règle optimum", nl: "floor gaat alleen met de regel optimum",
                en: "floor goes with the rule optimum only")
        case .floorOutOfReach:
            Message(
                fr: "aucune liste de subsides n'atteint ce minimum dans les autres limites",
                nl: "geen enkele lijst van subsidies bereikt dit minimum binnen de andere grenzen",
                en: "no list of awards reaches this floor within the other limits")
        case .nothingFound:
            Message(
                fr: "aucune liste qui atteint les minimums n'a été trouvée dans la limite de travail, bien qu'il puisse y en avoir une",
                nl: "binnen de grens van werk werd geen lijst gevonden die de minima bereikt, al kan er een zijn",
                en: "no list of awards that reaches the floors was found within the limit of work, though there may be one")
        case .tooManyConditions(let count, let most):
            Message(
                fr: "\(count) lignes ont minAwards ou une réserve qui déborde ; la règle optimum peut en peser \(most)",
                nl: "\(count) lijnen hebben minAwards of een reserve die vrijkomt; de regel optimum kan er \(most) wegen",
                en: "\(count) lines have minAwards or a reserve that spills; the rule optimum can weigh \(most)")
        default:
            Message(
                fr: "la règle proportional ne le connaît pas", nl: "de regel proportional kent dit niet",
                en: "the rule proportional knows no such thing")
        }
    }

    /// What to do about faults of a problem.
    package static let correcting = Message(
        fr: "corrigez le problème ; `appel help allocate` nomme ses clés",
        nl: "verbeter het probleem; `appel help allocate` noemt zijn sleutels",
        en: "correct the problem; `appel help allocate` names its keys")
}

extension AllocationFault.Amount {
    fileprivate var path: String {
        switch self {
        case .total(let line): "lines: \(line): totalCents"
        case .maxAward(let line): "lines: \(line): maxAwardCents"
        case .reserve(let line): "lines: \(line): reserve: cents"
        case .request(let application): "applications: \(application): requestedCents"
        case .minimumUseful(let application): "applications: \(application): minimumUsefulCents"
        }
    }
}
