import CallModel
import Postgres
import Store

// Ways in. Each gives a token that nobody had before; `replacing` is the one that the browser had until then, which ends.

extension Service {
    /// Lets somebody in by address and password.
    ///
    /// A wrong address costs the same time as a wrong password, and is told in the same words. Failures are counted for the account, five
    /// in a minute, and for the network address, twenty, on all servers together; then each makes the next attempt wait longer. A
    /// success takes back the account's failures, and from the network address those that were this account's.
    ///
    /// - Parameter address: the network address that the attempt comes from.
    package func signIn(
        email: String, password: String, from address: String, replacing old: String? = nil
    ) async throws(ServiceError) -> SignedIn {
        let typed = email.trimmed
        let attempt = try await access { db in
            let account = try db.account(email: typed)
            // As the account has it: two spellings that the database takes for one are not counted apart.
            let attempt = SignInAttempt(
                account: account, digest: try account.flatMap { try db.credentials(of: $0.id)?.password },
                email: account?.email ?? typed, address: address)
            try FailureLimit.reserve(attempt.limits, at: db.now(), db)
            return attempt
        }
        let matches: Bool
        do {
            matches = try await hashing { [passwordCost] in attempt.matches(password, cost: passwordCost) }
        } catch {
            // Nobody tried anything.
            try await access { db in for limit in attempt.limits { try db.take(1, offCounter: limit.key) } }
            throw error
        }
        // A digest of another cost is made anew while the password is at hand.
        let stale = matches && attempt.cost != passwordCost
        let renewed = stale ? try await hashing { [passwordCost] in PasswordDigest.make(of: password, cost: passwordCost).text } : nil

        let signedIn = try await access { db -> SignedIn? in
            let now = try db.now()
            guard matches, let known = attempt.account, try admits(known.id, attempt.digest, db), let account = try db.account(known.id)
            else {
                try db.note("signInRefused", on: attempt.account?.id, by: "-", "password", at: now)
                return nil
            }
            let counters = try db.lock(counters: attempt.limits.map(\.key), at: now)
            try db.take(counters[attempt.pair.key]?.count ?? 0, offCounter: attempt.network.key)
            try db.delete(counters: [attempt.person.key, attempt.pair.key])
            if let renewed, let digest = attempt.digest { try db.rehash(password: digest, as: renewed, of: account.id) }
            return try begin(account, by: .password, replacing: old, at: now, db)
        }
        guard let signedIn else { throw .access(.signInRefused) }
        return signedIn
    }

    /// Whether an account still lets somebody in with the password that was tried.
    private func admits(_ account: AccountID, _ digest: String?, _ db: borrowing Connection) throws -> Bool {
        try db.lock(account: account)
        guard let stored = try db.account(account), !stored.isDisabled, !stored.isVouchedFor else { return false }
        return try db.credentials(of: account)?.password == digest
    }

    /// Lets somebody in by a link out of a mail, once.
    package func signIn(link token: String, replacing old: String? = nil) async throws(ServiceError) -> SignedIn {
        let digest = Secret.digest(token)
        return try await access { db in
            let now = try db.now()
            guard let (id, purpose) = try db.take(link: digest, at: now) else { throw ServiceError.access(.linkSpent) }
            try db.lock(account: id)
            guard let account = try db.account(id), !account.isDisabled else { throw ServiceError.access(.linkSpent) }
            let means: SignInMeans =
                switch purpose {
                case .signIn: .link
                case .invitation: .invitation
                case .reset: .reset
                }
            return try begin(account, by: means, replacing: old, at: now, db)
        }
    }

    /// Lets somebody in for whom a provider vouches.
    ///
    /// Who it is, issuer and subject say and nothing else. Somebody whom they do not name yet comes in only on an invitation that is
    /// still open: the provider must have verified the address, the account must be of nobody else yet, and from then on belongs to
    /// this subject. An account with a password, or of another subject, is never taken over by an address.
    ///
    /// - Parameters:
    ///   - email: the address that the provider has verified; `nil` where it has none, or does not say that it was verified.
    ///   - name: what the provider calls the person; taken over where the account has no name.
    package func signIn(
        issuer: String, subject: String, email: String?, name: String?, replacing old: String? = nil
    ) async throws(ServiceError) -> SignedIn {
        let signedIn = try await access { db -> SignedIn? in
            let now = try db.now()
            guard let known = try db.account(issuer: issuer, subject: subject) ?? invited(email?.trimmed, at: now, db) else {
                try db.note("signInRefused", on: nil, by: "-", "provider", at: now)
                return nil
            }
            try db.lock(account: known.id)
            let isBound = try db.account(issuer: issuer, subject: subject)?.id == known.id
            let isAdmitted =
                try isBound || (db.isInvited(known.id, at: now) && db.bind(account: known.id, issuer: issuer, subject: subject))
            guard isAdmitted, try db.account(known.id)?.isDisabled == false else {
                try db.note("signInRefused", on: known.id, by: "-", "provider", at: now)
                return nil
            }
            if !isBound {
                try db.spendLinks(of: known.id, for: [.invitation], at: now)
                try db.note("providerBound", on: known.id, by: "account:\(known.id)", at: now)
                if let name = name.flatMap({ $0.personName }) { try db.name(account: known.id, name) }
            }
            guard let account = try db.account(known.id) else { return nil }
            return try begin(account, by: .provider, replacing: old, at: now, db)
        }
        guard let signedIn else { throw .access(.notInvited) }
        return signedIn
    }

    /// The account that was invited under an address and that nobody has made his or her own.
    private func invited(_ email: String?, at now: Instant, _ db: borrowing Connection) throws -> StoredAccount? {
        guard let email, let account = try db.account(email: email), !account.isDisabled, !account.hasPassword,
            try db.isInvited(account.id, at: now)
        else { return nil }
        return account
    }

    /// Runs the work of a password behind the gate of this process.
    func hashing<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(ServiceError) -> Value {
        do {
            return try await WorkGate.passwords.run(work)
        } catch {
            throw .access(error)
        }
    }
}

/// One attempt to come in by a password.
private struct SignInAttempt: Sendable {
    let account: StoredAccount?
    let digest: String?
    /// Failures of the account, of the network address, and of the one from the other.
    let person: FailureLimit
    let network: FailureLimit
    let pair: FailureLimit

    init(account: StoredAccount?, digest: String?, email: String, address: String) {
        (self.account, self.digest) = (account, digest)
        person = .person(email)
        network = FailureLimit("network", address, most: 20)
        // Counted only to be taken back.
        pair = FailureLimit("pair", "\(address) \(email)", most: .max)
    }

    var limits: [FailureLimit] { [person, network, pair] }
    var cost: PasswordCost? { digest.flatMap { PasswordDigest(text: $0)?.cost } }

    /// As much work where there is no account as where there is one.
    func matches(_ password: String, cost: PasswordCost) -> Bool {
        // Nobody has a password as long; a megabyte of it would cost more than the limit of others.
        let tried = password.utf8.count <= 4 * PasswordRules.longest ? password : ""
        guard let stored = digest.flatMap({ PasswordDigest(text: $0) }) else {
            _ = PasswordDigest.make(of: tried, cost: cost)
            return false
        }
        return stored.matches(tried)
    }
}

extension String {
    /// Without the blanks around it.
    var trimmed: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }

    /// The text as a name, if it can be one: short, on one line, of visible signs.
    var personName: String? {
        let name = trimmed
        let isVisible = name.unicodeScalars.allSatisfy {
            ![.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        return name.unicodeScalars.count <= 200 && isVisible ? name : nil
    }
}
