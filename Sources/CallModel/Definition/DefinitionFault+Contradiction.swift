extension DefinitionFault {
    /// The messages of what the file says, as opposed to how it is written.
    var contradictionMessage: Message {
        switch kind {
        case .duplicateIdentifier(let id):
            return Message(
                fr: "L'identifiant « \(id) » est déjà pris\(before(.french)). Donnez-en un autre.",
                nl: "De identificatie '\(id)' is al gebruikt\(before(.dutch)). Kies een andere.",
                en: "The identifier '\(id)' is already taken\(before(.english)). Choose another.")
        case .repeatedValue(let text):
            return Message(
                fr: "« \(text) » figure deux fois dans la liste. Supprimez la répétition.",
                nl: "'\(text)' staat twee keer in de lijst. Verwijder de herhaling.",
                en: "'\(text)' stands twice in the list. Remove the repetition.")
        case .dangling(let reference, let id, let suggestion):
            return reference.message(
                id,
                hints: Message(
                    fr: hint(suggestion, .french), nl: hint(suggestion, .dutch), en: hint(suggestion, .english)))
        case .closesBeforeOpening:
            return Message(
                fr: "L'appel se clôture avant de s'ouvrir. Corrigez l'une des deux dates.",
                nl: "De oproep sluit voor hij opent. Verbeter een van beide datums.",
                en: "The call closes before it opens. Correct one of the two dates.")
        case .reviewsCloseBeforeClosing:
            return Message(
                fr: "Les évaluations se terminent avant la clôture de l'appel. Choisissez une date plus tardive.",
                nl: "De beoordelingen eindigen voor de oproep sluit. Kies een latere datum.",
                en: "The reviews end before the call closes. Choose a later date.")
        case .boundsReversed(let lowest, let highest):
            return Message(
                fr: "Le minimum (\(lowest)) doit être plus petit que le maximum (\(highest)).",
                nl: "Het minimum (\(lowest)) moet kleiner zijn dan het maximum (\(highest)).",
                en: "The lowest (\(lowest)) has to be below the highest (\(highest)).")
        case .reserveExceedsTotal(let reserve, let total):
            return Message(
                fr: "La réserve (\(reserve.french)) dépasse le total de sa ligne (\(total.french)). "
                    + "Réduisez-la.",
                nl: "De reserve (\(reserve.dutch)) is groter dan het totaal van haar lijn (\(total.dutch)). Verlaag ze.",
                en: "The reserve (\(reserve.english)) exceeds the total of its line (\(total.english)). "
                    + "Lower it.")
        case .reserveWithoutMode(let amount):
            return Message(
                fr: "\(amount.french) sont réservés mais le mode « none » ne réserve rien. Choisissez fence, "
                    + "reserveFirst ou "
                    + "openFirst, ou supprimez la réserve.",
                nl: "\(amount.dutch) is voorbehouden maar de modus 'none' behoudt niets voor. Kies fence, "
                    + "reserveFirst of "
                    + "openFirst, of verwijder de reserve.",
                en: "\(amount.english) are reserved but the mode 'none' reserves nothing. Choose fence, "
                    + "reserveFirst or "
                    + "openFirst, or remove the reserve.")
        case .spillBackWithoutReserve:
            return Message(
                fr: "« spillBack » reverse une réserve qui n'existe pas. Supprimez le bloc reserve ou donnez-lui un "
                    + "montant.",
                nl: "'spillBack' geeft een reserve terug die niet bestaat. Verwijder het blok reserve of geef het "
                    + "een bedrag.",
                en: "'spillBack' gives back a reserve that does not exist. Remove the reserve block or give it an "
                    + "amount.")
        case .reserveEmpty:
            return Message(
                fr: "La réserve est de zéro euro. Indiquez un montant ou supprimez le bloc reserve.",
                nl: "De reserve bedraagt nul euro. Vermeld een bedrag of verwijder het blok reserve.",
                en: "The reserve is zero euro. Give an amount or remove the reserve block.")
        case .awardExceedsTotal(let award, let total):
            return Message(
                fr: "Le maximum par projet (\(award.french)) dépasse le total de la ligne (\(total.french)).",
                nl: "Het maximum per project (\(award.dutch)) is groter dan het totaal van de lijn "
                    + "(\(total.dutch)).",
                en: "The most that a project can get (\(award.english)) exceeds the line's total "
                    + "(\(total.english)).")
        case .ceilingAboveLines(let ceiling, let award):
            return Message(
                fr: "La catégorie permet de demander \(ceiling.french), mais aucune de ses lignes ne peut "
                    + "payer plus de "
                    + "\(award.french). Réduisez maxRequest ou augmentez maxAward.",
                nl: "In deze categorie mag men \(ceiling.dutch) vragen, maar geen van haar lijnen kan meer dan "
                    + "\(award.dutch) betalen. Verlaag maxRequest of verhoog maxAward.",
                en: "The category lets people ask for \(ceiling.english), but none of its lines can pay more than "
                    + "\(award.english). Lower maxRequest or raise maxAward.")
        case .ceilingAboveAbsolute(let ceiling, let absolute):
            return Message(
                fr: "Ce plafond (\(absolute.french)) contredit celui d'une catégorie (\(ceiling.french))\(before(.french)). "
                    + "Gardez un seul plafond.",
                nl: "Dit maximum (\(absolute.dutch)) is in strijd met dat van een categorie "
                    + "(\(ceiling.dutch))\(before(.dutch)). Behoud één maximum.",
                en: "This ceiling (\(absolute.english)) contradicts a category's (\(ceiling.english))\(before(.english)). "
                    + "Keep one ceiling.")
        case .lineUnused:
            return Message(
                fr: "Aucune catégorie n'est payée par cette ligne. Citez-la dans budgetLines d'une catégorie ou "
                    + "supprimez-la.",
                nl: "Geen enkele categorie wordt met deze lijn betaald. Vermeld ze bij budgetLines van een "
                    + "categorie of verwijder ze.",
                en: "No category is paid from this line. Name it in a category's budgetLines or remove it.")
        case .weightsAllZero:
            return Message(
                fr: "Tous les critères ont un poids nul : rien ne peut être classé. Donnez un poids à au moins un "
                    + "critère.",
                nl: "Alle criteria hebben gewicht nul: er valt niets te rangschikken. Geef minstens één criterium "
                    + "een gewicht.",
                en: "Every criterion weighs zero: nothing can be ranked. Give at least one of them a weight.")
        case .minimumOutsideScale(let minimum, let scale):
            return Message(
                fr: "Le minimum \(minimum) n'est pas sur l'échelle de \(scale.min) à \(scale.max).",
                nl: "Het minimum \(minimum) ligt niet op de schaal van \(scale.min) tot \(scale.max).",
                en: "The minimum \(minimum) is not on the scale from \(scale.min) to \(scale.max).")
        case .singleOption:
            return Message(
                fr: "Il n'y a qu'une option : il n'y a rien à choisir. Ajoutez-en une.",
                nl: "Er is maar één optie: er valt niets te kiezen. Voeg er een toe.",
                en: "There is only one option: there is nothing to choose. Add another.")
        case .samePoints(let points):
            return Message(
                fr: "Deux options valent \(points) points\(before(.french)). Donnez à chacune ses propres points.",
                nl: "Twee opties zijn \(points) punten waard\(before(.dutch)). Geef elke optie haar eigen punten.",
                en: "Two options are worth \(points) points\(before(.english)). Give each its own points.")
        case .quorumExceedsMembers(let quorum, let members):
            return Message(
                fr: "Le quorum (\(quorum)) dépasse le nombre de membres (\(members)) : le conseil ne pourrait "
                    + "jamais siéger.",
                nl: "Het quorum (\(quorum)) is groter dan het aantal leden (\(members)): de raad zou nooit kunnen "
                    + "beraadslagen.",
                en: "The quorum (\(quorum)) exceeds the number of members (\(members)): the council could never sit.")
        case .reviewsExceedMembers(let reviews, let members):
            return Message(
                fr: "\(reviews) évaluations par dossier demandent plus de membres qu'il n'y en a (\(members)).",
                nl: "\(reviews) beoordelingen per dossier vragen meer leden dan er zijn (\(members)).",
                en: "\(reviews) reviews a file need more members than there are (\(members)).")
        case .sameRuleTwice(let rule):
            return Message(
                fr: "La règle \(rule.rawValue) vise deux fois la même catégorie\(before(.french)). Gardez une seule "
                    + "des deux règles.",
                nl: "De regel \(rule.rawValue) slaat twee keer op dezelfde categorie\(before(.dutch)). Behoud één "
                    + "van beide regels.",
                en: "The rule \(rule.rawValue) bears twice on the same category\(before(.english)). Keep one of the "
                    + "two rules.")
        case .ruleNotAllowed(let rule, let category):
            return Message(
                fr: "La catégorie « \(category) » n'admet pas la règle \(rule.rawValue)\(before(.french)). "
                    + "Complétez allowedRules ou "
                    + "retirez la catégorie d'ici.",
                nl: "De categorie '\(category)' laat de regel \(rule.rawValue) niet toe\(before(.dutch)). Vul "
                    + "allowedRules aan of "
                    + "haal de categorie hier weg.",
                en: "The category '\(category)' does not allow the rule \(rule.rawValue)\(before(.english)). "
                    + "Complete allowedRules or "
                    + "take the category out here.")
        case .trimmedMeanNeedsThree(let reviews):
            return Message(
                fr: "La moyenne tronquée écarte la note la plus haute et la plus basse : avec \(reviews) "
                    + "évaluation(s) par dossier il "
                    + "ne reste rien. Prévoyez-en au moins 3 ou choisissez mean.",
                nl: "Het getrimde gemiddelde laat de hoogste en de laagste score weg: met \(reviews) "
                    + "beoordeling(en) per dossier "
                    + "blijft er niets over. Voorzie er minstens 3 of kies mean.",
                en: "The trimmed mean drops the highest and the lowest score: with \(reviews) review(s) a file "
                    + "nothing is left. "
                    + "Plan at least 3 or choose mean.")
        case .moreChoicesThanOptions(let choices, let options):
            return Message(
                fr: "\(choices) choix sont prévus mais il n'y a que \(options) options. Réduisez le nombre ou "
                    + "ajoutez des options.",
                nl: "Er zijn \(choices) keuzes voorzien maar slechts \(options) opties. Verlaag het aantal of voeg "
                    + "opties toe.",
                en: "\(choices) choices are foreseen but there are only \(options) options. Lower the number or add "
                    + "options.")
        case .unknownList(let list, let suggestion):
            return Message(
                fr: "La liste de référence « \(list) » n'existe pas.\(hint(suggestion, .french)) Citez une liste de "
                    + "config/reference.",
                nl: "De referentielijst '\(list)' bestaat niet.\(hint(suggestion, .dutch)) Vermeld een lijst uit "
                    + "config/reference.",
                en: "There is no reference list '\(list)'.\(hint(suggestion, .english)) Name a list of "
                    + "config/reference.")
        case .rateForAll:
            return Message(
                fr: "Ce taux vaut pour tout projet : le dire est le rôle de « otherwise ». Ajoutez list, countries ou "
                    + "sectors.",
                nl: "Dit percentage geldt voor elk project: daarvoor dient 'otherwise'. Voeg list, countries of sectors toe.",
                en: "This rate holds for every project: that is what 'otherwise' is for. Add list, countries or sectors.")
        case .minimumAboveCeiling(let minimum, let ceiling):
            return Message(
                fr: "Le minimum (\(minimum.french)) dépasse un plafond (\(ceiling.french))\(before(.french)) : "
                    + "aucun dossier ne pourrait passer. Corrigez l'un des deux.",
                nl: "Het minimum (\(minimum.dutch)) ligt boven een maximum (\(ceiling.dutch))\(before(.dutch)): "
                    + "geen dossier zou kunnen slagen. Verbeter een van beide.",
                en: "The minimum (\(minimum.english)) is above a ceiling (\(ceiling.english))\(before(.english)): "
                    + "no file could pass. Correct one of the two.")
        case .procedure(let fault):
            return fault.message
        case .partPlacedTwice, .ageBandsOverlap, .conditionLooksAhead, .conditionNeedsChoice, .conditionNeedsNumber:
            return formMessage
        case .missingText(let language):
            return language.missingText
        case .wrongType, .missingKey, .unknownKey, .duplicateKey, .emptyText, .emptyList, .badIdentifier, .notWhole,
            .outOfRange, .notAmount, .zeroAmount, .notDate, .notReferenceDate, .notYesNo, .notTieKey, .unknownValue,
            .notEnterpriseNumber, .notPostcode, .notCountry, .notPercentage, .notSector, .notDecimal,
            .notAgeBand, .time, .bothKeys, .results:
            return message
        }
    }
}

extension DefinitionFault.Reference {
    fileprivate func message(_ id: String, hints: Message) -> Message {
        switch self {
        case .category:
            Message(
                fr: "Il n'y a pas de catégorie « \(id) ».\(hints.french) Citez une catégorie de la liste categories.",
                nl: "Er is geen categorie '\(id)'.\(hints.dutch) Vermeld een categorie uit de lijst categories.",
                en: "There is no category '\(id)'.\(hints.english) Name one of the list categories.")
        case .budgetLine:
            Message(
                fr: "Il n'y a pas de ligne budgétaire « \(id) ».\(hints.french) Citez une ligne de la liste "
                    + "budgetLines.",
                nl: "Er is geen begrotingslijn '\(id)'.\(hints.dutch) Vermeld een lijn uit de lijst budgetLines.",
                en: "There is no budget line '\(id)'.\(hints.english) Name one of the list budgetLines.")
        case .criterion:
            Message(
                fr: "Il n'y a pas de critère « \(id) ».\(hints.french) Citez un critère de scoring.sections.",
                nl: "Er is geen criterium '\(id)'.\(hints.dutch) Vermeld een criterium uit scoring.sections.",
                en: "There is no criterion '\(id)'.\(hints.english) Name one of scoring.sections.")
        case .question:
            Message(
                fr: "Il n'y a pas de question « \(id) ».\(hints.french) Citez une question plus haut dans form, ou requested.",
                nl: "Er is geen vraag '\(id)'.\(hints.dutch) Vermeld een vraag hoger in form, of requested.",
                en: "There is no question '\(id)'.\(hints.english) Name a question further up in form, or requested.")
        }
    }
}

extension Language {
    fileprivate var missingText: Message {
        switch self {
        case .french:
            Message(
                fr: "Le texte français manque : l'appel ne peut pas s'ouvrir sans lui. Ajoutez « fr: … ».",
                nl: "De Franse tekst ontbreekt: zonder die tekst kan de oproep niet openen. Voeg 'fr: …' toe.",
                en: "The French text is missing: the call cannot open without it. Add 'fr: …'.")
        case .dutch:
            Message(
                fr: "Le texte néerlandais manque : l'appel ne peut pas s'ouvrir sans lui. Ajoutez « nl: … ».",
                nl: "De Nederlandse tekst ontbreekt: zonder die tekst kan de oproep niet openen. Voeg 'nl: …' toe.",
                en: "The Dutch text is missing: the call cannot open without it. Add 'nl: …'.")
        case .english:
            Message(
                fr: "Le texte anglais manque. Ajoutez « en: … ».", nl: "De Engelse tekst ontbreekt. Voeg 'en: …' toe.",
                en: "The English text is missing. Add 'en: …'.")
        }
    }
}
