package import CallModel
package import Selection
import Service

extension Allocation.Reason {
    /// What stood in the way, with the figures.
    package var sentence: Message {
        switch self {
        case .belowThreshold(let score, let threshold):
            Message(
                fr: "Score \(score), sous le seuil de \(threshold).", nl: "Score \(score), onder de drempel van \(threshold).",
                en: "Score \(score), below the threshold of \(threshold).")
        case .earnsNothing(let score):
            Message(
                fr: "Score \(score) : il ne donne droit à rien.", nl: "Score \(score): daarmee is niets verdiend.",
                en: "Score \(score), which earns nothing.")
        case .notEligible(let ceiling?):
            Message(
                fr: "Demande plus que le plafond de ses lignes, \(ceiling.decimal).",
                nl: "Vraagt meer dan het plafond van zijn lijnen, \(ceiling.decimal).",
                en: "Asks for more than the ceiling of its lines, \(ceiling.decimal).")
        case .notEligible(nil):
            Message(fr: "Aucune ligne ne peut le payer.", nl: "Geen enkele lijn kan het betalen.", en: "No line may pay it.")
        case .lineExhausted(let line, let rank):
            Message(
                fr: "La ligne \(line) est épuisée depuis le rang \(rank).", nl: "De lijn \(line) is uitgeput sinds rang \(rank).",
                en: "Line \(line) was exhausted at rank \(rank).")
        case .skippedShort(let line, let short):
            Message(
                fr: "Il manque \(short.decimal) sur la ligne \(line).", nl: "Op de lijn \(line) ontbreekt \(short.decimal).",
                en: "Line \(line) is \(short.decimal) short.")
        case .fence(let line, let short, let reserve):
            Message(
                fr: "Il manque \(short.decimal) sur la ligne \(line), dont \(reserve.decimal) sont réservés.",
                nl: "Op de lijn \(line) ontbreekt \(short.decimal), terwijl \(reserve.decimal) gereserveerd is.",
                en: "Line \(line) is \(short.decimal) short, while \(reserve.decimal) of it are reserved.")
        case .lineClosed(let line, let rank):
            Message(
                fr: "La ligne \(line) est close depuis le rang \(rank).", nl: "De lijn \(line) is gesloten sinds rang \(rank).",
                en: "Line \(line) was closed at rank \(rank).")
        case .awardCap(let line, let limit):
            Message(
                fr: "La ligne \(line) a donné ses \(limit) subsides.", nl: "De lijn \(line) heeft haar \(limit) subsidies gegeven.",
                en: "Line \(line) has given its \(limit) awards.")
        case .tooFewAwards(let line, let awards, let minimum):
            .tooFewAwards(line: line, awards: awards, minimum: minimum)
        case .applicantCap(let limit):
            Message(
                fr: "L'association a déjà \(limit) subside(s).", nl: "De vereniging heeft al \(limit) subsidie(s).",
                en: "The organisation has \(limit) award(s) already.")
        }
    }
}
