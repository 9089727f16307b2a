package import CallModel
import Postgres
package import Store
import Workflow

/// What was done to an account; it names nobody.
package struct AccountReceipt: Hashable, Codable, Sendable {
    package let account: AccountID
    package let action: String
    package let at: Instant
}

extension Service {
    /// Every account, by address.
    package func accounts() async throws(ServiceError) -> [Account] {
        try await question { db in try db.accounts().map { try Account($0) } }
    }

    /// The account of an address, however it is typed.
    package func account(email: String) async throws(ServiceError) -> Account? {
        try await question { db in try db.account(email: email.trimmed).map { try Account($0) } }
    }

    /// Makes an account, and writes to its owner.
    ///
    /// - Parameters:
    ///   - name: may be empty; the provider's is taken over then.
    ///   - site: where the link of the mail leads, see `LinkAddress`; without it nothing is sent, and `sendLink` or `makeLink` gives a link.
    package func invite(
        email: String, name: String, language: Language, hats: [Hat], site: String?, _ request: Request
    ) async throws(ServiceError) -> AccountReceipt {
        let (email, token) = (email.trimmed, Secret.token())
        return try await command(request, "invite \(email) \(name) \(language) \(hats.map(\.reference)) \(site ?? "")") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.keepAccounts.permit(request.actor)
            guard email.isMailAddress else { throw ServiceError.access(.emailInvalid) }
            guard let name = name.personName else { throw ServiceError.access(.nameInvalid) }
            try Self.check(hats, db)
            let now = try db.now()
            guard let id = try db.addAccount(email: email, name: name, language: language) else {
                throw ServiceError.access(.emailTaken)
            }
            try db.add(hats: hats.map(\.stored), to: id)
            try db.note("invited", on: id, by: request.actor.reference, Self.detail(of: hats), at: now)
            if let site { try send(.invitation, token, to: Self.stored(id, db), site: site, at: now, db) }
            return (AccountReceipt(account: id, action: "invited", at: now), now)
        }
    }

    /// Gives an account these hats and no others. Whoever wears one that goes has none from then on.
    package func setHats(_ hats: [Hat], of account: AccountID, _ request: Request) async throws(ServiceError) -> AccountReceipt {
        try await keeping(account, "hatsChanged", request, detail: Self.detail(of: hats)) { stored, _, db in
            try Self.check(hats, db)
            let old = try stored.hats.map { (id: $0.id, hat: try Hat($0).stored) }
            let new = hats.map(\.stored)
            try db.remove(hats: old.filter { !new.contains($0.hat) }.map(\.id))
            try db.add(hats: new.filter { hat in !old.contains { $0.hat == hat } }, to: account)
        }
    }

    /// Lets an account in no more: its sessions end at once, its links and keys open nothing.
    package func disable(_ account: AccountID, _ request: Request) async throws(ServiceError) -> AccountReceipt {
        try await keeping(account, "disabled", request) { _, now, db in
            try db.setDisabled(true, account: account)
            _ = try db.endSessions(of: account)
            try db.spendLinks(of: account, at: now)
        }
    }

    package func enable(_ account: AccountID, _ request: Request) async throws(ServiceError) -> AccountReceipt {
        try await keeping(account, "enabled", request) { _, _, db in try db.setDisabled(false, account: account) }
    }

    /// Takes away a second factor whose owner has lost it, and a password that is too short without; ends the sessions.
    package func resetSecondFactor(of account: AccountID, _ request: Request) async throws(ServiceError) -> AccountReceipt {
        try await keeping(account, AccountNotice.secondFactorReset.rawValue, request) { stored, now, db in
            guard stored.hasSecondFactor else { throw ServiceError.access(.noSecondFactor) }
            try db.add(mail: AccountNotice.secondFactorReset.mail(to: stored), at: now)
            try db.removeFactor(of: account)
            _ = try db.endSessions(of: account)
        }
    }

    /// What happened to one account, or to all of them; the newest first.
    ///
    /// - Parameter before: the number of the entry that the part before ended with.
    package func accountHistory(
        of account: AccountID?, before: Int64? = nil, most: Int = 1000, _ request: Request
    ) async throws(ServiceError) -> [AccountEvent] {
        try await question { db in
            try RegisterAction.readAccountHistory.permit(request.actor)
            return try db.accountEvents(of: account, before: before, most: most)
        }
    }

    /// Takes away what has had its time. Any server may do it at any moment.
    package func sweepAccounts(_ request: Request) async throws(ServiceError) -> SweptRows {
        try await command(request.withoutKey, "sweep accounts") { db, _ in
            try RegisterAction.sweepAccounts.permit(request.actor)
            let now = try db.now()
            let swept = try db.sweep(
                SweepBounds(
                    // A lapsed session still says for a day whose form it was that came too late.
                    now: now, started: now.adding(seconds: -SessionLimits.absoluteSeconds).adding(days: -1),
                    idle: now.adding(seconds: -SessionLimits.idleSeconds).adding(days: -1), forms: now.adding(days: -1),
                    counters: now.adding(days: -1),
                    // A month in which one can see what was sent; a leap year for twelve months of whoever looked.
                    mails: now.adding(days: -30), accesses: now.adding(days: -366)))
            // What was told can be looked up for a season.
            _ = try db.sweepDeliveries(before: now.adding(days: -90))
            return (swept, now)
        }
    }
}

extension Service {
    /// Runs a command of whoever keeps accounts on one of them, and writes it down.
    func keeping(
        _ account: AccountID, _ action: String, _ request: Request, detail: String = "",
        _ body: @escaping @Sendable (StoredAccount, Instant, borrowing Connection) throws -> Void
    ) async throws(ServiceError) -> AccountReceipt {
        try await command(request, "\(action) \(account) \(detail)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.keepAccounts.permit(request.actor)
            try db.lock(account: account)
            let now = try db.now()
            try body(try Self.stored(account, db), now, db)
            try db.note(action, on: account, by: request.actor.reference, detail, at: now)
            return (AccountReceipt(account: account, action: action, at: now), now)
        }
    }

    static func stored(_ account: AccountID, _ db: borrowing Connection) throws -> StoredAccount {
        guard let stored = try db.account(account) else { throw StoreError.notFound(kind: "account", name: account.description) }
        return stored
    }

    private static func check(_ hats: [Hat], _ db: borrowing Connection) throws {
        let stored = hats.map { [$0.role.name, $0.organisation?.description, $0.member?.description] }
        guard Set(stored).count == hats.count, hats.count <= 30,
            try db.areKnown(organisations: Set(hats.compactMap(\.organisation)), members: Set(hats.compactMap(\.member)))
        else { throw ServiceError.access(.hatUnfit) }
    }

    private static func detail(of hats: [Hat]) -> String { hats.map(\.reference).joined(separator: ", ") }
}

extension Request {
    /// The same request, whose answer is not kept.
    var withoutKey: Request { Request(actor: actor, expectedVersion: expectedVersion, isDryRun: isDryRun) }
}

extension String {
    /// Whether a mail can be addressed to it: the standard allows more, and nobody has more.
    fileprivate var isMailAddress: Bool {
        let parts = split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && ![.control, .format].contains(scalar.properties.generalCategory)
                && !"<>()[],;:\\\"".unicodeScalars.contains(scalar)
        }
        return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && !hasPrefix("-") && unicodeScalars.count <= 254 && isPlain
    }
}
