import CallModel
import Postgres
import Store

/// What the owner of an account is told by mail when it happens, because somebody else may have done it.
enum AccountNotice: String, Hashable, CaseIterable, Sendable {
    case passwordSet
    case secondFactorSet
    case secondFactorRemoved
    /// By whoever keeps accounts.
    case secondFactorReset
    /// An address that signs in was made by whoever keeps accounts, and shown to him or her.
    case linkMade

    private var happened: Message {
        switch self {
        case .passwordSet:
            Message(
                fr: "Le mot de passe de votre compte vient d'être choisi ou changé.",
                nl: "Het wachtwoord van uw account is zonet gekozen of gewijzigd.",
                en: "The password of your account was just set or changed.")
        case .secondFactorSet:
            Message(
                fr: "Un second facteur vient d'être mis en place ou remplacé sur votre compte.",
                nl: "Op uw account is zonet een tweede factor ingesteld of vervangen.",
                en: "A second factor was just set up or replaced on your account.")
        case .secondFactorRemoved:
            Message(
                fr: "Le second facteur de votre compte vient d'être retiré.", nl: "De tweede factor van uw account is zonet verwijderd.",
                en: "The second factor of your account was just removed.")
        case .secondFactorReset:
            Message(
                fr: "Le second facteur de votre compte vient d'être retiré par l'administrateur du service.",
                nl: "De tweede factor van uw account is zonet verwijderd door de beheerder van de dienst.",
                en: "The second factor of your account was just taken away by the administrator of the service.")
        case .linkMade:
            Message(
                fr: "L'administrateur du service vient de créer un lien qui ouvre votre compte, sans vous l'envoyer par courriel.",
                nl: "De beheerder van de dienst heeft zonet een link gemaakt die uw account opent, zonder hem te mailen.",
                en: "The administrator of the service just made a link that opens your account, and did not send it by e-mail.")
        }
    }

    private static let subject = Message(
        fr: "Un changement sur votre compte Appel", nl: "Een wijziging aan uw Appel-account", en: "A change to your Appel account")

    private static let ending = Message(
        fr: "Si vous n'y êtes pour rien, prévenez tout de suite qui gère le service : quelqu'un d'autre a peut-être accès à votre compte.",
        nl: "Hebt u hier niets mee te maken, verwittig dan meteen wie de dienst beheert: misschien kan iemand anders in uw account.",
        en: "If this was not you, and not what you asked for, tell whoever runs the service at once: somebody else may have access to it.")

    func mail(to account: StoredAccount) -> NewMail {
        let language = account.language
        let greeting = Message(fr: "Bonjour", nl: "Dag", en: "Hello").text(in: language) + (account.name.isEmpty ? "" : " \(account.name)")
        return NewMail(
            kind: rawValue, language: language, to: account.email, subject: Self.subject.text(in: language),
            body: "\(greeting),\n\n\(happened.text(in: language))\n\n\(Self.ending.text(in: language))\n")
    }
}

extension Connection {
    /// Writes down what happened to an account, and tells its owner, in the same transaction.
    func noteAndTell(
        _ notice: AccountNotice, _ account: StoredAccount, by actor: String, _ detail: String = "", at now: Instant
    ) throws {
        try note(notice.rawValue, on: account.id, by: actor, detail, at: now)
        try add(mail: notice.mail(to: account), at: now)
    }
}
