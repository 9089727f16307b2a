package import CallModel

extension ApplicationState {
    package var label: Message {
        switch self {
        case .absent: Message(fr: "inexistant", nl: "onbestaand", en: "absent")
        case .draft: Message(fr: "brouillon", nl: "ontwerp", en: "draft")
        case .submitted: Message(fr: "introduit", nl: "ingediend", en: "submitted")
        case .complementRequested: Message(fr: "complément demandé", nl: "aanvulling gevraagd", en: "complement requested")
        case .admissible: Message(fr: "recevable", nl: "ontvankelijk", en: "admissible")
        case .inadmissible: Message(fr: "irrecevable", nl: "onontvankelijk", en: "inadmissible")
        case .underReview: Message(fr: "en évaluation", nl: "in beoordeling", en: "under review")
        case .scored: Message(fr: "noté", nl: "gescoord", en: "scored")
        case .advised: Message(fr: "avis rendu", nl: "advies uitgebracht", en: "advised")
        case .awarded: Message(fr: "octroyé", nl: "toegekend", en: "awarded")
        case .reserveListed: Message(fr: "liste de réserve", nl: "reservelijst", en: "reserve-listed")
        case .refused: Message(fr: "refusé", nl: "geweigerd", en: "refused")
        case .withdrawn: Message(fr: "retiré", nl: "ingetrokken", en: "withdrawn")
        case .underAppeal: Message(fr: "en recours", nl: "in beroep", en: "under appeal")
        case .upheld: Message(fr: "décision maintenue", nl: "beslissing bevestigd", en: "decision upheld")
        case .overturned: Message(fr: "décision annulée", nl: "beslissing vernietigd", en: "decision overturned")
        }
    }
}

extension ApplicationAction {
    package var label: Message {
        switch self {
        case .create: Message(fr: "créer", nl: "aanmaken", en: "create")
        case .edit: Message(fr: "modifier", nl: "bewerken", en: "edit")
        case .submit: Message(fr: "introduire", nl: "indienen", en: "submit")
        case .withdraw: Message(fr: "retirer", nl: "intrekken", en: "withdraw")
        case .reinstate: Message(fr: "rétablir", nl: "herstellen", en: "reinstate")
        case .requestComplement: Message(fr: "demander un complément", nl: "een aanvulling vragen", en: "request a complement")
        case .complement: Message(fr: "compléter", nl: "aanvullen", en: "complement")
        case .declareAdmissible: Message(fr: "déclarer recevable", nl: "ontvankelijk verklaren", en: "declare admissible")
        case .declareInadmissible: Message(fr: "déclarer irrecevable", nl: "onontvankelijk verklaren", en: "declare inadmissible")
        case .settleMarker: Message(fr: "arrêter le marqueur genre", nl: "de gendermarker vastleggen", en: "settle the gender marker")
        case .beginReview: Message(fr: "mettre en évaluation", nl: "in beoordeling nemen", en: "begin review")
        case .score: Message(fr: "noter", nl: "scoren", en: "score")
        case .returnToReview: Message(fr: "renvoyer en évaluation", nl: "terugsturen naar beoordeling", en: "return to review")
        case .advise: Message(fr: "rendre un avis", nl: "advies uitbrengen", en: "advise")
        case .award: Message(fr: "octroyer", nl: "toekennen", en: "award")
        case .awardUrgently: Message(fr: "octroyer en urgence", nl: "dringend toekennen", en: "award in urgency")
        case .ratify: Message(fr: "ratifier", nl: "bekrachtigen", en: "ratify")
        case .amend: Message(fr: "modifier l'octroi", nl: "de toekenning wijzigen", en: "amend the award")
        case .approve: Message(fr: "signer l'octroi", nl: "de toekenning ondertekenen", en: "sign the award")
        case .annul: Message(fr: "ne pas confirmer", nl: "niet bevestigen", en: "not confirm")
        case .reserve: Message(fr: "mettre en réserve", nl: "op de reservelijst plaatsen", en: "put on the reserve list")
        case .refuse: Message(fr: "refuser", nl: "weigeren", en: "refuse")
        case .dismiss: Message(fr: "classer sans suite", nl: "zonder gevolg klasseren", en: "dismiss")
        case .notify: Message(fr: "notifier", nl: "ter kennis brengen", en: "notify")
        case .appeal: Message(fr: "introduire un recours", nl: "beroep instellen", en: "appeal")
        case .uphold: Message(fr: "maintenir la décision", nl: "de beslissing bevestigen", en: "uphold the decision")
        case .overturn: Message(fr: "annuler la décision", nl: "de beslissing vernietigen", en: "overturn the decision")
        }
    }
}
