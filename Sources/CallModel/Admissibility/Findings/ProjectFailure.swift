/// Why a project does not meet a condition, with the values that fail.
package enum ProjectFailure: Hashable, Codable, Sendable {
    case markerTooLow(GenderMarker, minimum: GenderMarker)
    case criteriaNotMet(GenderMarker, missing: [GenderEvidence])
    /// The criteria are claimed, and the file does not say where it shows them.
    case criteriaNotShown(GenderMarker, missing: [GenderEvidence])
    case beforeCrisis(start: CalendarDate, crisis: CalendarDate)

    /// The reason in words; the finding puts the article before it.
    package var message: Message {
        switch self {
        case .markerTooLow(let marker, let minimum):
            return Message(
                fr: "le marqueur genre est \(marker.rawValue) ; il faut au moins \(minimum.rawValue).",
                nl: "de gendermarker is \(marker.rawValue); minstens \(minimum.rawValue) is nodig.",
                en: "the gender marker is \(marker.rawValue); at least \(minimum.rawValue) is needed.")
        case .criteriaNotMet(let marker, let missing):
            let labels = missing.map(\.label)
            return Message(
                fr: "le marqueur genre \(marker.rawValue) demande aussi : \(list(labels, .french)).",
                nl: "gendermarker \(marker.rawValue) vraagt ook: \(list(labels, .dutch)).",
                en: "gender marker \(marker.rawValue) also takes: \(list(labels, .english)).")
        case .criteriaNotShown(let marker, let missing):
            let labels = missing.map(\.label)
            return Message(
                fr: "le dossier ne dit pas où il montre ces critères du marqueur genre \(marker.rawValue) : "
                    + "\(list(labels, .french)).",
                nl: "het dossier zegt niet waar het deze criteria van gendermarker \(marker.rawValue) aantoont: "
                    + "\(list(labels, .dutch)).",
                en: "the file does not say where it shows these criteria of gender marker \(marker.rawValue): "
                    + "\(list(labels, .english)).")
        case .beforeCrisis(let start, let crisis):
            return Message(
                fr: "le projet commence le \(start), avant le premier jour de la crise (\(crisis)).",
                nl: "het project begint op \(start), voor de eerste dag van de crisis (\(crisis)).",
                en: "the project begins on \(start), before the first day of the crisis (\(crisis)).")
        }
    }
}
