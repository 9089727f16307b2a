package import CallModel
package import Workflow

/// Words of the minutes.
package enum MinutesWords {
    package static let minutes = Message(fr: "procès-verbal", nl: "notulen", en: "minutes")
    package static let position = Message(fr: "point", nl: "punt", en: "item")
    package static let outside = Message(fr: "sortis", nl: "buiten", en: "left")
    package static let sitting = Message(fr: "siègent", nl: "zetelen", en: "sitting")
    package static let quorum = Message(fr: "quorum", nl: "quorum", en: "quorum")
    package static let departures = Message(fr: "sorties", nl: "keer vertrokken", en: "departures")
    package static let no = Message(fr: "non", nl: "nee", en: "no")

    package static func opinion(_ opinion: AdviceOpinion) -> Message {
        switch opinion {
        case .favourable: Message(fr: "favorable", nl: "gunstig", en: "favourable")
        case .reserve: Message(fr: "réserve", nl: "reserve", en: "reserve")
        case .unfavourable: Message(fr: "défavorable", nl: "ongunstig", en: "unfavourable")
        }
    }

    package static func stayed(_ reference: String, _ members: String) -> Message {
        Message(
            fr: "\(reference) : \(members) a un conflit d'intérêts et n'est pas noté comme sorti.",
            nl: "\(reference): \(members) heeft een belangenconflict en staat niet genoteerd als vertrokken.",
            en: "\(reference): \(members) has a conflict of interest and is not noted as having left.")
    }

    package static func counting(_ reference: String, _ members: String) -> Message {
        Message(
            fr: "\(reference) : les notes de \(members) font partie du score ; le conflit d'intérêts a été enregistré trop tard pour "
                + "les annuler.",
            nl: "\(reference): de scores van \(members) zijn deel van de score; het belangenconflict werd te laat opgetekend om ze te "
                + "laten vervallen.",
            en: "\(reference): the scores of \(members) are part of the score; the conflict of interest was recorded too late to void "
                + "them.")
    }
}
