package import CallModel

extension CallState {
    package var label: Message {
        switch self {
        case .absent: Message(fr: "inexistant", nl: "onbestaand", en: "absent")
        case .drafted: Message(fr: "en préparation", nl: "in voorbereiding", en: "drafted")
        case .open: Message(fr: "ouvert", nl: "open", en: "open")
        case .closed: Message(fr: "clos", nl: "gesloten", en: "closed")
        case .admissibility: Message(fr: "recevabilité", nl: "ontvankelijkheid", en: "admissibility")
        case .review: Message(fr: "évaluation", nl: "beoordeling", en: "review")
        case .deliberation: Message(fr: "délibération", nl: "beraadslaging", en: "deliberation")
        case .decided: Message(fr: "décidé", nl: "beslist", en: "decided")
        case .published: Message(fr: "publié", nl: "bekendgemaakt", en: "published")
        case .archived: Message(fr: "archivé", nl: "gearchiveerd", en: "archived")
        case .cancelled: Message(fr: "annulé", nl: "geannuleerd", en: "cancelled")
        case .unsuccessful: Message(fr: "infructueux", nl: "vruchteloos", en: "unsuccessful")
        }
    }
}

extension CallAction {
    package var label: Message {
        switch self {
        case .create: Message(fr: "créer", nl: "aanmaken", en: "create")
        case .revise: Message(fr: "réviser", nl: "herzien", en: "revise")
        case .open: Message(fr: "ouvrir", nl: "openen", en: "open")
        case .amend: Message(fr: "modifier", nl: "wijzigen", en: "amend")
        case .extend: Message(fr: "prolonger", nl: "verlengen", en: "extend")
        case .extendReview:
            Message(fr: "prolonger l'évaluation", nl: "de beoordeling verlengen", en: "extend the review")
        case .close: Message(fr: "clôturer", nl: "sluiten", en: "close")
        case .beginAdmissibility: Message(fr: "entamer la recevabilité", nl: "de ontvankelijkheid aanvatten", en: "begin admissibility")
        case .beginReview: Message(fr: "entamer l'évaluation", nl: "de beoordeling aanvatten", en: "begin review")
        case .beginDeliberation: Message(fr: "entamer la délibération", nl: "de beraadslaging aanvatten", en: "begin deliberation")
        case .decide: Message(fr: "décider", nl: "beslissen", en: "decide")
        case .publish: Message(fr: "publier les décisions", nl: "de beslissingen bekendmaken", en: "release the decisions")
        case .archive: Message(fr: "archiver", nl: "archiveren", en: "archive")
        case .cancel: Message(fr: "annuler", nl: "annuleren", en: "cancel")
        case .declareUnsuccessful: Message(fr: "déclarer infructueux", nl: "vruchteloos verklaren", en: "declare unsuccessful")
        }
    }
}
