extension ContentFault {
    /// What is wrong and what to do about it, for the person who fills in the form. The field is shown beside it.
    package var message: Message {
        switch kind {
        case .missing:
            return Message(
                fr: "Ce champ est obligatoire. Complétez-le.", nl: "Dit veld is verplicht. Vul het in.",
                en: "This field is required. Fill it in.")
        case .tooLong(let length, let limit):
            return Message(
                fr: "Le texte a \(length) caractères ; \(limit) au plus sont admis. Raccourcissez-le.",
                nl: "De tekst telt \(length) tekens; hoogstens \(limit) zijn toegelaten. Kort hem in.",
                en: "The text has \(length) characters; at most \(limit) are accepted. Shorten it.")
        case .tooShort(let length, let limit):
            return Message(
                fr: "Le texte a \(length) caractères ; il en faut au moins \(limit). Développez-le.",
                nl: "De tekst telt \(length) tekens; er zijn er minstens \(limit) nodig. Werk hem uit.",
                en: "The text has \(length) characters; at least \(limit) are needed. Say more.")
        case .unknownCategory(let text, let allowed):
            return Message(
                fr: "L'appel n'a pas de catégorie « \(text) ». Choisissez parmi : \(list(allowed)).",
                nl: "De oproep heeft geen categorie '\(text)'. Kies uit: \(list(allowed)).",
                en: "The call has no category '\(text)'. Choose among: \(list(allowed)).")
        case .unknownCountry(let text):
            return Message(
                fr: "« \(text) » n'est pas un code de pays. Écrivez les deux lettres ISO, par exemple CD.",
                nl: "'\(text)' is geen landcode. Schrijf de twee ISO-letters, bijvoorbeeld CD.",
                en: "'\(text)' is no country code. Write the two ISO letters, for example CD.")
        case .notSector(let text):
            return Message(
                fr: "« \(text) » n'est pas un code secteur. Écrivez les cinq chiffres du CAD, par exemple 14030.",
                nl: "'\(text)' is geen sectorcode. Schrijf de vijf cijfers van het DAC, bijvoorbeeld 14030.",
                en: "'\(text)' is no sector code. Write the five digits of the DAC, for example 14030.")
        case .notCurrency(let text):
            return Message(
                fr: "« \(text) » n'est pas un code de devise. Écrivez les trois lettres ISO, par exemple CDF.",
                nl: "'\(text)' is geen muntcode. Schrijf de drie ISO-letters, bijvoorbeeld CDF.",
                en: "'\(text)' is no currency code. Write the three ISO letters, for example CDF.")
        case .unknownAttachment(let text, let allowed):
            return Message(
                fr: "L'appel ne demande pas d'annexe « \(text) ». Choisissez parmi : \(list(allowed)).",
                nl: "De oproep vraagt geen bijlage '\(text)'. Kies uit: \(list(allowed)).",
                en: "The call has no attachment '\(text)'. Choose among: \(list(allowed)).")
        case .unknownQuestion(let allowed):
            return Message(
                fr: "Le formulaire n'a pas cette question. Il a : \(list(allowed)).",
                nl: "Het formulier heeft deze vraag niet. Het heeft: \(list(allowed)).",
                en: "The form does not have this question. It has: \(list(allowed)).")
        case .notAsked(let category):
            return Message(
                fr: "Cette question n'est pas posée dans la catégorie « \(category) ». Videz le champ.",
                nl: "Deze vraag wordt niet gesteld in de categorie '\(category)'. Maak het veld leeg.",
                en: "This question is not asked in the category '\(category)'. Empty the field.")
        case .notAllowed(let text, let allowed):
            return Message(
                fr: "« \(text) » n'est pas une réponse possible. Choisissez parmi : \(list(allowed)).",
                nl: "'\(text)' is geen mogelijk antwoord. Kies uit: \(list(allowed)).",
                en: "'\(text)' is not a possible answer. Choose among: \(list(allowed)).")
        case .repeated(let text):
            return Message(
                fr: "« \(text) » figure deux fois. Supprimez la répétition.",
                nl: "'\(text)' staat er twee keer. Verwijder de herhaling.",
                en: "'\(text)' stands here twice. Remove the repetition.")
        case .negative:
            return Message(
                fr: "La valeur est négative. Écrivez zéro ou plus.", nl: "De waarde is negatief. Schrijf nul of meer.",
                en: "The value is negative. Write zero or more.")
        case .tooLarge(let limit):
            return Message(
                fr: "La valeur dépasse \(limit), plus que tout appel. Vérifiez les chiffres.",
                nl: "De waarde is groter dan \(limit), meer dan elke oproep. Controleer de cijfers.",
                en: "The value exceeds \(limit), more than any call. Check the digits.")
        case .below(let limit):
            return Message(
                fr: "La valeur doit être d'au moins \(limit).", nl: "De waarde moet minstens \(limit) zijn.",
                en: "The value has to be at least \(limit).")
        case .above(let limit):
            return Message(
                fr: "La valeur doit être d'au plus \(limit).", nl: "De waarde mag hoogstens \(limit) zijn.",
                en: "The value has to be at most \(limit).")
        case .fileType, .fileTooLarge, .fileEmpty, .tooManyDocuments: return documentMessage
        case .notWhole, .notAmount, .notDate, .notYesNo, .tooFew, .tooMany, .notText, .notEmail, .notReference,
            .controlCharacter, .dateOutOfRange, .periodReversed:
            return shapeMessage
        case .notShown, .isPart, .notWords, .tooManyWords, .notNumber, .tooManyDecimals, .unknownTarget, .unknownSector, .notRecord,
            .notListOfRecords, .unknownPart, .tooFewItems, .tooManyItems, .totalDiffers:
            return formMessage
        }
    }

    private var shapeMessage: Message {
        switch kind {
        case .notWhole(let text):
            return Message(
                fr: "« \(text) » n'est pas un nombre entier.", nl: "'\(text)' is geen geheel getal.",
                en: "'\(text)' is not a whole number.")
        case .notAmount(let text):
            return Message(
                fr: "« \(text) » n'est pas un montant. Écrivez-le avec un point et deux décimales : 8000.00.",
                nl: "'\(text)' is geen bedrag. Schrijf het met een punt en twee decimalen: 8000.00.",
                en: "'\(text)' is not an amount. Write it with a point and two decimals: 8000.00.")
        case .notDate(let text):
            return Message(
                fr: "« \(text) » n'est pas une date qui existe. Écrivez-la ainsi : 2027-04-01.",
                nl: "'\(text)' is geen bestaande datum. Schrijf ze zo: 2027-04-01.",
                en: "'\(text)' is not a date that exists. Write it like this: 2027-04-01.")
        case .notYesNo(let text):
            return Message(
                fr: "« \(text) » n'est ni oui ni non.", nl: "'\(text)' is noch ja noch nee.",
                en: "'\(text)' is neither yes nor no.")
        case .tooFew(let count, let limit):
            return Message(
                fr: "\(count) choix sont faits ; il en faut au moins \(limit).",
                nl: "Er zijn \(count) keuzes gemaakt; er zijn er minstens \(limit) nodig.",
                en: "\(count) choices are made; at least \(limit) are needed.")
        case .tooMany(let count, let limit):
            return Message(
                fr: "\(count) choix sont faits ; \(limit) au plus sont admis.",
                nl: "Er zijn \(count) keuzes gemaakt; hoogstens \(limit) zijn toegelaten.",
                en: "\(count) choices are made; at most \(limit) are accepted.")
        case .notText:
            return Message(
                fr: "Il faut ici une seule réponse, pas une liste.", nl: "Hier is één antwoord nodig, geen lijst.",
                en: "A single answer is needed here, no list.")
        case .notEmail:
            return Message(
                fr: "Ce n'est pas une adresse électronique.", nl: "Dit is geen e-mailadres.",
                en: "This is not an e-mail address.")
        case .notReference(let limit):
            return Message(
                fr: "Une référence n'a que des lettres sans accent, des chiffres, et - . / ; \(limit) caractères au plus.",
                nl: "Een referentie heeft alleen letters zonder accent, cijfers, en - . /; hoogstens \(limit) tekens.",
                en: "A reference has only letters without accents, digits, and - . /; at most \(limit) characters.")
        case .controlCharacter:
            return Message(
                fr: "Le texte contient un caractère invisible ou un retour à la ligne. Retapez-le à cet endroit.",
                nl: "De tekst bevat een onzichtbaar teken of een regeleinde. Typ hem op die plaats opnieuw.",
                en: "The text holds a character that cannot be seen, or a line end. Type it anew at that place.")
        case .dateOutOfRange(let earliest, let latest):
            return Message(
                fr: "La date est trop loin de l'appel : elle doit être entre le \(earliest) et le \(latest).",
                nl: "De datum ligt te ver van de oproep: ze moet tussen \(earliest) en \(latest) liggen.",
                en: "The date is too far from the call: it has to lie between \(earliest) and \(latest).")
        case .periodReversed(let start, let end):
            return Message(
                fr: "Le projet se termine (\(end)) avant de commencer (\(start)). Corrigez l'une des deux dates.",
                nl: "Het project eindigt (\(end)) voor het begint (\(start)). Verbeter een van beide datums.",
                en: "The project ends (\(end)) before it starts (\(start)). Correct one of the two dates.")
        case .missing, .tooLong, .tooShort, .unknownCategory, .unknownCountry, .notSector, .notCurrency,
            .unknownAttachment, .unknownQuestion, .notAsked, .notAllowed, .repeated, .negative, .tooLarge, .below, .above,
            .fileType, .fileTooLarge, .fileEmpty, .tooManyDocuments,
            .notShown, .isPart, .notWords, .tooManyWords, .notNumber, .tooManyDecimals, .unknownTarget, .unknownSector, .notRecord,
            .notListOfRecords, .unknownPart, .tooFewItems, .tooManyItems, .totalDiffers:
            return message
        }
    }

    func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
