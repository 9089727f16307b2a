extension AwardBound {
    /// The bound in words, with its article when it has one.
    package var message: Message {
        switch source {
        case .rule(_, let article):
            return Message(
                fr: "plafond de \(amount.french) (\(article))",
                nl: "maximum van \(amount.dutch) (\(article))",
                en: "ceiling of \(amount.english) (\(article))")
        case .request:
            return Message(
                fr: "montant demandé : \(amount.french)", nl: "gevraagd bedrag: \(amount.dutch)", en: "amount requested: \(amount.english)")
        case .envelope(let line, let article):
            return Message(
                fr: "solde de l'enveloppe \(line) : \(amount.french) (\(article))",
                nl: "saldo van het budget \(line): \(amount.dutch) (\(article))",
                en: "left of the envelope \(line): \(amount.english) (\(article))")
        case .bands:
            return Message(
                fr: "ce que le score donne de la demande : \(amount.french)", nl: "wat de score van de aanvraag oplevert: \(amount.dutch)",
                en: "what the score earns of the request: \(amount.english)")
        case .share(let line, let article):
            return Message(
                fr: "part proportionnelle de la ligne \(line) : \(amount.french) (\(article))",
                nl: "evenredig deel van lijn \(line): \(amount.dutch) (\(article))",
                en: "proportional share of line \(line): \(amount.english) (\(article))")
        case .line(let line, let article):
            return Message(
                fr: "solde de la ligne \(line) : \(amount.french) (\(article))", nl: "saldo van lijn \(line): \(amount.dutch) (\(article))",
                en: "left of line \(line): \(amount.english) (\(article))")
        case .fence(let line, let article):
            return Message(
                fr: "solde de la ligne \(line) hors réserve : \(amount.french) (\(article))",
                nl: "saldo van lijn \(line) buiten de reserve: \(amount.dutch) (\(article))",
                en: "left of line \(line) outside its reserve: \(amount.english) (\(article))")
        case .number(let line, let article):
            return Message(
                fr: "la ligne \(line) a fait autant d'octrois qu'elle peut (\(article))",
                nl: "lijn \(line) kende zoveel steun toe als ze mag (\(article))",
                en: "line \(line) has made as many awards as it may (\(article))")
        case .advice:
            return Message(
                fr: "montant de l'avis : \(amount.french)",
                nl: "geadviseerd bedrag: \(amount.dutch)",
                en: "amount advised: \(amount.english)")
        case .decision:
            return Message(
                fr: "décision du Collège : \(amount.french)", nl: "beslissing van het College: \(amount.dutch)",
                en: "decision of the College: \(amount.english)")
        }
    }
}
