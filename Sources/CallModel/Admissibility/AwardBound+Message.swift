extension AwardBound {
    /// The bound in words, with its article when it has one.
    package var message: Message {
        let amount = "\(amount.decimal) EUR"
        switch source {
        case .rule(_, let article):
            return Message(
                fr: "plafond de \(amount) (\(article))", nl: "maximum van \(amount) (\(article))", en: "ceiling of \(amount) (\(article))")
        case .request:
            return Message(
                fr: "montant demandé : \(amount)", nl: "gevraagd bedrag: \(amount)", en: "amount requested: \(amount)")
        case .envelope(let line, let article):
            return Message(
                fr: "solde de l'enveloppe \(line) : \(amount) (\(article))", nl: "saldo van het budget \(line): \(amount) (\(article))",
                en: "left of the envelope \(line): \(amount) (\(article))")
        case .bands:
            return Message(
                fr: "ce que le score donne de la demande : \(amount)", nl: "wat de score van de aanvraag oplevert: \(amount)",
                en: "what the score earns of the request: \(amount)")
        case .share(let line, let article):
            return Message(
                fr: "part proportionnelle de la ligne \(line) : \(amount) (\(article))",
                nl: "evenredig deel van lijn \(line): \(amount) (\(article))",
                en: "proportional share of line \(line): \(amount) (\(article))")
        case .line(let line, let article):
            return Message(
                fr: "solde de la ligne \(line) : \(amount) (\(article))", nl: "saldo van lijn \(line): \(amount) (\(article))",
                en: "left of line \(line): \(amount) (\(article))")
        case .fence(let line, let article):
            return Message(
                fr: "solde de la ligne \(line) hors réserve : \(amount) (\(article))",
                nl: "saldo van lijn \(line) buiten de reserve: \(amount) (\(article))",
                en: "left of line \(line) outside its reserve: \(amount) (\(article))")
        case .number(let line, let article):
            return Message(
                fr: "la ligne \(line) a fait autant d'octrois qu'elle peut (\(article))",
                nl: "lijn \(line) kende zoveel steun toe als ze mag (\(article))",
                en: "line \(line) has made as many awards as it may (\(article))")
        case .advice:
            return Message(
                fr: "montant de l'avis : \(amount)", nl: "geadviseerd bedrag: \(amount)", en: "amount advised: \(amount)")
        case .decision:
            return Message(
                fr: "décision du Collège : \(amount)", nl: "beslissing van het College: \(amount)",
                en: "decision of the College: \(amount)")
        }
    }
}
