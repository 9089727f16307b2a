package import CallModel
import Postgres
import Store

/// How long somebody stays in.
package enum SessionLimits {
    /// Without doing anything.
    package static let idleSeconds: Int64 = 30 * 60
    /// From signing in, whatever he or she does.
    package static let absoluteSeconds: Int64 = 12 * 3600
    /// That somebody was there is written down no more often.
    static let noteSeconds: Int64 = 60
    /// For so long after coming in by a link a new password may be set without the old one.
    static let settingSeconds: Int64 = 15 * 60
}

/// A session that lives, with the rows it is made of, held until the transaction ends.
struct LiveSession: Sendable {
    let digest: Digest
    let session: StoredSession
    let account: StoredAccount
    let now: Instant

    /// Whether the code of the second factor is still owed.
    var needsSecondFactor: Bool { account.hasSecondFactor && !session.factorDone }
}

extension StoredSession {
    func isOver(at now: Instant) -> Bool {
        now >= seenAt.adding(seconds: SessionLimits.idleSeconds) || now >= startedAt.adding(seconds: SessionLimits.absoluteSeconds)
    }
}

extension Service {
    /// Whose session it was that lapsed less than a day ago; nobody's where it still lives, or was ended.
    package func account(ofLapsed token: String) async throws(ServiceError) -> AccountID? {
        try await access(reading: true) { db in
            guard let session = try db.session(Secret.digest(token)), session.isOver(at: try db.now()) else { return nil }
            return session.account
        }
    }

    /// Who a browser's token belongs to; `nil` when the session is over, was ended or never was, or its account is disabled.
    ///
    /// - Parameter isThere: whether somebody asks; a page that looks by itself whether anything changed keeps nobody signed in.
    package func session(_ token: String, isThere: Bool = true) async throws(ServiceError) -> WebSession? {
        let digest = Secret.digest(token)
        let found = try await access(reading: true) { db -> (StoredSession, StoredAccount, Instant)? in
            let now = try db.now()
            guard let session = try db.session(digest), !session.isOver(at: now), let account = try db.account(session.account) else {
                return nil
            }
            return (session, account, now)
        }
        guard let (session, account, now) = found else { return nil }
        if isThere, now >= session.seenAt.adding(seconds: SessionLimits.noteSeconds) {
            try await access { db in try db.touch(session: digest, at: now) }
        }
        return try webSession(session, account)
    }

    /// Ends a session.
    package func signOut(_ token: String) async throws(ServiceError) {
        let digest = Secret.digest(token)
        try await access { db in
            guard let session = try db.session(digest) else { return }
            try db.end(session: digest)
            try db.note("signedOut", on: session.account, by: "account:\(session.account)", at: db.now())
        }
    }

    /// Ends all sessions of an account, wherever they are.
    package func signOutEverywhere(_ account: AccountID) async throws(ServiceError) {
        try await access { db in
            let count = try db.endSessions(of: account)
            if count > 0 { try db.note("signedOutEverywhere", on: account, by: "account:\(account)", "\(count)", at: db.now()) }
        }
    }

    /// Puts on one of the account's hats, by its place in `Account.hats`.
    package func choose(hat index: Int, _ token: String) async throws(ServiceError) -> WebSession {
        let (session, account) = try await access { db in
            let live = try live(token, db)
            guard !live.needsSecondFactor else { throw ServiceError.access(.secondFactorNeeded) }
            guard live.account.hats.indices.contains(index) else { throw ServiceError.access(.noSuchHat) }
            try db.wear(hat: live.account.hats[index].id, session: live.digest)
            let session = try db.session(live.digest) ?? live.session
            return (session, live.account)
        }
        return try webSession(session, account)
    }
}

extension Service {
    /// The session of a token, which stays as it is until the transaction ends. Throws `AccessRefusal.sessionEnded`.
    func live(_ token: String, _ db: borrowing Connection) throws -> LiveSession {
        let digest = Secret.digest(token)
        guard let session = try db.session(digest, locking: true), let account = try db.account(session.account) else {
            throw ServiceError.access(.sessionEnded)
        }
        let now = try db.now()
        guard !session.isOver(at: now) else { throw ServiceError.access(.sessionEnded) }
        return LiveSession(digest: digest, session: session, account: account, now: now)
    }

    /// Lets somebody in, with a token that nobody had before.
    func begin(
        _ account: StoredAccount, by means: SignInMeans, replacing old: String?, at now: Instant, _ db: borrowing Connection
    ) throws -> SignedIn {
        if let old { try db.end(session: Secret.digest(old)) }
        try db.note("signedIn", on: account.id, by: "account:\(account.id)", means.rawValue, at: now)
        let session = StoredSession(
            account: account.id, hat: account.hats.count == 1 ? account.hats[0].id : nil, csrf: Secret.token(), means: means,
            factorDone: false, startedAt: now, seenAt: now)
        return try keep(session, of: account, db)
    }

    /// Exchanges the token of a session for a new one, with new rights: who knew the old one has nothing.
    func renew(_ live: LiveSession, factorDone: Bool, _ db: borrowing Connection) throws -> SignedIn {
        try db.end(session: live.digest)
        let old = live.session
        let session = StoredSession(
            account: old.account, hat: old.hat, csrf: Secret.token(), means: old.means, factorDone: factorDone,
            startedAt: old.startedAt, seenAt: live.now)
        guard let account = try db.account(old.account) else { throw ServiceError.access(.sessionEnded) }
        return try keep(session, of: account, db)
    }

    private func keep(_ session: StoredSession, of account: StoredAccount, _ db: borrowing Connection) throws -> SignedIn {
        let token = Secret.token()
        try db.keep(session, under: Secret.digest(token))
        return SignedIn(token: token, session: try WebSession(session, of: account, staffNeedsFactor: staffNeedsSecondFactor))
    }

    private func webSession(_ session: StoredSession, _ account: StoredAccount) throws(ServiceError) -> WebSession {
        do {
            return try WebSession(session, of: account, staffNeedsFactor: staffNeedsSecondFactor)
        } catch {
            throw .store(error)
        }
    }

    /// Runs a transaction of somebody who is not known yet, or who acts on the own account.
    func access<Answer: Sendable>(
        reading: Bool = false, _ body: @escaping @Sendable (borrowing Connection) throws -> Answer
    ) async throws(ServiceError) -> Answer {
        do {
            return try await reading ? database.read(body) : database.write(body)
        } catch {
            throw ServiceError(error)
        }
    }
}
