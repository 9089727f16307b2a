import CallModel
import Exchange
import Service

/// The words of batches for the bank.
enum BatchWords {
    static let answered = Message(fr: "traité par la banque", nl: "behandeld door de bank", en: "treated by the bank")
    static let batch = Message(fr: "lot", nl: "reeks", en: "batch")
    static let endToEnd = Message(fr: "référence de bout en bout", nl: "end-to-end-referentie", en: "end-to-end reference")
    static let execution = Message(fr: "exécution", nl: "uitvoering", en: "execution")
    static let leftOut = Message(fr: "laissé de côté", nl: "niet opgenomen", en: "left out")
    static let message = Message(fr: "message", nl: "bericht", en: "message")
    static let payments = Message(fr: "paiements", nl: "betalingen", en: "payments")
    static let rejected = Message(fr: "rejetés", nl: "geweigerd", en: "rejected")
    static let settled = Message(fr: "exécutés", nl: "uitgevoerd", en: "booked")

    /// What became of a payment.
    static func status(_ name: String) -> Message {
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

extension BatchReceipt.LeftOut {
    /// Why a payment is not in the file.
    var reason: Message {
        switch why {
        case .inBatch:
            let state = BatchWords.status(status ?? "")
            let number = batch.map(String.init) ?? ""
            return Message(
                fr: "déjà dans le lot \(number) (\(state.french))", nl: "al in reeks \(number) (\(state.dutch))",
                en: "in batch \(number) already (\(state.english))")
        case .zero: return Message(fr: "montant nul", nl: "bedrag is nul", en: "an amount of zero")
        case .cancelled: return PaymentOrder.Standing.cancelled.label
        case .suspended: return PaymentOrder.Standing.suspended.label
        }
    }
}

extension Failure {
    /// No file was made: what cannot be paid, and what is not to be paid.
    init(_ refusals: PaymentRefusals, leftOut: [BatchReceipt.LeftOut], in language: Language) {
        let found = Message(
            fr: "aucun lot de paiements n'a été fait", nl: "er is geen betaalreeks gemaakt", en: "no payment batch was made")
        self.init(
            .refused, found.text(in: language),
            at: refusals.refusals.map { $0.message.text(in: language) }
                + leftOut.map { "\($0.reference): \($0.reason.text(in: language))" },
            next: Failure.correcting(nil).text(in: language))
    }
}
