import CallModel
import Postgres
import Store

extension Service {
    /// Sets the password of the account of a session, ends its other sessions and lets no link open it any more. Who comes in by a provider has
    /// none: it would outlive what the provider says.
    ///
    /// - Parameters:
    ///   - current: the password until now. Not needed where there was none, or for a quarter of an hour after coming in by a link out of
    ///     a mail.
    ///   - place: words of the installation that no password may be made of, such as the name of the municipality.
    package func setPassword(
        _ password: String, current: String? = nil, _ token: String, place: [String] = []
    ) async throws(ServiceError) -> SignedIn {
        let (asked, credentials) = try await access { db -> (LiveSession, StoredCredentials) in
            let live = try live(token, db)
            guard !live.needsSecondFactor, let credentials = try db.credentials(of: live.account.id) else {
                throw ServiceError.access(.secondFactorNeeded)
            }
            guard !live.account.isVouchedFor else { throw ServiceError.access(.byProviderOnly) }
            return (live, credentials)
        }
        do throws(AccessRefusal) {
            try PasswordRules.check(
                password, besideSecondFactor: asked.account.hasSecondFactor, context: [asked.account.email, asked.account.name] + place)
        } catch {
            throw .access(error)
        }
        if let digest = credentials.password, !asked.mayForget { try await confirm(current ?? "", digest, asked) }
        let digest = try await hashing { [passwordCost] in PasswordDigest.make(of: password, cost: passwordCost).text }
        return try await access { db in
            let live = try live(token, db)
            // What was asked and confirmed must still hold: somebody else may have been quicker.
            guard try db.credentials(of: live.account.id) == credentials else { throw ServiceError.access(.sessionEnded) }
            try db.set(password: digest, isLong: PasswordRules.isLong(password), of: live.account.id)
            try db.spendLinks(of: live.account.id, at: live.now)
            try db.noteAndTell(.passwordSet, live.account, by: "account:\(live.account.id)", at: live.now)
            let signedIn = try renew(live, factorDone: live.session.factorDone, db)
            try endOthers(than: signedIn, db)
            return signedIn
        }
    }

    /// Throws `AccessRefusal.currentPasswordWrong`, and counts it.
    private func confirm(_ current: String, _ digest: String, _ live: LiveSession) async throws(ServiceError) {
        let limit = FailureLimit("current", live.account.id.description, most: 5)
        try await access { db in try FailureLimit.reserve([limit], at: db.now(), db) }
        let matches = try await hashing { PasswordDigest(text: digest)?.matches(current) ?? false }
        try await access { db in
            if matches {
                try db.delete(counters: [limit.key])
            } else {
                try db.note("passwordRefused", on: live.account.id, by: "account:\(live.account.id)", at: db.now())
            }
        }
        guard matches else { throw .access(.currentPasswordWrong) }
    }
}

extension LiveSession {
    /// Whether the mailbox has just vouched for the person.
    fileprivate var mayForget: Bool {
        switch session.means {
        case .link, .invitation, .reset: now < session.startedAt.adding(seconds: SessionLimits.settingSeconds)
        case .password, .provider: false
        }
    }
}
