package import CallModel

extension Refusal {
    /// The sentence for the person who is refused: what is in the way and, where there is one, the way out.
    ///
    /// - Parameter written: writes an instant; the caller knows the zone in which people read it.
    package func message(_ written: (Instant) -> String = { $0.iso8601 }) -> Message {
        func moment(_ instant: Instant?) -> String { instant.map(written) ?? "?" }
        return switch self {
        case .notPossible(let action, let state):
            Message(
                fr: "« \(action.label.french) » n'est pas possible dans l'état « \(state.label.french) ».",
                nl: "‘\(action.label.dutch)’ is niet mogelijk in de toestand ‘\(state.label.dutch)’.",
                en: "'\(action.label.english)' is not possible in the state '\(state.label.english)'.")
        case .notPermitted(let role, let action):
            Message(
                fr: "Le rôle « \(role.label.french) » ne peut pas faire « \(action.label.french) ».",
                nl: "De rol ‘\(role.label.dutch)’ mag ‘\(action.label.dutch)’ niet doen.",
                en: "The role '\(role.label.english)' may not do '\(action.label.english)'.")
        case .onlyInOwnName:
            Message(
                fr: "Un membre du conseil ne peut le faire qu'en son propre nom.",
                nl: "Een raadslid kan dit alleen in eigen naam doen.", en: "A member may do this only in his or her own name.")
        case .notForApplicants:
            Message(
                fr: "Cette information n'est pas ouverte aux organisations qui demandent.",
                nl: "Deze informatie is niet toegankelijk voor organisaties die aanvragen.",
                en: "This is not open to organisations that apply.")
        case .maySignNeeded:
            Message(
                fr: "Seule une personne qui peut signer pour l'organisation peut le faire.",
                nl: "Alleen wie voor de organisatie mag tekenen, kan dit doen.", en: "Only who may sign for the organisation can do this.")
        case .outcomePending:
            Message(
                fr: "L'examen du dossier touche à sa fin : attendez que la décision vous soit communiquée.",
                nl: "Het onderzoek van het dossier loopt ten einde: wacht tot de beslissing u wordt meegedeeld.",
                en: "The examination of this file is coming to its end: wait until the decision is made known to you.")
        case .conflictNotRuledOut:
            Message(
                fr: "Dites d'abord si vous avez un conflit d'intérêts avec ce dossier ; commencez ensuite votre évaluation.",
                nl: "Zeg eerst of u een belangenconflict hebt met dit dossier; begin daarna uw beoordeling.",
                en: "First say whether you have a conflict of interest with this file; then begin your review.")
        case .notForMembers:
            Message(
                fr: "Les membres du conseil ne consultent pas ceci.", nl: "Raadsleden raadplegen dit niet.",
                en: "This is not for members of the council to read.")
        case .nothingAwaits(let action):
            Message(
                fr: "Aucun dossier n'attend « \(action.label.french) ».",
                nl: "Geen enkel dossier wacht op ‘\(action.label.dutch)’.", en: "No file awaits '\(action.label.english)'.")
        case .nothingScored:
            Message(
                fr: "Aucun dossier de cet appel n'a encore de score : d'abord les évaluations, puis la cotation.",
                nl: "Geen enkel dossier van deze oproep heeft al een score: eerst de beoordelingen, dan de score.",
                en: "No file of this call has a score yet: the reviews come first, then their scores are fixed.")
        case .reasonMissing:
            Message(
                fr: "Une motivation est obligatoire.", nl: "Een motivering is verplicht.",
                en: "A reason is required.")
        case .wrongStage(let state, let needed):
            Message(
                fr: "L'appel est « \(state.label.french) » ; il faut qu'il soit « \(needed.label.french) ».",
                nl: "De oproep is ‘\(state.label.dutch)’; dit kan alleen in ‘\(needed.label.dutch)’.",
                en: "The call is '\(state.label.english)'; this needs '\(needed.label.english)'.")
        case .tooEarly(let from):
            Message(
                fr: "Trop tôt : possible à partir du \(moment(from)).",
                nl: "Te vroeg: mogelijk vanaf \(moment(from)).", en: "Too early: possible from \(moment(from)).")
        case .tooLate(let until):
            Message(
                fr: "Trop tard : le délai a pris fin le \(moment(until)).",
                nl: "Te laat: de termijn liep af op \(moment(until)).", en: "Too late: the time limit was \(moment(until)).")
        case .amountOutOfRange:
            Message(
                fr: "Le montant doit être supérieur à zéro et ne pas dépasser ce qui est demandé ou attribué.",
                nl: "Het bedrag moet groter zijn dan nul en mag niet hoger zijn dan wat gevraagd of toegekend is.",
                en: "The amount must be above zero and at most what was asked for or awarded.")
        case .authorityMissing:
            Message(
                fr: "Indiquez l'autorité qui a décidé la modification.",
                nl: "Vermeld de overheid die de wijziging besliste.", en: "Name the authority that decided the amendment.")
        case .textsIncomplete:
            Message(
                fr: "L'appel ne peut pas ouvrir : il manque des textes en français ou en néerlandais.",
                nl: "De oproep kan niet openen: er ontbreken teksten in het Frans of het Nederlands.",
                en: "The call cannot open: texts are missing in French or in Dutch.")
        case .closingPassed:
            Message(
                fr: "La date de clôture est déjà passée.", nl: "De sluitingsdatum is al voorbij.",
                en: "The closing date has already passed.")
        case .datesChanged:
            Message(
                fr: "Une modification ne change pas les dates ; prolongez l'appel.",
                nl: "Een wijziging verandert de data niet; verleng de oproep.", en: "An amendment changes no date: extend the call.")
        case .closingNotLater:
            Message(
                fr: "La nouvelle clôture doit être postérieure à l'ancienne et encore à venir.",
                nl: "De nieuwe sluiting moet later zijn dan de vorige en nog in de toekomst liggen.",
                en: "The new closing must be later than the old one and still to come.")
        case .wrongProcedure:
            Message(
                fr: "Cette étape n'existe pas dans la procédure de cet appel.",
                nl: "Deze stap bestaat niet in de procedure van deze oproep.", en: "This step is not in the procedure of this call.")
        case .closingNotReached(let closing):
            Message(
                fr: "L'appel ne peut être clos avant le \(moment(closing)).",
                nl: "De oproep kan niet sluiten vóór \(moment(closing)).", en: "The call cannot close before \(moment(closing)).")
        case .filesAwaitingAdmissibility(let count):
            Message(
                counting: count, fr: "\(count) [dossier attend|dossiers attendent] encore la décision de recevabilité.",
                nl: "\(count) [dossier wacht|dossiers wachten] nog op de beslissing over de ontvankelijkheid.",
                en: "\(count) [file still awaits|files still await] the decision on admissibility.")
        case .tooFewFiles(let count, let needed):
            Message(
                counting: count,
                fr: "\(count) [dossier recevable|dossiers recevables] ; le règlement en exige \(needed). Déclarez l'appel infructueux.",
                nl:
                    "\(count) [ontvankelijk dossier|ontvankelijke dossiers]; het reglement eist er \(needed). Verklaar de oproep vruchteloos.",
                en: "\(count) admissible [file|files]; the regulation asks for \(needed). Declare the call unsuccessful.")
        case .enoughFiles(let count):
            Message(
                counting: count, fr: "Il reste \(count) [dossier|dossiers] : l'appel n'est pas infructueux.",
                nl: "Er [blijft|blijven] \(count) [dossier|dossiers] over: de oproep is niet vruchteloos.",
                en: "\(count) [file is|files are] left: the call is not unsuccessful.")
        case .filesNotScored(let count):
            Message(
                counting: count,
                fr: "\(count) [dossier n'a|dossiers n'ont] pas encore de note.",
                nl: "\(count) [dossier heeft|dossiers hebben] nog geen score.", en: "\(count) [file has|files have] no score yet.")
        case .someNotScored:
            Message(
                fr: "Des dossiers n'ont pas encore de note.", nl: "Er zijn nog dossiers zonder score.", en: "Some files have no score yet.")
        case .filesNotDecided(let count):
            Message(
                counting: count, fr: "\(count) [dossier attend|dossiers attendent] encore une décision.",
                nl: "\(count) [dossier wacht|dossiers wachten] nog op een beslissing.",
                en: "\(count) [file still awaits|files still await] a decision.")
        case .lineOverdrawn(let line):
            Message(
                fr: "La ligne budgétaire « \(line) » est dépassée.", nl: "De begrotingslijn ‘\(line)’ is overschreden.",
                en: "The budget line '\(line)' is overdrawn.")
        case .filesStillOpen(let count):
            Message(
                counting: count, fr: "\(count) [dossier est|dossiers sont] encore en recours, à revoir ou en réserve.",
                nl: "\(count) [dossier is|dossiers zijn] nog in beroep, te herzien of op de reservelijst.",
                en: "\(count) [file is|files are] still under appeal, to be decided again or on the reserve list.")
        case .alreadyDecided(let count):
            Message(
                counting: count, fr: "\(count) [dossier est déjà décidé|dossiers sont déjà décidés] : l'appel ne peut plus être annulé.",
                nl: "Over \(count) [dossier|dossiers] is al beslist: de oproep kan niet meer worden geannuleerd.",
                en: "\(count) [file is|files are] decided already: the call can no longer be cancelled.")
        case .notOwnFile:
            Message(
                fr: "Ce dossier appartient à une autre association.", nl: "Dit dossier is van een andere vereniging.",
                en: "This file belongs to another association.")
        case .callNotOpen(let state):
            Message(
                fr: "L'appel n'est pas ouvert (« \(state.label.french) »).",
                nl: "De oproep is niet open (‘\(state.label.dutch)’).", en: "The call is not open ('\(state.label.english)').")
        case .contentIncomplete(let count):
            Message(
                counting: count,
                fr: "Le formulaire contient encore \(count) [erreur : corrigez-la|erreurs : corrigez-les], puis introduisez le dossier.",
                nl: "Het formulier bevat nog \(count) [fout: verbeter ze|fouten: verbeter ze] en dien het dossier dan in.",
                en: "The form still has \(count) [fault: mend it|faults: mend them], then file.")
        case .dueDatePassed:
            Message(
                fr: "L'échéance fixée doit être dans le futur.", nl: "De gestelde termijn moet in de toekomst liggen.",
                en: "The date set must be in the future.")
        case .complementStillRunning(let due):
            Message(
                fr: "L'association peut encore répondre jusqu'au \(moment(due)).",
                nl: "De vereniging kan nog antwoorden tot \(moment(due)).", en: "The association may still answer until \(moment(due)).")
        case .rulesFail(let rules):
            Message(
                fr: "Règles de recevabilité non respectées : \(rules.joined(separator: ", ")).",
                nl: "Niet-nageleefde ontvankelijkheidsregels: \(rules.joined(separator: ", ")).",
                en: "Admissibility rules that fail: \(rules.joined(separator: ", ")).")
        case .tooFewReviews(let count, let needed):
            Message(
                counting: count,
                fr:
                    "\(count) [évaluation comptée|évaluations comptées] ; il en faut \(needed). Désignez un autre membre ou un expert externe.",
                nl:
                    "\(count) [beoordeling|beoordelingen] geteld; er zijn er \(needed) nodig. Wijs een ander lid of een externe expert aan.",
                en: "\(count) [review|reviews] counted; \(needed) are needed. Assign another member or an external expert.")
        case .reviewsPending(let count):
            Message(
                counting: count,
                fr:
                    "\(count) [évaluation est encore en cours : attendez-la, ou annulez-la|évaluations sont encore en cours : attendez-les, ou annulez-les].",
                nl: "\(count) [beoordeling loopt|beoordelingen lopen] nog: wacht erop, of verklaar ze ongeldig.",
                en:
                    "\(count) [review is still to come in: wait for it, or void it|reviews are still to come in: wait for them, or void them]."
            )
        case .noQuorum(let present, let needed):
            Message(
                counting: present,
                fr: "Quorum non atteint : \(present) [membre sans conflit présent|membres sans conflit présents], \(needed) requis.",
                nl: "Geen quorum: \(present) [aanwezig lid|aanwezige leden] zonder belangenconflict, \(needed) vereist.",
                en: "No quorum: \(present) [member|members] without a conflict present, \(needed) needed.")
        case .conflictedMemberPresent:
            Message(
                fr: "Un membre en conflit d'intérêts est présent : il doit quitter la séance pour ce dossier.",
                nl: "Een lid met een belangenconflict is aanwezig: het moet de zitting voor dit dossier verlaten.",
                en: "A member with a conflict of interest is present and has to leave for this file.")
        case .lineNotOpen(let line):
            Message(
                fr: "La ligne budgétaire « \(line) » ne peut pas payer ce dossier.",
                nl: "De begrotingslijn ‘\(line)’ kan dit dossier niet betalen.", en: "The budget line '\(line)' cannot pay this file.")
        case .lineExhausted(let line, let short):
            Message(
                fr: "La ligne budgétaire « \(line) » est épuisée : il manque \(short.french).",
                nl: "De begrotingslijn ‘\(line)’ is uitgeput: er ontbreekt \(short.dutch).",
                en: "The budget line '\(line)' is exhausted: \(short.english) short.")
        case .lineMiscounted(let line):
            Message(
                fr: "La ligne \(line) ne fait pas le nombre de subsides que prévoit le règlement.",
                nl: "De lijn \(line) geeft niet het aantal subsidies dat het reglement voorziet.",
                en: "Line \(line) does not make the number of awards that the regulation foresees.")
        case .urgentAwardsUnsettled(let count):
            Message(
                counting: count,
                fr:
                    "\(count) [octroi d'urgence attend|octrois d'urgence attendent] encore la ratification du Collège ou l'avis du conseil.",
                nl:
                    "\(count) dringende [toekenning wacht|toekenningen wachten] nog op de bekrachtiging van het College of het advies van de raad.",
                en: "\(count) urgent [award still awaits|awards still await] the College's ratification or the council's advice.")
        case .lineFull(let line, let awards):
            Message(
                fr: "La ligne \(line) a déjà donné ses \(awards) subsides.", nl: "De lijn \(line) gaf al haar \(awards) subsidies.",
                en: "Line \(line) has made its \(awards) awards already.")
        case .notUrgent:
            Message(
                fr: "Le règlement de cet appel ne connaît pas de décision d'urgence (urgency).",
                nl: "Het reglement van deze oproep kent geen dringende beslissing (urgency).",
                en: "The rules of this call know no urgent decision (urgency).")
        case .urgencyUnsettled:
            Message(
                fr: "L'octroi d'urgence attend encore la ratification du Collège ou l'avis du conseil.",
                nl: "De dringende toekenning wacht nog op de bekrachtiging van het College of het advies van de raad.",
                en: "The urgent award still awaits the College's ratification or the council's advice.")
        case .nothingToRatify:
            Message(
                fr: "Ce dossier n'a pas d'octroi qui attende d'être ratifié ou signé.",
                nl: "Dit dossier heeft geen toekenning die nog bekrachtigd of ondertekend moet worden.",
                en: "This file has no award that still waits to be ratified or signed.")
        case .advisedAlready:
            Message(
                fr: "Le conseil a déjà rendu son avis sur ce dossier.", nl: "De raad bracht al advies uit over dit dossier.",
                en: "The council has advised on this file already.")
        case .sittingMissing:
            Message(
                fr: "Indiquez la séance du Collège qui ratifie.", nl: "Vermeld de zitting van het College die bekrachtigt.",
                en: "Name the sitting of the College that ratifies.")
        case .fenceCrossed(let line, let short):
            Message(
                fr: "Le reste de la ligne « \(line) » est réservé : il manque \(short.french) non réservés.",
                nl: "De rest van lijn ‘\(line)’ is voorbehouden: er ontbreekt \(short.dutch) vrij budget.",
                en: "What is left of the line '\(line)' is reserved: \(short.english) of open money short.")
        case .noLadder:
            Message(
                fr: "Le règlement de cet appel ne connaît pas d'échelle de signatures (approvals).",
                nl: "Het reglement van deze oproep kent geen ladder van handtekeningen (approvals).",
                en: "The rules of this call know no ladder of signatures (approvals).")
        case .notOwnStep(let step?):
            Message(
                fr: "« \(step.label.text(in: .french)) » est signé par : \(step.role.role.label.french).",
                nl: "‘\(step.label.text(in: .dutch))’ wordt ondertekend door: \(step.role.role.label.dutch).",
                en: "'\(step.label.text(in: .english))' is signed by: \(step.role.role.label.english).")
        case .notOwnStep(nil):
            Message(
                fr: "Ce rôle ne signe aucune étape de l'échelle de cet appel.",
                nl: "Deze rol ondertekent geen enkele stap van de ladder van deze oproep.",
                en: "This role signs no step of the ladder of this call.")
        case .nothingToSign:
            Message(
                fr: "L'octroi n'appelle pas cette signature, ou l'a déjà.",
                nl: "De toekenning vraagt deze handtekening niet, of heeft ze al.",
                en: "The award does not call for this signature, or has it already.")
        case .signaturesMissing(let steps, let award):
            Message(
                fr: "Pour \(award.french) il manque : \(ApprovalStep.listed(steps, in: .french)).",
                nl: "Voor \(award.dutch) ontbreekt: \(ApprovalStep.listed(steps, in: .dutch)).",
                en: "For \(award.english) this is missing: \(ApprovalStep.listed(steps, in: .english)).")
        case .departureUnreasoned:
            Message(
                fr: "Cette décision s'écarte de l'avis du conseil : motivez l'écart.",
                nl: "Deze beslissing wijkt af van het advies van de raad: motiveer de afwijking.",
                en: "This decision departs from the council's advice: give the reason for the departure.")
        case .adviceMissing:
            Message(
                fr: "Le conseil n'a pas encore rendu d'avis sur ce dossier.",
                nl: "De raad bracht over dit dossier nog geen advies uit.", en: "The council has given no advice on this file yet.")
        case .placeNotPositive:
            Message(
                fr: "La liste de réserve commence à la place 1.", nl: "De reservelijst begint bij plaats 1.",
                en: "The reserve list begins with place 1.")
        case .placeTaken(let place):
            Message(
                fr: "Un autre dossier occupe déjà la place \(place) de la liste de réserve.",
                nl: "Plaats \(place) van de reservelijst is al die van een ander dossier.",
                en: "Another file already has place \(place) on the reserve list.")
        case .reviewsUnusable:
            Message(
                fr: "Les évaluations comptées ne correspondent pas à la grille : annulez-les et faites évaluer à nouveau.",
                nl: "De getelde beoordelingen passen niet in het rooster: verklaar ze ongeldig en laat opnieuw beoordelen.",
                en: "The counted reviews do not fit the scoring grid: void them and have the file reviewed again.")
        case .rankingTouched:
            Message(
                fr: "Un complément ne peut changer ni la catégorie, ni les montants, ni les pays, ni le marqueur genre.",
                nl: "Een aanvulling mag de categorie, de bedragen, de landen en de gendermarker niet wijzigen.",
                en: "A complement may not change the category, the amounts, the countries or the gender marker.")
        case .grantMade:
            Message(
                fr: "Une convention existe pour ce dossier : annulez-la d'abord, si rien n'est encore payé.",
                nl: "Voor dit dossier bestaat een overeenkomst: annuleer die eerst, als er nog niets betaald is.",
                en: "There is an agreement on this file: cancel it first, if nothing was paid yet.")
        case .conflictedReviews(let count):
            Message(
                counting: count,
                fr:
                    "\(count) [évaluation vient|évaluations viennent] d'un membre en conflit d'intérêts : [annulez-la|annulez-les] d'abord.",
                nl: "\(count) [beoordeling komt|beoordelingen komen] van een lid met een belangenconflict: verklaar ze eerst ongeldig.",
                en: "\(count) [review comes|reviews come] from a member with a conflict of interest: void [it|them] first.")
        case .alreadyNotified:
            Message(
                fr: "La décision a déjà été notifiée.", nl: "De beslissing is al ter kennis gebracht.",
                en: "The decision was already made known.")
        case .notNotified:
            Message(
                fr: "La décision n'a pas encore été notifiée.", nl: "De beslissing is nog niet ter kennis gebracht.",
                en: "The decision was not made known yet.")
        case .fileNotUnderReview(let state):
            Message(
                fr: "Le dossier n'est pas en évaluation (« \(state.label.french) »).",
                nl: "Het dossier is niet in beoordeling (‘\(state.label.dutch)’).",
                en: "The file is not under review ('\(state.label.english)').")
        case .conflictOfInterest:
            Message(
                fr: "Ce membre a un conflit d'intérêts avec ce dossier.",
                nl: "Dit lid heeft een belangenconflict met dit dossier.", en: "This member has a conflict of interest with this file.")
        case .conflictInCall:
            Message(
                fr: "Vous avez un conflit d'intérêts avec un dossier de cet appel : laissez-le au secrétariat.",
                nl: "U hebt een belangenconflict met een dossier van deze oproep: laat het aan het secretariaat.",
                en: "You have a conflict of interest with a file of this call: leave it to the secretariat.")
        case .notOwnReview:
            Message(
                fr: "Cette évaluation est celle d'un autre membre.", nl: "Deze beoordeling is van een ander lid.",
                en: "This review is another member's.")
        case .scoresIncomplete:
            Message(
                fr: "Il faut une note pour chaque critère.", nl: "Elk criterium moet een score krijgen.",
                en: "Every criterion needs a score.")
        case .scoreOutOfScale(let criterion, let score, let scale):
            Message(
                fr: "Critère \(criterion) : \(score) est hors de l'échelle \(scale.lowerBound) à \(scale.upperBound).",
                nl: "Criterium \(criterion): \(score) valt buiten de schaal \(scale.lowerBound) tot \(scale.upperBound).",
                en: "Criterion \(criterion): \(score) is outside the scale \(scale.lowerBound) to \(scale.upperBound).")
        case .scoreNoOption(let criterion, let score, let points):
            Self.noOption(criterion, score, points.map(String.init).joined(separator: ", "))
        case .justificationMissing:
            Message(
                fr: "Les notes doivent être justifiées par écrit.", nl: "De scores moeten schriftelijk worden gemotiveerd.",
                en: "The scores have to be justified in writing.")
        case .awardNotNotified:
            Message(
                fr: "Le dossier n'a pas de subside notifié.", nl: "Het dossier heeft geen ter kennis gebrachte toelage.",
                en: "The file has no award that was made known.")
        case .commitmentMissing:
            Message(
                fr: "Indiquez le numéro de l'engagement.", nl: "Vermeld het vastleggingsnummer.", en: "Give the number of the commitment.")
        case .beyondAward(let excess):
            Message(
                fr: "Les paiements dépasseraient le subside de \(excess.french).",
                nl: "De betalingen zouden de toelage met \(excess.dutch) overschrijden.",
                en: "The payments would exceed the award by \(excess.english).")
        case .amountNotDue(let due):
            Message(
                fr: "Ce montant n'est pas dû ; le montant dû est de \(due.french).",
                nl: "Dit bedrag is niet verschuldigd; verschuldigd is \(due.dutch).",
                en: "This amount is not due; \(due.english) is.")
        case .signingStillRunning(let until):
            Message(
                fr: "La convention peut encore être signée jusqu'au \(moment(until)).",
                nl: "De overeenkomst kan nog worden ondertekend tot \(moment(until)).",
                en: "The agreement may still be signed until \(moment(until)).")
        }
    }
}

extension Refusal {
    private static func noOption(_ criterion: Int, _ score: Int32, _ points: String) -> Message {
        Message(
            fr: "Critère \(criterion) : aucune option ne vaut \(score) ; elles valent \(points).",
            nl: "Criterium \(criterion): geen optie is \(score) waard; ze zijn \(points) waard.",
            en: "Criterion \(criterion): no option is worth \(score); they are worth \(points).")
    }
}
