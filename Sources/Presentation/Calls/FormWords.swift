package import CallModel

/// Words about the questions of a form.
package enum FormWords {
    package static let legend = Message(fr: "* obligatoire", nl: "* verplicht", en: "* required")
    package static let personal = Message(fr: "donnée personnelle", nl: "persoonsgegeven", en: "personal")
}

extension FieldType.Kind {
    /// The type in words.
    package var label: Message {
        switch self {
        case .text: Message(fr: "texte", nl: "tekst", en: "text")
        case .integer: Message(fr: "nombre entier", nl: "geheel getal", en: "whole number")
        case .number: Message(fr: "nombre", nl: "getal", en: "number")
        case .money: Message(fr: "montant en euro", nl: "bedrag in euro", en: "amount in euro")
        case .date: Message(fr: "date", nl: "datum", en: "date")
        case .choice: Message(fr: "un choix", nl: "één keuze", en: "one choice")
        case .multipleChoice: Message(fr: "plusieurs choix", nl: "meerdere keuzes", en: "several choices")
        case .country: Message(fr: "pays", nl: "land", en: "country")
        case .countries: Message(fr: "pays (plusieurs)", nl: "landen", en: "countries")
        case .boolean: Message(fr: "oui ou non", nl: "ja of nee", en: "yes or no")
        case .sdgTarget: Message(fr: "cibles des ODD", nl: "subdoelstellingen van de SDG's", en: "targets of the SDGs")
        case .beneficiaries: Message(fr: "bénéficiaires", nl: "begunstigden", en: "beneficiaries")
        case .people: Message(fr: "personnes", nl: "personen", en: "people")
        case .logframe: Message(fr: "cadre logique", nl: "logisch kader", en: "logical framework")
        case .risks: Message(fr: "risques", nl: "risico's", en: "risks")
        case .partners: Message(fr: "partenaires", nl: "partners", en: "partners")
        case .budget: Message(fr: "budget", nl: "begroting", en: "budget")
        case .cofunding: Message(fr: "cofinancement", nl: "cofinanciering", en: "co-funding")
        case .gender: Message(fr: "marqueur de genre", nl: "gendermarker", en: "gender marker")
        case .sector: Message(fr: "secteurs du CAD", nl: "sectoren van het DAC", en: "sectors of the DAC")
        case .attachments: Message(fr: "annexes", nl: "bijlagen", en: "attachments")
        }
    }
}

/// A limit of an answer, by the name that the definition gives it.
package struct FormLimit: Hashable {
    package let key: String
    package let value: String

    package var words: Message {
        switch key {
        case "minLength":
            Message(fr: "au moins \(value) caractères", nl: "minstens \(value) tekens", en: "at least \(value) characters")
        case "maxLength":
            Message(fr: "au plus \(value) caractères", nl: "hoogstens \(value) tekens", en: "at most \(value) characters")
        case "maxWords":
            Message(fr: "au plus \(value) mots", nl: "hoogstens \(value) woorden", en: "at most \(value) words")
        case "decimals":
            Message(fr: "décimales : \(value)", nl: "decimalen: \(value)", en: "decimals: \(value)")
        case "min", "earliest", "atLeast": Message(fr: "≥ \(value)", nl: "≥ \(value)", en: "≥ \(value)")
        case "max", "latest", "atMost": Message(fr: "≤ \(value)", nl: "≤ \(value)", en: "≤ \(value)")
        default: Message(fr: value, nl: value, en: value)
        }
    }
}

extension FieldCondition {
    /// When the question is asked.
    package var sentence: Message {
        switch test {
        case .isOneOf(let words):
            let list = words.joined(separator: ", ")
            return Message(fr: "si \(field) = \(list)", nl: "als \(field) = \(list)", en: "if \(field) = \(list)")
        case .above(let limit):
            return Message(fr: "si \(field) > \(limit)", nl: "als \(field) > \(limit)", en: "if \(field) > \(limit)")
        }
    }
}
