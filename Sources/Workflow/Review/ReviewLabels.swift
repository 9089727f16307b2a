package import CallModel

extension ReviewState {
    package var label: Message {
        switch self {
        case .absent: Message(fr: "inexistante", nl: "onbestaand", en: "absent")
        case .assigned: Message(fr: "attribuée", nl: "toegewezen", en: "assigned")
        case .recused: Message(fr: "récusation", nl: "gewraakt", en: "recused")
        case .draft: Message(fr: "brouillon", nl: "ontwerp", en: "draft")
        case .submitted: Message(fr: "remise", nl: "ingediend", en: "submitted")
        case .reopened: Message(fr: "rouverte", nl: "heropend", en: "reopened")
        case .counted: Message(fr: "comptée", nl: "geteld", en: "counted")
        case .voided: Message(fr: "annulée", nl: "ongeldig", en: "voided")
        }
    }
}

extension ReviewAction {
    package var label: Message {
        switch self {
        case .assign: Message(fr: "attribuer", nl: "toewijzen", en: "assign")
        case .recuse: Message(fr: "se récuser", nl: "zich onthouden", en: "recuse")
        case .save: Message(fr: "enregistrer", nl: "opslaan", en: "save")
        case .submit: Message(fr: "remettre", nl: "indienen", en: "submit")
        case .reopen: Message(fr: "rouvrir", nl: "heropenen", en: "reopen")
        case .count: Message(fr: "compter pour la note", nl: "meetellen voor de score", en: "count for the score")
        case .void: Message(fr: "annuler", nl: "ongeldig verklaren", en: "void")
        }
    }
}
