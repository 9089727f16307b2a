package import CallModel

extension CellFault {
    package var message: Message {
        switch self {
        case .empty:
            Message(
                fr: "Cette cellule est obligatoire. Complétez-la.", nl: "Deze cel is verplicht. Vul ze in.",
                en: "This cell is required. Fill it in.")
        case .amount(let fault): fault.message
        case .notDate:
            Message(
                fr: "Ce n'est pas une date. Écrivez année-mois-jour : 2027-04-01.",
                nl: "Dit is geen datum. Schrijf jaar-maand-dag: 2027-04-01.",
                en: "This is not a date. Write year-month-day: 2027-04-01.")
        case .noSuchDay:
            Message(
                fr: "Ce jour n'existe pas dans le calendrier. Corrigez le mois ou le jour.",
                nl: "Deze dag bestaat niet op de kalender. Verbeter de maand of de dag.",
                en: "The calendar has no such day. Correct the month or the day.")
        case .notTime:
            Message(
                fr: "Ce n'est pas une heure. Écrivez-la ainsi : \"18:45\".",
                nl: "Dit is geen uur. Schrijf het zo: \"18:45\".",
                en: "This is not a time. Write it like this: \"18:45\".")
        case .unknownCountry:
            Message(
                fr: "Ce n'est pas un code de pays. Écrivez les deux lettres ISO en majuscules, par exemple CD.",
                nl: "Dit is geen landcode. Schrijf de twee ISO-letters in hoofdletters, bijvoorbeeld CD.",
                en: "This is no country code. Write the two ISO letters in capitals, for example CD.")
        case .notSector:
            Message(
                fr: "Ce n'est pas un code secteur du CAD. Écrivez ses cinq chiffres, par exemple 14030.",
                nl: "Dit is geen sectorcode van het DAC. Schrijf de vijf cijfers, bijvoorbeeld 14030.",
                en: "This is no sector code of the DAC. Write its five digits, for example 14030.")
        case .notYesNo:
            Message(
                fr: "Ce n'est ni oui ni non. Écrivez true ou false, oui ou non.",
                nl: "Dit is noch ja noch nee. Schrijf true of false, ja of nee.",
                en: "This is neither yes nor no. Write true or false, yes or no.")
        case .notDecimal:
            Message(
                fr: "Ce n'est pas un nombre décimal positif. Écrivez des chiffres avec au plus un point : 655.957.",
                nl: "Dit is geen positief decimaal getal. Schrijf cijfers met hoogstens één punt: 655.957.",
                en: "This is not a positive decimal number. Write digits with at most one point: 655.957.")
        case .notWhole:
            Message(
                fr: "Ce n'est pas un nombre entier. Écrivez seulement des chiffres.",
                nl: "Dit is geen geheel getal. Schrijf alleen cijfers.",
                en: "This is not a whole number. Write digits only.")
        case .outOfRange(let lowest, let highest):
            Message(
                fr: "Le nombre doit être compris entre \(lowest) et \(highest).",
                nl: "Het getal moet tussen \(lowest) en \(highest) liggen.",
                en: "The number has to lie between \(lowest) and \(highest).")
        case .notAllowed(let allowed, let nearest): CellFault.choice(allowed, nearest)
        case .wrongEnterpriseNumber:
            Message(
                fr: "Ce numéro d'entreprise n'existe pas : les chiffres de contrôle sont faux. Recopiez-le de la BCE.",
                nl: "Dit ondernemingsnummer bestaat niet: de controlecijfers kloppen niet. Neem het over uit de KBO.",
                en: "There is no such enterprise number: its check digits are wrong. Copy it from the register.")
        case .wrongAccount:
            Message(
                fr: "Ce compte IBAN n'existe pas : la longueur ou les chiffres de contrôle sont faux. Recopiez-le du relevé bancaire.",
                nl: "Dit IBAN bestaat niet: de lengte of de controlecijfers kloppen niet. Neem het over van het rekeninguittreksel.",
                en: "There is no such IBAN: its length or its check digits are wrong. Copy it from the bank's statement.")
        case .notPostcode:
            Message(
                fr: "Ce n'est pas un code postal belge. Écrivez quatre chiffres, par exemple 1000.",
                nl: "Dit is geen Belgische postcode. Schrijf vier cijfers, bijvoorbeeld 1000.",
                en: "This is not a Belgian postcode. Write four digits, for example 1000.")
        case .notEmail:
            Message(
                fr: "Ce n'est pas une adresse électronique. Écrivez-la ainsi : nom@exemple.be.",
                nl: "Dit is geen e-mailadres. Schrijf het zo: naam@voorbeeld.be.",
                en: "This is not an e-mail address. Write it like this: name@example.be.")
        case .controlCharacter: ContentFault(.controlCharacter, field: "").message
        case .needsJSON:
            Message(
                fr: "Une réponse en plusieurs éléments ne tient pas dans une cellule. Importez ces dossiers en JSON.",
                nl: "Een antwoord met meerdere elementen past niet in een cel. Importeer deze dossiers in JSON.",
                en: "An answer of several items does not fit in a cell. Import these files as JSON.")
        case .repeated:
            Message(
                fr: "Cette valeur figure deux fois dans la liste. Supprimez la répétition.",
                nl: "Deze waarde staat twee keer in de lijst. Verwijder de herhaling.",
                en: "This value stands twice in the list. Remove the repetition.")
        }
    }

    private static func choice(_ allowed: [String], _ nearest: String?) -> Message {
        let words = allowed.joined(separator: ", ")
        guard let nearest else {
            return Message(
                fr: "Valeurs possibles : \(words).", nl: "Mogelijke waarden: \(words).",
                en: "Possible values: \(words).")
        }
        return Message(
            fr: "Valeurs possibles : \(words). Vouliez-vous écrire « \(nearest) » ?",
            nl: "Mogelijke waarden: \(words). Bedoelde u '\(nearest)'?",
            en: "Possible values: \(words). Did you mean '\(nearest)'?")
    }
}

extension AmountFault {
    package var message: Message {
        switch self {
        case .decimalComma:
            Message(
                fr: "Les décimales suivent un point, pas une virgule. Écrivez par exemple 8000.00.",
                nl: "Decimalen volgen op een punt, niet op een komma. Schrijf bijvoorbeeld 8000.00.",
                en: "Decimals follow a point, not a comma. Write for example 8000.00.")
        case .grouped:
            Message(
                fr: "Les milliers ne se séparent pas. Écrivez par exemple 8000.00.",
                nl: "Duizendtallen worden niet gescheiden. Schrijf bijvoorbeeld 8000.00.",
                en: "Thousands are not parted. Write for example 8000.00.")
        case .space:
            Message(
                fr: "Un montant ne contient pas d'espace. Écrivez par exemple 8000.00.",
                nl: "Een bedrag bevat geen spatie. Schrijf bijvoorbeeld 8000.00.",
                en: "An amount holds no space. Write for example 8000.00.")
        case .exponent:
            Message(
                fr: "C'est une notation scientifique, sans doute d'un tableur. Écrivez tous les chiffres : 8000.00.",
                nl: "Dit is een wetenschappelijke notatie, wellicht van een rekenblad. Schrijf alle cijfers: 8000.00.",
                en: "This is scientific notation, probably from a spreadsheet. Write all digits: 8000.00.")
        case .negative:
            Message(
                fr: "Le montant est négatif. Écrivez zéro ou plus.", nl: "Het bedrag is negatief. Schrijf nul of meer.",
                en: "The amount is negative. Write zero or more.")
        case .tooManyDecimals:
            Message(
                fr:
                    "Un montant a deux décimales au plus et les milliers ne se séparent pas. Écrivez par exemple 8000.00.",
                nl:
                    "Een bedrag heeft hoogstens twee decimalen en duizendtallen worden niet gescheiden. Schrijf 8000.00.",
                en: "An amount has two decimals at most, and thousands are not parted. Write for example 8000.00.")
        case .currency:
            Message(
                fr: "Un montant s'écrit sans monnaie. Écrivez par exemple 8000.00.",
                nl: "Een bedrag wordt zonder munt geschreven. Schrijf bijvoorbeeld 8000.00.",
                en: "An amount is written without a currency. Write for example 8000.00.")
        case .tooLarge(let limit):
            Message(
                fr: "Le montant dépasse \(limit.decimal), plus que tout appel. Vérifiez les chiffres.",
                nl: "Het bedrag is groter dan \(limit.decimal), meer dan elke oproep. Controleer de cijfers.",
                en: "The amount exceeds \(limit.decimal), more than any call. Check the digits.")
        case .noNumber:
            Message(
                fr: "Ce n'est pas un montant. Écrivez par exemple 8000.00.",
                nl: "Dit is geen bedrag. Schrijf bijvoorbeeld 8000.00.",
                en: "This is not an amount. Write for example 8000.00.")
        }
    }
}
