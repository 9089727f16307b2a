package import CallModel

/// The words of batches for the bank.
package enum BatchWords {
    package static let answered = Message(fr: "traité par la banque", nl: "behandeld door de bank", en: "treated by the bank")
    package static let batch = Message(fr: "lot", nl: "reeks", en: "batch")
    package static let endToEnd = Message(fr: "référence de bout en bout", nl: "end-to-end-referentie", en: "end-to-end reference")
    package static let execution = Message(fr: "exécution", nl: "uitvoering", en: "execution")
    package static let leftOut = Message(fr: "laissé de côté", nl: "niet opgenomen", en: "left out")
    package static let message = Message(fr: "message", nl: "bericht", en: "message")
    package static let payments = Message(fr: "paiements", nl: "betalingen", en: "payments")
    package static let rejected = Message(fr: "rejetés", nl: "geweigerd", en: "rejected")
    package static let settled = Message(fr: "exécutés", nl: "uitgevoerd", en: "booked")

    /// What became of a payment.
    package static func status(_ name: String) -> Message {
        switch name {
        case "ordered": Message(fr: "sans réponse", nl: "zonder antwoord", en: "no answer yet")
        case "pending": Message(fr: "en cours", nl: "onderweg", en: "on its way")
        case "settled": Message(fr: "exécuté", nl: "uitgevoerd", en: "booked")
        case "rejected": Message(fr: "rejeté", nl: "geweigerd", en: "rejected")
        case "withdrawn": Message(fr: "retiré", nl: "ingetrokken", en: "withdrawn")
        default: Message(fr: name, nl: name, en: name)
        }
    }
}
