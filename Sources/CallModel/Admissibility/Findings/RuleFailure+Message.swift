extension RuleFailure {
    /// The reason in words, with the values that fail; the finding puts the article before it.
    package var message: Message {
        switch self {
        case .legalForm(let form, let allowed):
            return Message(
                fr: "la forme juridique (\(form.label.french)) n'est pas admise ; sont admises : "
                    + "\(forms(allowed, .french)).",
                nl: "de rechtsvorm (\(form.label.dutch)) is niet toegelaten; toegelaten zijn: "
                    + "\(forms(allowed, .dutch)).",
                en: "the legal form (\(form.label.english)) is not accepted; accepted are: "
                    + "\(forms(allowed, .english)).")
        case .tooYoung(let months, let required, let day):
            return Message(
                fr: "l'organisation existe depuis \(months) mois entiers au \(day) ; il en faut \(required).",
                nl: "de organisatie bestaat op \(day) sinds \(months) volle maanden; er zijn er \(required) nodig.",
                en: "the organisation has existed for \(months) whole months on \(day); \(required) are needed.")
        case .outsideArea(let seat, let activity):
            let others = activity.isEmpty ? "–" : activity.joined(separator: ", ")
            return Message(
                fr: "ni le siège (\(seat)) ni les activités (\(others)) ne se trouvent sur le territoire de l'appel.",
                nl: "noch de zetel (\(seat)) noch de activiteiten (\(others)) liggen op het grondgebied van de oproep.",
                en: "neither the seat (\(seat)) nor the activities (\(others)) are in the area of the call.")
        case .noEnterpriseNumber:
            return Message(
                fr: "l'organisation n'a pas de numéro d'entreprise à la BCE.",
                nl: "de organisatie heeft geen ondernemingsnummer in de KBO.",
                en: "the organisation has no number in the register of enterprises.")
        case .invalidIBAN:
            return Message(
                fr: "le numéro de compte n'est pas un IBAN valable.", nl: "het rekeningnummer is geen geldig IBAN.",
                en: "the account number is not a valid IBAN.")
        case .aboveCeiling(let requested, let ceiling):
            return Message(
                fr: "le montant demandé (\(requested.french)) dépasse le plafond de \(ceiling.french).",
                nl: "het gevraagde bedrag (\(requested.dutch)) overschrijdt het maximum van "
                    + "\(ceiling.dutch).",
                en: "the amount requested (\(requested.english)) exceeds the ceiling of \(ceiling.english).")
        case .unbalanced(let costs, let resources):
            return Message(
                fr: "le budget n'est pas en équilibre : dépenses \(costs.french), recettes "
                    + "\(resources.french).",
                nl: "de begroting is niet in evenwicht: uitgaven \(costs.dutch), ontvangsten "
                    + "\(resources.dutch).",
                en: "the budget does not balance: costs \(costs.english), resources \(resources.english).")
        case .requestDiffers(let requested, let budget):
            return Message(
                fr: "le montant demandé (\(requested.french)) n'est pas celui du budget (\(budget.french)).",
                nl: "het gevraagde bedrag (\(requested.dutch)) is niet dat van de begroting "
                    + "(\(budget.dutch)).",
                en: "the amount requested (\(requested.english)) is not the one in the budget "
                    + "(\(budget.english)).")
        case .shareExceeded(let requested, let total, let percent):
            return Message(
                fr: "le montant demandé (\(requested.french)) dépasse \(percent) % du coût total "
                    + "(\(total.french)).",
                nl: "het gevraagde bedrag (\(requested.dutch)) is meer dan \(percent) % van de totale kost "
                    + "(\(total.dutch)).",
                en: "the amount requested (\(requested.english)) exceeds \(percent) % of the total cost "
                    + "(\(total.english)).")
        case .costShareExceeded(let cost, let amount, let total, let percent):
            let label = cost.label
            return Message(
                fr: "\(label.french) : \(amount.french) dépassent \(percent) % du coût total (\(total.french)).",
                nl: "\(label.dutch): \(amount.dutch) is meer dan \(percent) % van de totale kost "
                    + "(\(total.dutch)).",
                en: "\(label.english): \(amount.english) exceed \(percent) % of the total cost "
                    + "(\(total.english)).")
        case .noCountry:
            return Message(
                fr: "le projet n'indique aucun pays.", nl: "het project vermeldt geen enkel land.",
                en: "the project names no country.")
        case .countriesNotListed(let countries, let list, let day):
            let names = countries.joined(separator: ", ")
            return Message(
                fr: "\(names) ne figure pas dans la liste \(list) au \(day).",
                nl: "\(names) staat op \(day) niet op de lijst \(list).",
                en: "\(names) is not on the list \(list) on \(day).")
        case .notSouthSouth(let partners, let countries, let neededPartners, let neededCountries):
            return Message(
                counting: partners,
                fr: "\(partners) [partenaire|partenaires] du Sud avec un rôle actif dans \(countries) pays ; il en faut "
                    + "\(neededPartners) dans "
                    + "\(neededCountries) pays différents.",
                nl:
                    "\(partners) [partner|partners] uit het Zuiden met een actieve rol in \(countries) \(countries == 1 ? "land" : "landen"); er zijn er "
                    + "\(neededPartners) "
                    + "nodig in \(neededCountries) verschillende landen.",
                en: "\(partners) southern [partner|partners] with an active role in "
                    + "\(countries) \(countries == 1 ? "country" : "countries"); "
                    + "\(neededPartners) in "
                    + "\(neededCountries) different countries are needed.")
        case .earlierFiles(let files):
            let names = files.joined(separator: ", ")
            return Message(
                fr: "l'organisation a déjà introduit un dossier dans cet appel : \(names).",
                nl: "de organisatie heeft in deze oproep al een dossier ingediend: \(names).",
                en: "the organisation has already submitted a file in this call: \(names).")
        case .grantsNotJustified(let grants):
            func names(_ language: Language) -> String {
                grants.map { "\($0.edition) (\($0.open.text(in: language)))" }.joined(separator: ", ")
            }
            return Message(
                fr: "des subsides antérieurs restent à justifier ou à rembourser : \(names(.french)).",
                nl: "vroegere subsidies moeten nog worden verantwoord of terugbetaald: \(names(.dutch)).",
                en: "earlier grants are still to be justified or refunded: \(names(.english)).")
        case .attachmentsMissing(let ids):
            let names = ids.joined(separator: ", ")
            return Message(
                fr: "des annexes obligatoires manquent : \(names).", nl: "verplichte bijlagen ontbreken: \(names).",
                en: "required attachments are missing: \(names).")
        case .outsidePeriod(let start, let end, let earliest, let latest):
            return Message(
                fr: "le projet (du \(start) au \(end)) sort de la période du \(earliest) au \(latest).",
                nl: "het project (van \(start) tot \(end)) valt buiten de periode van \(earliest) tot \(latest).",
                en: "the project (\(start) to \(end)) is outside the period from \(earliest) to \(latest).")
        case .periodTooLong(let lastDay, let months):
            return Message(
                fr: "le projet dure plus de \(months) mois ; il devrait se terminer le \(lastDay) au plus tard.",
                nl: "het project duurt langer dan \(months) maanden; het zou ten laatste op \(lastDay) moeten "
                    + "eindigen.",
                en: "the project lasts more than \(months) months; it would have to end on \(lastDay) at the latest.")
        case .notStated(let fact):
            let label = fact.label
            return Message(
                fr: "\(label.french) : le dossier ne le dit pas, et la règle ne peut pas être vérifiée.",
                nl: "\(label.dutch): het dossier zegt het niet, en de regel kan niet worden nagegaan.",
                en: "\(label.english): the file does not say, and the rule cannot be checked.")
        case .applicant(let failure):
            return failure.message
        case .funding(let failure):
            return failure.message
        case .project(let failure):
            return failure.message
        }
    }

    private func forms(_ allowed: [LegalForm], _ language: Language) -> String {
        allowed.map { $0.label.text(in: language) }.joined(separator: ", ")
    }
}
