package import CallModel

/// Why somebody does not come in, or is not given what opens.
package enum AccessRefusal: Error, Hashable, Sendable {
    /// Address or password are wrong, or the account lets nobody in: which of these is not told.
    case signInRefused
    /// Too often; how many seconds to wait.
    case tooMany(retryAfter: Int)
    /// Too many at once; how many seconds to wait.
    case busy(retryAfter: Int)
    /// The link was used, is too old or never was one.
    case linkSpent
    /// The provider vouches for somebody who was not invited.
    case notInvited
    /// The session is over.
    case sessionEnded
    /// The code of the second factor is to be given first.
    case secondFactorNeeded
    case codeWrong
    /// There is no second factor to confirm or to remove.
    case noSecondFactor
    case passwordTooShort(minimum: Int)
    case passwordTooLong(maximum: Int)
    /// The password is among the first that anybody would try.
    case passwordGuessable
    case currentPasswordWrong
    case noSuchHat
    /// A role does not fit what it acts for, or that is not in the registers.
    case hatUnfit
    case emailTaken
    case emailInvalid
    case nameInvalid
    case keyNameInvalid
    case scopesInvalid
    case daysInvalid(maximum: Int)
    case formTooLarge(maximum: Int)
    /// The provider says who it is; nothing else lets the account in.
    case byProviderOnly
    /// For this one must have signed in a moment ago.
    case signInAgain

    /// After how many seconds to try again, where that helps.
    package var retryAfter: Int? {
        switch self {
        case .tooMany(let seconds), .busy(let seconds): seconds
        case .signInRefused, .linkSpent, .notInvited, .sessionEnded, .secondFactorNeeded, .codeWrong, .noSecondFactor,
            .passwordTooShort, .passwordTooLong, .passwordGuessable, .currentPasswordWrong, .noSuchHat, .hatUnfit, .emailTaken,
            .emailInvalid, .nameInvalid, .keyNameInvalid, .scopesInvalid, .daysInvalid, .formTooLarge, .byProviderOnly, .signInAgain:
            nil
        }
    }

    package var message: Message {
        switch self {
        case .signInRefused:
            Message(
                fr: "L'adresse ou le mot de passe ne convient pas. Réessayez, ou demandez un lien par courriel.",
                nl: "Het adres of het wachtwoord klopt niet. Probeer opnieuw, of vraag een link per e-mail.",
                en: "The address or the password is wrong. Try again, or ask for a link by e-mail.")
        case .tooMany(let seconds):
            Message(
                fr: "Trop d'essais. Réessayez dans \(seconds) s.", nl: "Te veel pogingen. Probeer opnieuw over \(seconds) s.",
                en: "Too many attempts. Try again in \(seconds) s.")
        case .busy(let seconds):
            Message(
                fr: "Trop de demandes à la fois. Réessayez dans \(seconds) s.",
                nl: "Te veel vragen tegelijk. Probeer opnieuw over \(seconds) s.",
                en: "Too much is asked at once. Try again in \(seconds) s.")
        case .byProviderOnly:
            Message(
                fr: "Ce compte s'ouvre par votre fournisseur d'identité, et n'a pas de mot de passe ici.",
                nl: "Dit account gaat open via uw identiteitsprovider en heeft hier geen wachtwoord.",
                en: "This account is opened by your identity provider and has no password here.")
        case .signInAgain:
            Message(
                fr: "Pour cela, déconnectez-vous et connectez-vous à nouveau d'abord.",
                nl: "Meld u hiervoor eerst af en opnieuw aan.", en: "Sign out and in again first for this.")
        case .linkSpent:
            Message(
                fr: "Ce lien a déjà servi ou n'est plus valable. Demandez-en un nouveau.",
                nl: "Deze link is al gebruikt of niet meer geldig. Vraag een nieuwe.",
                en: "This link was used already or is no longer valid. Ask for a new one.")
        case .notInvited:
            Message(
                fr: "Ce compte n'a pas été invité. Demandez une invitation au secrétariat.",
                nl: "Dit account werd niet uitgenodigd. Vraag een uitnodiging aan het secretariaat.",
                en: "This account was not invited. Ask the secretariat for an invitation.")
        case .sessionEnded:
            Message(
                fr: "Votre session est terminée. Connectez-vous à nouveau.", nl: "Uw sessie is beëindigd. Meld u opnieuw aan.",
                en: "Your session is over. Sign in again.")
        case .secondFactorNeeded:
            Message(
                fr: "Donnez d'abord le code de votre application.", nl: "Geef eerst de code van uw app.",
                en: "Give the code of your app first.")
        case .codeWrong:
            Message(
                fr: "Le code n'est pas le bon, ou il a déjà servi. Attendez le suivant.",
                nl: "De code klopt niet, of is al gebruikt. Wacht op de volgende.",
                en: "The code is wrong, or was used already. Wait for the next one.")
        case .noSecondFactor:
            Message(
                fr: "Il n'y a pas de second facteur à confirmer ou à retirer.",
                nl: "Er is geen tweede factor om te bevestigen of te verwijderen.",
                en: "There is no second factor to confirm or to remove.")
        case .passwordTooShort, .passwordTooLong, .passwordGuessable, .currentPasswordWrong: passwordMessage
        case .noSuchHat, .hatUnfit, .emailTaken, .emailInvalid, .nameInvalid, .keyNameInvalid, .scopesInvalid, .daysInvalid,
            .formTooLarge:
            keepingMessage
        }
    }

    private var passwordMessage: Message {
        switch self {
        case .passwordTooShort(let minimum):
            Message(
                fr: "Le mot de passe est trop court. Prenez au moins \(minimum) caractères, par exemple plusieurs mots.",
                nl: "Het wachtwoord is te kort. Neem minstens \(minimum) tekens, bijvoorbeeld enkele woorden.",
                en: "The password is too short. Take at least \(minimum) characters, for example several words.")
        case .passwordTooLong(let maximum):
            Message(
                fr: "Le mot de passe est trop long. Prenez au plus \(maximum) caractères.",
                nl: "Het wachtwoord is te lang. Neem hoogstens \(maximum) tekens.",
                en: "The password is too long. Take at most \(maximum) characters.")
        case .passwordGuessable:
            Message(
                fr: "Ce mot de passe est de ceux que l'on devine d'abord. Prenez-en un autre.",
                nl: "Dit wachtwoord is een van de eerste die men zou raden. Kies een ander.",
                en: "This password is among the first that anybody would guess. Choose another one.")
        default:
            Message(
                fr: "Le mot de passe actuel n'est pas le bon. Réessayez.", nl: "Het huidige wachtwoord klopt niet. Probeer opnieuw.",
                en: "The current password is wrong. Try again.")
        }
    }

    private var keepingMessage: Message {
        switch self {
        case .noSuchHat:
            Message(
                fr: "Ce compte n'a pas ce rôle. Choisissez-en un de la liste.",
                nl: "Dit account heeft die rol niet. Kies er een uit de lijst.", en: "The account has no such role. Choose one of its list."
            )
        case .hatUnfit:
            Message(
                fr:
                    "Un rôle ne convient pas. Une association, un membre du conseil doit être connu et nommé ; les autres rôles n'en ont pas.",
                nl: "Een rol past niet. Een vereniging, een raadslid moet gekend en genoemd zijn; de andere rollen hebben er geen.",
                en: "A role does not fit. An organisation, a member must be known and named; the other roles have none.")
        case .emailTaken:
            Message(
                fr: "Cette adresse a déjà un compte. `appel account list` le montre.",
                nl: "Dit adres heeft al een account. `appel account list` toont het.",
                en: "This address has an account already. `appel account list` shows it.")
        case .emailInvalid:
            Message(
                fr: "L'adresse n'est pas une adresse de courriel. Corrigez-la.", nl: "Het adres is geen e-mailadres. Verbeter het.",
                en: "The address is no e-mail address. Correct it.")
        case .nameInvalid:
            Message(
                fr: "Le nom est trop long ou contient des signes invisibles. Corrigez-le.",
                nl: "De naam is te lang of bevat onzichtbare tekens. Verbeter hem.",
                en: "The name is too long or holds invisible characters. Correct it.")
        case .keyNameInvalid:
            Message(
                fr: "Le nom de la clé est vide ou trop long. Dites à quoi elle sert.",
                nl: "De naam van de sleutel is leeg of te lang. Zeg waarvoor hij dient.",
                en: "The name of the key is empty or too long. Say what it is for.")
        case .scopesInvalid:
            Message(
                fr: "La portée de la clé manque ou n'est pas lisible. Nommez-la, par exemple : read.",
                nl: "Het bereik van de sleutel ontbreekt of is onleesbaar. Noem het, bijvoorbeeld: read.",
                en: "The scope of the key is missing or not readable. Name it, for example: read.")
        case .daysInvalid(let maximum):
            Message(
                fr: "Une clé vaut de 1 à \(maximum) jours. Choisissez une durée.",
                nl: "Een sleutel geldt 1 tot \(maximum) dagen. Kies een duur.",
                en: "A key is valid for 1 to \(maximum) days. Choose a length.")
        default:
            Message(
                fr: "Ce qui a été envoyé est trop grand pour être gardé. Enregistrez-le chez vous.",
                nl: "Wat verstuurd werd is te groot om te bewaren. Sla het bij u op.",
                en: "What was sent is too large to be kept. Save it on your side.")
        }
    }
}
