package import CallModel

extension BankReportFault {
    package var message: Message {
        switch self {
        case .unreadable(let fault):
            Message(
                fr: "ligne \(fault.line) : le XML est illisible (\(fault.reason))",
                nl: "regel \(fault.line): de XML is onleesbaar (\(fault.reason))",
                en: "line \(fault.line): the XML cannot be read (\(fault.reason))")
        case .wrongKind:
            Message(fr: "ce n'est pas un pain.002", nl: "het is geen pain.002", en: "it is no pain.002")
        case .unknownCode(let code):
            Message(
                fr: "« \(code) » n'est pas un statut de paiement ISO 20022",
                nl: "\"\(code)\" is geen betaalstatus van ISO 20022", en: "\"\(code)\" is no payment status of ISO 20022")
        case .badAmount(let text):
            Message(fr: "« \(text) » n'est pas un montant", nl: "\"\(text)\" is geen bedrag", en: "\"\(text)\" is no amount")
        case .unnamed:
            Message(
                fr: "un statut n'a pas de référence de bout en bout", nl: "een status heeft geen end-to-end-referentie",
                en: "a status has no end-to-end identifier")
        case .table(let error): error.message
        case .missingColumn(let column):
            Message(
                fr: "la colonne \(column) manque", nl: "kolom \(column) ontbreekt", en: "the column \(column) is missing")
        case .incomplete(let row):
            Message(fr: "la ligne \(row) est incomplète", nl: "rij \(row) is onvolledig", en: "row \(row) is incomplete")
        }
    }
}

extension Reconciliation.Fault {
    package var message: Message {
        switch self {
        case .otherMessage(let message):
            Message(
                fr: "il répond au message \(message), qui n'est pas celui-ci", nl: "het antwoordt op bericht \(message), niet op dit",
                en: "it answers the message \(message), which is not this one")
        case .unknown(let payment):
            Message(
                fr: "le paiement \(payment) n'est pas dans ce lot", nl: "betaling \(payment) zit niet in deze reeks",
                en: "the payment \(payment) is not in this batch")
        case .contradiction(let payment):
            Message(
                fr: "le paiement \(payment) est dit exécuté et rejeté", nl: "betaling \(payment) heet uitgevoerd en geweigerd",
                en: "the payment \(payment) is said to be booked and rejected")
        case .otherAmount(let payment, let ordered, let reported):
            Message(
                fr: "le paiement \(payment) : \(reported.decimal) au lieu de \(ordered.decimal)",
                nl: "betaling \(payment): \(reported.decimal) in plaats van \(ordered.decimal)",
                en: "the payment \(payment): \(reported.decimal) instead of \(ordered.decimal)")
        }
    }
}
