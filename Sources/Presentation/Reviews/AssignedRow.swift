package import CallModel
package import Selection
package import Service

/// A reviewer of a file, with what speaks for that.
package struct AssignedRow: TableRow {
    package let application: String
    package let pair: AssignmentPlan.Pair
    package let parts: AffinityParts?
    package let nextBest: AssignmentPlan.Alternative?

    package static let columns: [Column] = [
        .text(Words.reference), .text(Words.member), .number(Message(fr: "affinité", nl: "affiniteit", en: "affinity")),
        .flexible(Words.reason)
    ]

    package func cells(in language: Language) -> [String] {
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

extension AssignmentPlan {
    /// One row for each file and reviewer.
    ///
    /// - Parameter affinities: of what the affinity of a pair is made, where that is known.
    package func rows(_ affinities: [AssignedReviews.PairAffinity]) -> [AssignedRow] {
        let parts = Dictionary(affinities.map { ([$0.application, $0.reviewer], $0.parts) }) { first, _ in first }
        return assignments.flatMap { assigned in
            assigned.reviewers.map { pair in
                AssignedRow(
                    application: assigned.application, pair: pair, parts: parts[[assigned.application, pair.reviewer]],
                    nextBest: assigned.nextBest)
            }
        }
    }

    package var totals: Message {
        Message(
            fr: "Affinité totale \(totalAffinity), le dossier le moins bien servi \(worstAffinity).",
            nl: "Totale affiniteit \(totalAffinity), het minst bediende dossier \(worstAffinity).",
            en: "Total affinity \(totalAffinity), the file that has least \(worstAffinity).")
    }

    /// What is said of a plan that is not proven.
    package static var doubt: Message {
        Message(
            fr: "La recherche a été interrompue : une répartition plus équitable peut exister.",
            nl: "Het zoeken is afgebroken: er kan een eerlijkere verdeling bestaan.",
            en: "The search was broken off: a fairer assignment may exist.")
    }
}

extension AssignedReviews {
    /// How many pairs are new, and how many were there.
    package var sentence: Message {
        Message(
            fr: "Attributions nouvelles : \(receipt.changed) ; gardées : \(receipt.unchanged).",
            nl: "Nieuwe toewijzingen: \(receipt.changed); behouden: \(receipt.unchanged).",
            en: "New assignments: \(receipt.changed); kept: \(receipt.unchanged).")
    }
}
