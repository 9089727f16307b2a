package import CallModel
package import Store

/// Words about accounts and keys.
package enum AccountWords {
    package static let number = Message(fr: "n°", nl: "nr.", en: "no.")
    package static let hats = Message(fr: "rôles", nl: "rollen", en: "roles")
    package static let password = Message(fr: "mot de passe", nl: "wachtwoord", en: "password")
    package static let secondFactor = Message(fr: "second facteur", nl: "tweede factor", en: "second factor")
    package static let disabled = Message(fr: "désactivé", nl: "uitgeschakeld", en: "disabled")
    package static let detail = Message(fr: "détail", nl: "detail", en: "detail")
    package static let question = Message(fr: "consulté", nl: "geraadpleegd", en: "looked at")
    package static let key = Message(fr: "clé", nl: "sleutel", en: "key")
    package static let scopes = Message(fr: "portée", nl: "bereik", en: "scopes")
    package static let expires = Message(fr: "expire", nl: "vervalt", en: "expires")
    package static let revoked = Message(fr: "révoquée", nl: "ingetrokken", en: "revoked")
    package static let lastUsed = Message(fr: "dernier usage", nl: "laatst gebruikt", en: "last used")
    package static let shownOnce = Message(
        fr: "Cette clé ne sera plus montrée. Gardez-la en lieu sûr.", nl: "Deze sleutel wordt niet meer getoond. Bewaar hem veilig.",
        en: "This key is not shown again. Keep it in a safe place.")

    /// What was done, in words; as it is written down where the program knows none.
    package static func action(_ name: String, in language: Language) -> String { actions[name]?.text(in: language) ?? name }

    private static let actions: [String: Message] = [
        "invited": Message(fr: "invité", nl: "uitgenodigd", en: "invited"),
        "hatsChanged": Message(fr: "rôles changés", nl: "rollen gewijzigd", en: "roles changed"),
        "disabled": disabled,
        "enabled": Message(fr: "réactivé", nl: "ingeschakeld", en: "enabled"),
        "secondFactorReset": Message(fr: "second facteur retiré", nl: "tweede factor weggenomen", en: "second factor reset"),
        "secondFactorSet": Message(fr: "second facteur mis", nl: "tweede factor ingesteld", en: "second factor set"),
        "secondFactorRemoved": Message(fr: "second facteur ôté", nl: "tweede factor verwijderd", en: "second factor removed"),
        "secondFactorGiven": Message(fr: "code donné", nl: "code gegeven", en: "code given"),
        "codeRefused": Message(fr: "code refusé", nl: "code geweigerd", en: "code refused"),
        "linkAsked": Message(fr: "lien demandé", nl: "link gevraagd", en: "link asked for"),
        "linkSent": Message(fr: "lien envoyé", nl: "link verstuurd", en: "link sent"),
        "linkMade": Message(fr: "lien montré", nl: "link getoond", en: "link shown"),
        "keyMade": Message(fr: "clé créée", nl: "sleutel gemaakt", en: "key made"),
        "keyRevoked": Message(fr: "clé révoquée", nl: "sleutel ingetrokken", en: "key revoked"),
        "signedIn": Message(fr: "connecté", nl: "aangemeld", en: "signed in"),
        "signedOut": Message(fr: "déconnecté", nl: "afgemeld", en: "signed out"),
        "signedOutEverywhere": Message(fr: "déconnecté partout", nl: "overal afgemeld", en: "signed out everywhere"),
        "signInRefused": Message(fr: "connexion refusée", nl: "aanmelding geweigerd", en: "sign-in refused"),
        "passwordSet": Message(fr: "mot de passe changé", nl: "wachtwoord gewijzigd", en: "password set"),
        "passwordRefused": Message(fr: "mot de passe refusé", nl: "wachtwoord geweigerd", en: "password refused"),
        "webhookAdded": Message(fr: "webhook ajouté", nl: "webhook toegevoegd", en: "webhook added"),
        "webhookRemoved": Message(fr: "webhook retiré", nl: "webhook verwijderd", en: "webhook removed"),
        "webhookRetried": Message(fr: "envois repris", nl: "zendingen hervat", en: "deliveries taken up again"),
        "webhookSwitchedOff": Message(fr: "webhook débranché", nl: "webhook uitgeschakeld", en: "webhook switched off"),
        "providerBound": Message(fr: "lié au fournisseur", nl: "verbonden met de aanbieder", en: "bound to the provider")
    ]

    /// What a link that was sent opens.
    package static func purpose(_ purpose: LinkPurpose) -> Message {
        switch purpose {
        case .signIn: Message(fr: "lien pour entrer", nl: "link om aan te melden", en: "link to sign in")
        case .invitation: Message(fr: "invitation", nl: "uitnodiging", en: "invitation")
        case .reset: Message(fr: "lien de mot de passe", nl: "wachtwoordlink", en: "password link")
        }
    }

    package static func swept(_ rows: SweptRows) -> [(Message, Int)] {
        [
            (Message(fr: "sessions", nl: "sessies", en: "sessions"), rows.sessions),
            (Message(fr: "liens", nl: "links", en: "links"), rows.links),
            (Message(fr: "formulaires gardés", nl: "bewaarde formulieren", en: "kept forms"), rows.forms),
            (Message(fr: "compteurs", nl: "tellers", en: "counters"), rows.counters),
            (Message(fr: "courriels envoyés", nl: "verstuurde mails", en: "sent mails"), rows.mails),
            (Message(fr: "consultations", nl: "raadplegingen", en: "accesses"), rows.accesses)
        ]
    }
}
