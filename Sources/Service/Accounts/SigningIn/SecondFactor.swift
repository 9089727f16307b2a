import CallModel
import Postgres
import Store

/// A second factor on offer: it counts once a code of it was given.
package struct OfferedFactor: Hashable, Sendable {
    /// For the keyboard, in base32.
    package let secret: String
    /// For the picture: `otpauth://totp/…`.
    package let address: String
}

extension Service {
    /// Goes on with a session whose account has a second factor, under a new token. A code works once, whatever it was used for.
    package func provideSecondFactor(_ code: String, _ token: String) async throws(ServiceError) -> SignedIn {
        try await withCode(code, token) { live, secret, step, db in
            guard live.needsSecondFactor, secret == .own else { throw ServiceError.access(.noSecondFactor) }
            guard try db.take(step: step, of: live.account.id) else { return nil }
            try db.note("secondFactorGiven", on: live.account.id, by: "account:\(live.account.id)", at: live.now)
            return try renew(live, factorDone: true, db)
        }
    }

    /// Makes a second factor for the account of a session that began less than a quarter of an hour ago; `confirmSecondFactor` puts it in the place of the one that it has.
    ///
    /// - Parameter issuer: whose service it is, for the app.
    package func enrolSecondFactor(_ token: String, issuer: String = "Appel") async throws(ServiceError) -> OfferedFactor {
        // 160 bits, the length of what the code is made with.
        let code = OneTimeCode(secret: Secret.bytes(20))
        return try await access { db in
            let live = try live(token, db)
            guard !live.needsSecondFactor else { throw ServiceError.access(.secondFactorNeeded) }
            // A session that somebody left open, or lost, does not shut its owner out.
            guard live.now < live.session.startedAt.adding(seconds: SessionLimits.settingSeconds) else {
                throw ServiceError.access(.signInAgain)
            }
            try db.offer(factor: code.secret, to: live.account.id)
            return OfferedFactor(secret: code.secretText, address: code.address(issuer: issuer, account: live.account.email))
        }
    }

    /// Makes the offered second factor the account's, and ends its other sessions.
    package func confirmSecondFactor(_ code: String, _ token: String) async throws(ServiceError) -> SignedIn {
        try await withCode(code, token, offered: true) { live, secret, step, db in
            guard !live.needsSecondFactor, case .offered(let factor) = secret else { throw ServiceError.access(.noSecondFactor) }
            guard try db.confirm(factor: factor, of: live.account.id, step: step) else { return nil }
            try db.noteAndTell(.secondFactorSet, live.account, by: "account:\(live.account.id)", at: live.now)
            let signedIn = try renew(live, factorDone: true, db)
            try endOthers(than: signedIn, db)
            return signedIn
        }
    }

    /// Takes the second factor away, on a code of it. A password that is too short to stand alone must be changed first.
    package func removeSecondFactor(_ code: String, _ token: String) async throws(ServiceError) -> SignedIn {
        try await withCode(code, token) { live, secret, step, db in
            guard !live.needsSecondFactor, secret == .own else { throw ServiceError.access(.noSecondFactor) }
            guard let credentials = try db.credentials(of: live.account.id), credentials.password == nil || credentials.passwordIsLong
            else {
                throw ServiceError.access(.passwordTooShort(minimum: PasswordRules.shortest))
            }
            guard try db.take(step: step, of: live.account.id) else { return nil }
            try db.removeFactor(of: live.account.id)
            try db.noteAndTell(.secondFactorRemoved, live.account, by: "account:\(live.account.id)", at: live.now)
            let signedIn = try renew(live, factorDone: false, db)
            try endOthers(than: signedIn, db)
            return signedIn
        }
    }

    /// Ends every session of an account but one.
    func endOthers(than signedIn: SignedIn, _ db: borrowing Connection) throws {
        let digest = Secret.digest(signedIn.token)
        guard let session = try db.session(digest) else { return }
        _ = try db.endSessions(of: session.account)
        try db.keep(session, under: digest)
    }

    /// Does something on a right code. Wrong ones are counted, five a minute, and stay counted.
    private func withCode(
        _ code: String, _ token: String, offered: Bool = false,
        _ body: @escaping @Sendable (LiveSession, CheckedFactor, Int64, borrowing Connection) throws -> SignedIn?
    ) async throws(ServiceError) -> SignedIn {
        let signedIn = try await access { db -> SignedIn? in
            let live = try live(token, db)
            let limit = FailureLimit("code", live.account.id.description, most: 5)
            let credentials = try db.credentials(of: live.account.id)
            guard let secret = offered ? credentials?.offeredFactor : credentials?.secondFactor else {
                throw ServiceError.access(.noSecondFactor)
            }
            try FailureLimit.reserve([limit], at: live.now, db)
            let second = live.now.microseconds / 1_000_000
            if let step = OneTimeCode(secret: secret).step(of: code, atSecond: second),
                let signedIn = try body(live, offered ? .offered(secret) : .own, step, db)
            {
                try db.delete(counters: [limit.key])
                return signedIn
            }
            try db.note("codeRefused", on: live.account.id, by: "-", at: live.now)
            return nil
        }
        guard let signedIn else { throw .access(.codeWrong) }
        return signedIn
    }
}

/// Of which second factor a code was right.
private enum CheckedFactor: Hashable, Sendable {
    case own
    case offered([UInt8])
}
