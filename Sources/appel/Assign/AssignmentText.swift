import CallModel
import Selection
import Service

/// An assignment as people read it: the pairs with their reasons, and the totals.
struct AssignmentText {
    private let plan: AssignmentPlan
    private let parts: [[String]: AffinityParts]
    private let printer: Printer

    init(_ plan: AssignmentPlan, _ affinities: [AssignedReviews.PairAffinity], _ printer: Printer) {
        (self.plan, self.printer) = (plan, printer)
        parts = Dictionary(affinities.map { ([$0.application, $0.reviewer], $0.parts) }) { first, _ in first }
    }

    func text(_ style: Style) -> String {
        let rows = plan.assignments.flatMap { assigned in
            assigned.reviewers.map { pair in
                PairRow(
                    application: assigned.application, pair: pair, parts: parts[[assigned.application, pair.reviewer]],
                    nextBest: assigned.nextBest)
            }
        }
        let totals = Message(
            fr: "Affinité totale \(plan.totalAffinity), le dossier le moins bien servi \(plan.worstAffinity).",
            nl: "Totale affiniteit \(plan.totalAffinity), het minst bediende dossier \(plan.worstAffinity).",
            en: "Total affinity \(plan.totalAffinity), the file that has least \(plan.worstAffinity).")
        let doubt = Message(
            fr: "La recherche a été interrompue : une répartition plus équitable peut exister.",
            nl: "Het zoeken is afgebroken: er kan een eerlijkere verdeling bestaan.",
            en: "The search was broken off: a fairer assignment may exist.")
        return printer.text(of: rows, style) + style.strong(totals.text(in: printer.language)) + "\n"
            + (plan.isProven ? "" : doubt.text(in: printer.language) + "\n")
    }
}

private struct PairRow: TableRow {
    let application: String
    let pair: AssignmentPlan.Pair
    let parts: AffinityParts?
    let nextBest: AssignmentPlan.Alternative?

    static let columns: [Column] = [
        .text(Words.reference), .text(Words.member), .number(Message(fr: "affinité", nl: "affiniteit", en: "affinity")),
        .flexible(Words.reason)
    ]

    func cells(in language: Language) -> [String] {
        let made = parts.map {
            Message(
                fr: "thèmes \($0.themes), pays \($0.countries), langue \($0.language), préférence \($0.preference). ",
                nl: "thema's \($0.themes), landen \($0.countries), taal \($0.language), voorkeur \($0.preference). ",
                en: "themes \($0.themes), countries \($0.countries), language \($0.language), preference \($0.preference). "
            ).text(in: language)
        }
        return [application, pair.reviewer, String(pair.affinity), (made ?? "") + sentence.text(in: language)]
    }

    private var sentence: Message {
        let next = nextBest?.reviewer ?? "–"
        let points = nextBest?.affinity ?? 0
        switch pair.reason {
        case .assignedBefore:
            return Message(fr: "Déjà attribué.", nl: "Al toegewezen.", en: "Assigned before.")
        case .nobodyElse:
            return Message(fr: "Personne d'autre ne le peut.", nl: "Niemand anders mag.", en: "Nobody else may.")
        case .higherAffinity:
            return Message(
                fr: "Le suivant est \(next), \(points).", nl: "De volgende is \(next), \(points).",
                en: "The next best is \(next), \(points).")
        case .tie:
            return Message(
                fr: "Égal à \(next) : le tirage de l'appel ou l'ensemble a tranché.",
                nl: "Gelijk met \(next): de loting van de oproep of het geheel besliste.",
                en: "Equal to \(next): the hash of the call, or the whole, decided.")
        case .neededElsewhere:
            return Message(
                fr: "\(next), \(points), sert mieux d'autres dossiers.", nl: "\(next), \(points), dient andere dossiers beter.",
                en: "\(next), \(points), is of more use to other files.")
        }
    }
}

extension Failure {
    /// No assignment exists.
    init(_ shortage: AssignmentShortage, in language: Language) {
        switch shortage {
        case .places(let applications, let needed, let places):
            let what = Message(
                fr: "\(applications.count) dossier(s) ont besoin de \(needed) évaluations, et il n'y a que \(places) places sans conflit",
                nl: "\(applications.count) dossier(s) vragen \(needed) beoordelingen, en er zijn maar \(places) plaatsen zonder conflict",
                en: "\(applications.count) file(s) need \(needed) reviews, and there are only \(places) unconflicted places for them")
            self.init(
                .refused, what.text(in: language), at: applications,
                next: Message(
                    fr: "ajoutez des membres, augmentez leur charge (--max-load) ou demandez moins d'évaluations (--per-file)",
                    nl: "voeg leden toe, verhoog hun belasting (--max-load) of vraag minder beoordelingen (--per-file)",
                    en: "add members, raise their load (--max-load) or ask for fewer reviews (--per-file)"
                ).text(in: language))
        case .minimumLoads(let reviewers, let due, let available, let applications):
            let names = reviewers.joined(separator: ", ")
            let what = Message(
                fr: "il faut au moins \(due) dossiers à \(names), et il n'y a que \(available) évaluations sans conflit pour eux",
                nl: "\(names) moeten minstens \(due) dossiers krijgen, en er zijn maar \(available) beoordelingen zonder conflict voor hen",
                en: "\(names) are due at least \(due) files, and there are only \(available) unconflicted reviews for them")
            self.init(
                .refused, what.text(in: language), at: applications,
                next: Message(
                    fr: "abaissez la charge minimale (--min-load)", nl: "verlaag de minimale belasting (--min-load)",
                    en: "lower the minimum load (--min-load)"
                ).text(in: language))
        }
    }
}
