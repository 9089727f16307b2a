extension DefinitionFault {
    /// What is wrong and what to do about it, for the person who writes the file. The line is shown beside it.
    package var message: Message {
        switch kind {
        case .wrongType(let expected):
            return expected.message
        case .missingKey(let key):
            return Message(
                fr: "La clé « \(key) » manque. Ajoutez-la avec sa valeur.",
                nl: "De sleutel '\(key)' ontbreekt. Voeg hem toe met zijn waarde.",
                en: "The key '\(key)' is missing. Add it with its value.")
        case .unknownKey(let key, let suggestion):
            return Message(
                fr: "La clé « \(key) » n'existe pas ici.\(hint(suggestion, .french)) Corrigez-la ou supprimez-la.",
                nl: "De sleutel '\(key)' bestaat hier niet.\(hint(suggestion, .dutch)) Verbeter of verwijder hem.",
                en: "There is no key '\(key)' here.\(hint(suggestion, .english)) Correct it or remove it.")
        case .duplicateKey(let key):
            return Message(
                fr: "La clé « \(key) » figure deux fois\(before(.french)). Gardez une seule des deux valeurs.",
                nl: "De sleutel '\(key)' staat er twee keer\(before(.dutch)). Behoud één van de twee waarden.",
                en: "The key '\(key)' stands here twice\(before(.english)). Keep only one of the two values.")
        case .emptyText:
            return Message(
                fr: "Le texte est vide. Écrivez une valeur.", nl: "De tekst is leeg. Schrijf een waarde.",
                en: "The text is empty. Write a value.")
        case .emptyList:
            return Message(
                fr: "La liste est vide. Il faut au moins un élément.",
                nl: "De lijst is leeg. Er is minstens één element nodig.",
                en: "The list is empty. It needs at least one item.")
        case .badIdentifier(let text):
            return Message(
                fr: "« \(text) » ne peut pas servir d'identifiant. Utilisez des minuscules sans accent, des "
                    + "chiffres et des "
                    + "traits d'union, en commençant par une lettre.",
                nl: "'\(text)' kan geen identificatie zijn. Gebruik kleine letters zonder accent, cijfers en "
                    + "koppeltekens, te "
                    + "beginnen met een letter.",
                en: "'\(text)' cannot be an identifier. Use small letters without accents, digits and hyphens, a "
                    + "letter first.")
        case .notWhole(let text):
            return Message(
                fr: "« \(text) » n'est pas un nombre entier. Écrivez par exemple 3.",
                nl: "'\(text)' is geen geheel getal. Schrijf bijvoorbeeld 3.",
                en: "'\(text)' is not a whole number. Write for example 3.")
        case .outOfRange(let text, let lowest, let highest):
            return Message(
                fr: "\(text) est hors limites. Choisissez un nombre de \(lowest) à \(highest).",
                nl: "\(text) valt buiten de grenzen. Kies een getal van \(lowest) tot \(highest).",
                en: "\(text) is out of bounds. Choose a number from \(lowest) to \(highest).")
        case .notAmount(let text):
            return Message(
                fr: "« \(text) » n'est pas un montant. Écrivez-le en euros avec un point et deux décimales : "
                    + "\"8000.00\".",
                nl: "'\(text)' is geen bedrag. Schrijf het in euro met een punt en twee decimalen: \"8000.00\".",
                en: "'\(text)' is not an amount. Write it in euro with a point and two decimals: \"8000.00\".")
        case .zeroAmount:
            return Message(
                fr: "Le montant est nul. Indiquez un montant d'au moins un cent.",
                nl: "Het bedrag is nul. Vermeld een bedrag van minstens één cent.",
                en: "The amount is zero. Give an amount of at least one cent.")
        case .notDate(let text):
            return Message(
                fr: "« \(text) » n'est pas une date qui existe. Écrivez l'année, le mois et le jour : 2027-04-01.",
                nl: "'\(text)' is geen bestaande datum. Schrijf jaar, maand en dag: 2027-04-01.",
                en: "'\(text)' is not a date that exists. Write year, month and day: 2027-04-01.")
        case .notReferenceDate(let text):
            return Message(
                fr: "« \(text) » n'est pas une date de référence. Écrivez opening, closing, submission ou une date "
                    + "(2027-04-01).",
                nl: "'\(text)' is geen referentiedatum. Schrijf opening, closing, submission of een datum "
                    + "(2027-04-01).",
                en: "'\(text)' is not a reference date. Write opening, closing, submission or a date (2027-04-01).")
        case .notYesNo(let text):
            return Message(
                fr: "« \(text) » n'est ni true (oui) ni false (non). Écrivez l'un des deux.",
                nl: "'\(text)' is noch true (ja) noch false (nee). Schrijf een van beide.",
                en: "'\(text)' is neither true nor false. Write one of the two.")
        case .notTieKey(let text):
            return Message(
                fr: "« \(text) » ne départage pas les ex aequo. Écrivez \"criterion:…\", smallerRequest, "
                    + "earlierSubmission ou lottery.",
                nl: "'\(text)' kan gelijke scores niet scheiden. Schrijf \"criterion:…\", smallerRequest, "
                    + "earlierSubmission of lottery.",
                en: "'\(text)' cannot break a tie. Write \"criterion:…\", smallerRequest, earlierSubmission or lottery.")
        case .unknownValue(let text, let allowed, let suggestion):
            let list = allowed.joined(separator: ", ")
            return Message(
                fr: "« \(text) » n'est pas une valeur possible.\(hint(suggestion, .french)) Choisissez parmi : "
                    + "\(list).",
                nl: "'\(text)' is geen mogelijke waarde.\(hint(suggestion, .dutch)) Kies uit: \(list).",
                en: "'\(text)' is not a possible value.\(hint(suggestion, .english)) Choose among: \(list).")
        case .notEnterpriseNumber(let text):
            return Message(
                fr: "« \(text) » n'est pas un numéro d'entreprise valable. Vérifiez les dix chiffres à la BCE.",
                nl: "'\(text)' is geen geldig ondernemingsnummer. Controleer de tien cijfers in de KBO.",
                en: "'\(text)' is not a valid enterprise number. Check the ten digits in the register.")
        case .notPostcode(let text):
            return Message(
                fr: "« \(text) » n'est pas un code postal belge. Écrivez quatre chiffres : \"1000\".",
                nl: "'\(text)' is geen Belgische postcode. Schrijf vier cijfers: \"1000\".",
                en: "'\(text)' is not a Belgian postcode. Write four digits: \"1000\".")
        case .notCountry(let text):
            return Message(
                fr: "« \(text) » n'est pas un code de pays. Écrivez les deux lettres ISO, par exemple CD.",
                nl: "'\(text)' is geen landcode. Schrijf de twee ISO-letters, bijvoorbeeld CD.",
                en: "'\(text)' is no country code. Write the two ISO letters, for example CD.")
        case .notPercentage(let text):
            return Message(
                fr: "« \(text) » n'est pas un pourcentage. Écrivez un nombre de 0 à 100, avec au plus deux décimales : "
                    + "12.5.",
                nl: "'\(text)' is geen percentage. Schrijf een getal van 0 tot 100, met hoogstens twee decimalen: 12.5.",
                en: "'\(text)' is not a percentage. Write a number from 0 to 100, with at most two decimals: 12.5.")
        case .notSector(let text):
            return Message(
                fr: "« \(text) » n'est pas un code secteur du CAD. Écrivez cinq chiffres : \"15160\".",
                nl: "'\(text)' is geen sectorcode van het DAC. Schrijf vijf cijfers: \"15160\".",
                en: "'\(text)' is not a sector code of the DAC. Write five digits: \"15160\".")
        case .notDecimal(let text):
            return Message(
                fr: "« \(text) » n'est pas un nombre. Écrivez-le en chiffres, avec un point pour les décimales : \"12.5\".",
                nl: "'\(text)' is geen getal. Schrijf het in cijfers, met een punt voor de decimalen: \"12.5\".",
                en: "'\(text)' is not a number. Write it in digits, with a point before the decimals: \"12.5\".")
        case .notAgeBand(let text):
            return Message(
                fr: "« \(text) » n'est pas une tranche d'âge. Écrivez par exemple \"12-17\" ou \"65+\".",
                nl: "'\(text)' is geen leeftijdsgroep. Schrijf bijvoorbeeld \"12-17\" of \"65+\".",
                en: "'\(text)' is not an age group. Write for example \"12-17\" or \"65+\".")
        case .time(let fault):
            return fault.message
        case .bothKeys(let first, let second):
            return Message(
                fr: "« \(first) » et « \(second) » disent la même chose de deux façons. Gardez une seule des deux "
                    + "clés.",
                nl: "'\(first)' en '\(second)' zeggen hetzelfde op twee manieren. Behoud één van beide sleutels.",
                en: "'\(first)' and '\(second)' say the same thing in two ways. Keep only one of the two keys.")
        case .results(let fault):
            return fault.message
        case .duplicateIdentifier, .repeatedValue, .dangling, .closesBeforeOpening, .reviewsCloseBeforeClosing,
            .boundsReversed, .reserveExceedsTotal, .reserveWithoutMode, .spillBackWithoutReserve, .reserveEmpty,
            .awardExceedsTotal, .ceilingAboveLines, .ceilingAboveAbsolute, .lineUnused, .weightsAllZero,
            .minimumOutsideScale, .singleOption, .samePoints, .quorumExceedsMembers, .reviewsExceedMembers, .sameRuleTwice, .ruleNotAllowed,
            .trimmedMeanNeedsThree, .moreChoicesThanOptions, .unknownList, .rateForAll,
            .minimumAboveCeiling, .procedure, .missingText, .partPlacedTwice, .ageBandsOverlap, .conditionLooksAhead,
            .conditionNeedsChoice, .conditionNeedsNumber:
            return contradictionMessage
        }
    }

    /// " Did you mean …?", or nothing.
    func hint(_ suggestion: String?, _ language: Language) -> String {
        guard let suggestion else { return "" }
        switch language {
        case .french: return " Vouliez-vous dire « \(suggestion) » ?"
        case .dutch: return " Bedoelde u '\(suggestion)'?"
        case .english: return " Did you mean '\(suggestion)'?"
        }
    }

    /// " (already on line …)", or nothing.
    func before(_ language: Language) -> String {
        guard let line = related?.line else { return "" }
        switch language {
        case .french: return " (déjà à la ligne \(line))"
        case .dutch: return " (al op regel \(line))"
        case .english: return " (already on line \(line))"
        }
    }
}

extension DefinitionFault.ExpectedType {
    fileprivate var message: Message {
        switch self {
        case .mapping:
            Message(
                fr: "Il faut ici des clés avec leurs valeurs, par exemple « fr: … ».",
                nl: "Hier zijn sleutels met hun waarden nodig, bijvoorbeeld 'fr: …'.",
                en: "Keys with their values are needed here, for example 'fr: …'.")
        case .list:
            Message(
                fr: "Il faut ici une liste : une ligne « - … » par élément, ou [a, b].",
                nl: "Hier is een lijst nodig: een regel '- …' per element, of [a, b].",
                en: "A list is needed here: one line '- …' per item, or [a, b].")
        case .text:
            Message(
                fr: "Il faut ici une seule valeur, pas une liste ni des clés.",
                nl: "Hier is één waarde nodig, geen lijst en geen sleutels.",
                en: "A single value is needed here, no list and no keys.")
        }
    }
}
