package import CallModel
import Postgres
package import Store
import Workflow

extension LinkPurpose {
    /// For how long the link opens: a mail is read at once, an invitation within the week.
    var seconds: Int64 {
        switch self {
        case .signIn, .reset: 15 * 60
        case .invitation: 7 * 86_400
        }
    }
}

/// Where the links of mails lead.
package enum LinkAddress {
    /// `https://appel.example.org/fr/link/TOKEN`: a page that asks to go on, because opening a page signs nobody in.
    ///
    /// - Parameter site: the address of the installation, without a slash at its end.
    package static func text(site: String, language: Language, token: String) -> String {
        "\(site)/\(language.rawValue)/link/\(token)"
    }
}

/// A link that was made for somebody.
package struct MadeLink: Hashable, Codable, Sendable {
    package let account: AccountID
    package let purpose: LinkPurpose
    package let address: String
    package let expiresAt: Instant
}

extension Service {
    /// Sends a link to an address, if it has an account that no provider vouches for; whoever asks learns nothing of that. Nobody is written to more than three times
    /// in a quarter of an hour.
    ///
    /// - Parameters:
    ///   - purpose: to sign in, or to set a new password. Only an administrator invites.
    ///   - site: see `LinkAddress`.
    ///   - address: the network address that asks.
    package func requestLink(
        _ email: String, _ purpose: LinkPurpose, site: String, from address: String
    ) async throws(ServiceError) {
        let purpose = purpose == .invitation ? .signIn : purpose
        let network = try await allow("link from \(address)", limit: 20, seconds: 60)
        guard network.isAllowed else { throw .access(.tooMany(retryAfter: network.retryAfter)) }
        let token = Secret.token()
        try await access { db in
            let now = try db.now()
            let account = try db.account(email: email.trimmed)
            let verdict = try Self.count("link to \((account?.email ?? email.trimmed).lowercased())", limit: 3, seconds: 900, at: now, db)
            guard verdict.isAllowed else { return }
            // Written down for a stranger too: both take the same time.
            try db.note("linkAsked", on: account?.id, by: "-", purpose.rawValue, at: now)
            // Whoever comes in by a provider does so by all that the provider asks, and not by a mailbox alone.
            guard let account, !account.isDisabled, !account.isVouchedFor else { return }
            try send(purpose, token, to: account, site: site, at: now, db)
        }
    }

    /// Sends a link to somebody who has an account, such as a second invitation.
    package func sendLink(
        to account: AccountID, _ purpose: LinkPurpose, site: String, _ request: Request
    ) async throws(ServiceError) -> AccountReceipt {
        let token = Secret.token()
        return try await keeping(account, "linkSent", request, detail: purpose.rawValue) { stored, now, db in
            guard !stored.isDisabled else { throw ServiceError.access(.linkSpent) }
            try self.send(purpose, token, to: stored, site: site, at: now, db)
        }
    }

    /// Makes a link and shows it to the administrator instead of sending it: for an installation without mail, and for its first account.
    package func makeLink(
        for account: AccountID, _ purpose: LinkPurpose, site: String, _ request: Request
    ) async throws(ServiceError) -> MadeLink {
        let token = Secret.token()
        // An answer that opens a door is never kept to be given again.
        return try await command(request.withoutKey, "make a link") { db, _ in
            try RegisterAction.keepAccounts.permit(request.actor)
            let stored = try Self.stored(account, db)
            guard !stored.isDisabled else { throw ServiceError.access(.linkSpent) }
            let now = try db.now()
            let end = now.adding(seconds: purpose.seconds)
            try db.keep(link: Secret.digest(token), of: account, for: purpose, from: now, until: end)
            // The first one is for somebody who was never in, and has nothing to lose yet.
            if try db.hasSignedIn(account) {
                try db.noteAndTell(.linkMade, stored, by: request.actor.reference, purpose.rawValue, at: now)
            } else {
                try db.note(AccountNotice.linkMade.rawValue, on: account, by: request.actor.reference, purpose.rawValue, at: now)
            }
            let address = LinkAddress.text(site: site, language: stored.language, token: token)
            return (MadeLink(account: account, purpose: purpose, address: address, expiresAt: end), now)
        }
    }

    func send(
        _ purpose: LinkPurpose, _ token: String, to account: StoredAccount, site: String, at now: Instant, _ db: borrowing Connection
    ) throws {
        try db.keep(
            link: Secret.digest(token), of: account.id, for: purpose, from: now, until: now.adding(seconds: purpose.seconds))
        let link = LinkAddress.text(site: site, language: account.language, token: token)
        let mail = AccountMail(purpose: purpose, name: account.name, link: link)
        try db.add(
            mail: NewMail(
                kind: purpose.rawValue, language: account.language, to: account.email, subject: mail.subject.text(in: account.language),
                body: mail.body.text(in: account.language), secret: token),
            at: now)
    }
}

/// The text around a link.
private struct AccountMail {
    let purpose: LinkPurpose
    let name: String
    let link: String

    var subject: Message {
        switch purpose {
        case .signIn: Message(fr: "Votre lien de connexion", nl: "Uw link om aan te melden", en: "Your link to sign in")
        case .invitation: Message(fr: "Votre accès à Appel", nl: "Uw toegang tot Appel", en: "Your access to Appel")
        case .reset: Message(fr: "Un nouveau mot de passe", nl: "Een nieuw wachtwoord", en: "A new password")
        }
    }

    var body: Message {
        let (fr, nl, en) =
            switch purpose {
            case .signIn:
                (
                    "Ce lien vous connecte. Il sert une fois et vaut un quart d'heure :",
                    "Met deze link meldt u zich aan. Hij werkt één keer en is een kwartier geldig:",
                    "This link signs you in. It works once and is valid for a quarter of an hour:"
                )
            case .invitation:
                (
                    "Un accès a été créé pour vous. Ce lien sert une fois et vaut sept jours :",
                    "Er werd een toegang voor u gemaakt. Deze link werkt één keer en is zeven dagen geldig:",
                    "An access was made for you. This link works once and is valid for seven days:"
                )
            case .reset:
                (
                    "Ce lien permet de choisir un nouveau mot de passe. Il sert une fois et vaut un quart d'heure :",
                    "Met deze link kiest u een nieuw wachtwoord. Hij werkt één keer en is een kwartier geldig:",
                    "With this link you choose a new password. It works once and is valid for a quarter of an hour:"
                )
            }
        return Message(
            fr: letter("Bonjour", fr, "Si vous n'avez rien demandé, ne faites rien."),
            nl: letter("Dag", nl, "Hebt u niets gevraagd, doe dan niets."),
            en: letter("Hello", en, "If you did not ask for anything, do nothing."))
    }

    private func letter(_ greeting: String, _ text: String, _ ending: String) -> String {
        "\(greeting)\(name.isEmpty ? "" : " \(name)"),\n\n\(text)\n\n\(link)\n\n\(ending)\n"
    }
}
