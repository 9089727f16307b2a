package import CallModel

/// Why a JSON value is not what its key holds.
package enum JSONFault: Hashable, Sendable {
    /// The text is not JSON; the place when the parser tells it.
    case malformed(line: Int?, column: Int?)
    case notUTF8(line: Int, offset: Int)
    case notList
    case notObject
    case wrongType(Expected)
    /// An amount outside zero to the limit, or a number that is no whole number of cents.
    case notCents
    case missingKey
    case unknownKey(nearest: String?)

    package enum Expected: Hashable, Sendable {
        case text, whole, flag, textList, objectList, answer
    }

    package var message: Message {
        switch self {
        case .malformed(let line?, let column?):
            Message(
                fr: "Ce n'est pas du JSON correct : voyez la ligne \(line), position \(column).",
                nl: "Dit is geen correcte JSON: zie regel \(line), positie \(column).",
                en: "This is not correct JSON: see line \(line), position \(column).")
        case .malformed:
            Message(
                fr: "Ce n'est pas du JSON correct. Une accolade, un crochet ou un guillemet manque sans doute.",
                nl: "Dit is geen correcte JSON. Wellicht ontbreekt een accolade, een haakje of een aanhalingsteken.",
                en: "This is not correct JSON. A brace, a bracket or a quotation mark is probably missing.")
        case .notUTF8(let line, let offset):
            Message(
                fr: "Le fichier n'est pas en UTF-8 (ligne \(line), octet \(offset)). Enregistrez-le dans ce codage.",
                nl: "Het bestand is niet in UTF-8 (regel \(line), byte \(offset)). Bewaar het in die codering.",
                en: "The file is not in UTF-8 (line \(line), byte \(offset)). Save it in that encoding.")
        case .notList:
            Message(
                fr: "Le fichier doit être une liste : [ { … }, { … } ].",
                nl: "Het bestand moet een lijst zijn: [ { … }, { … } ].",
                en: "The file has to be a list: [ { … }, { … } ].")
        case .notObject:
            Message(
                fr: "Il faut ici un objet : { \"clé\": valeur }.",
                nl: "Hier is een object nodig: { \"sleutel\": waarde }.",
                en: "An object is needed here: { \"key\": value }.")
        case .wrongType(let expected): expected.message
        case .notCents:
            Message(
                fr: "Il faut un nombre entier de centimes, de 0 à mille milliards : 800000 pour 8000,00 EUR.",
                nl: "Hier is een geheel aantal centen nodig, van 0 tot duizend miljard: 800000 voor 8000,00 EUR.",
                en: "A whole number of cents is needed, from 0 to a million million: 800000 for 8000.00 EUR.")
        case .missingKey:
            Message(
                fr: "Cette clé est obligatoire. Ajoutez-la.", nl: "Deze sleutel is verplicht. Voeg hem toe.",
                en: "This key is required. Add it.")
        case .unknownKey(nil):
            Message(
                fr: "Cette clé est inconnue. Supprimez-la.", nl: "Deze sleutel is onbekend. Verwijder hem.",
                en: "This key is unknown. Remove it.")
        case .unknownKey(let nearest?):
            Message(
                fr: "Cette clé est inconnue. Vouliez-vous écrire « \(nearest) » ?",
                nl: "Deze sleutel is onbekend. Bedoelde u '\(nearest)'?",
                en: "This key is unknown. Did you mean '\(nearest)'?")
        }
    }
}

extension JSONFault.Expected {
    fileprivate var message: Message {
        switch self {
        case .text:
            Message(
                fr: "Il faut ici un texte entre guillemets.", nl: "Hier is een tekst tussen aanhalingstekens nodig.",
                en: "A text in quotation marks is needed here.")
        case .whole:
            Message(
                fr: "Il faut ici un nombre entier, sans guillemets.",
                nl: "Hier is een geheel getal nodig, zonder aanhalingstekens.",
                en: "A whole number without quotation marks is needed here.")
        case .flag:
            Message(
                fr: "Il faut ici true ou false.", nl: "Hier is true of false nodig.",
                en: "true or false is needed here.")
        case .textList:
            Message(
                fr: "Il faut ici une liste de textes : [\"a\", \"b\"].",
                nl: "Hier is een lijst van teksten nodig: [\"a\", \"b\"].",
                en: "A list of texts is needed here: [\"a\", \"b\"].")
        case .objectList:
            Message(
                fr: "Il faut ici une liste d'objets : [ { … } ].",
                nl: "Hier is een lijst van objecten nodig: [ { … } ].",
                en: "A list of objects is needed here: [ { … } ].")
        case .answer:
            Message(
                fr: "Une réponse est un texte, un nombre entier, true ou false, ou une liste ou un objet de telles valeurs ; un "
                    + "nombre à décimales s'écrit entre guillemets.",
                nl: "Een antwoord is een tekst, een geheel getal, true of false, of een lijst of object van zulke waarden; een "
                    + "getal met decimalen staat tussen aanhalingstekens.",
                en: "An answer is a text, a whole number, true or false, or a list or an object of such values; a number with "
                    + "decimals stands in quotation marks.")
        }
    }
}
