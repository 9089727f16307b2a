package import CallModel
import Foundation
package import Selection

/// Words about scores, ranks and how sure they are.
package enum CalibrationWords {
    package static let mean = Message(fr: "moyenne", nl: "gemiddelde", en: "mean")
    package static let calibrated = Message(fr: "calibrée", nl: "gekalibreerd", en: "calibrated")
    package static let error = Message(fr: "erreur type", nl: "standaardfout", en: "standard error")
    package static let expectedRank = Message(fr: "rang attendu", nl: "verwachte rang", en: "expected rank")
    package static let half = Message(fr: "50 %", nl: "50%", en: "50%")
    package static let most = Message(fr: "90 %", nl: "90%", en: "90%")
    package static let tieZone = Message(fr: "zone d'égalité", nl: "gelijke zone", en: "tie zone")
    package static let severity = Message(fr: "sévérité", nl: "strengheid", en: "severity")
    package static let range = Message(fr: "écart", nl: "verschil", en: "range")
    package static let variance = Message(fr: "variance", nl: "variantie", en: "variance")
    package static let leave = Message(fr: "sortent", nl: "gaan buiten", en: "leave the room")
    package static let part = Message(fr: "partie", nl: "deel", en: "part")
    package static let disagreement = Message(fr: "désaccord", nl: "onenigheid", en: "disagreement")
    package static let rest = Message(fr: "autres", nl: "overige", en: "others")
    package static let lowest = Message(fr: "plus basse", nl: "laagste", en: "lowest")
    package static let highest = Message(fr: "plus haute", nl: "hoogste", en: "highest")
    package static let consensus = Message(fr: "consensus", nl: "consensus", en: "consensus")

    package static let impossible = Message(
        fr: "ces notes ne peuvent pas être calibrées", nl: "deze scores kunnen niet gekalibreerd worden",
        en: "these scores cannot be calibrated")

    package static func fault(_ fault: CalibrationFault) -> Message {
        switch fault {
        case .noScore:
            Message(
                fr: "il n'y a pas de note sous l'en-tête", nl: "er staat geen score onder de kop", en: "there is no score below the header")
        case .scoredTwice(let application, let reviewer):
            Message(
                fr: "\(reviewer) a coté \(application) deux fois", nl: "\(reviewer) heeft \(application) twee keer beoordeeld",
                en: "\(reviewer) scored \(application) twice")
        case .notFinite(let application, let reviewer):
            Message(
                fr: "la note de \(reviewer) pour \(application) n'est pas un nombre utilisable",
                nl: "de score van \(reviewer) voor \(application) is geen bruikbaar getal",
                en: "the score of \(reviewer) for \(application) is no number that can be used")
        }
    }

    package static func columns(_ path: String) -> Message {
        Message(
            fr: "donnez dans \(path) une ligne par note : application,reviewer,score",
            nl: "geef in \(path) een rij per score: application,reviewer,score",
            en: "give one row a score in \(path): application,reviewer,score")
    }

    package static func unlinked(_ parts: Int) -> Message {
        Message(
            fr:
                "Les évaluations forment \(parts) groupes qu'aucun évaluateur ne relie : ils ne se comparent pas, et aucun rang n'est donné.",
            nl: "De beoordelingen vormen \(parts) groepen die geen beoordelaar verbindt: ze zijn niet te vergelijken, en er is geen rang.",
            en: "The reviews form \(parts) groups that no reviewer links: they cannot be compared, and no rank is given.")
    }

    package static func zone(_ fund: Int, _ files: [String]) -> Message {
        let list = files.isEmpty ? "–" : files.joined(separator: ", ")
        return Message(
            fr: "Zone d'égalité autour du rang \(fund) : \(list)", nl: "Gelijke zone rond rang \(fund): \(list)",
            en: "Tie zone around rank \(fund): \(list)")
    }
}

extension Double {
    /// With two decimals, as estimates are shown.
    var shown: String { String(format: "%.2f", self) }
}
