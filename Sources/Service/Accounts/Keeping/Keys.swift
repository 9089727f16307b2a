package import CallModel
import Postgres
import Store
import Workflow

/// A key that was just made. Its text is shown once: nobody can read it again.
package struct MadeKey: Hashable, Codable, Sendable {
    package let text: String
    package let prefix: String
    package let expiresAt: Instant
}

/// A key as whoever keeps it sees it.
package struct KeyView: Hashable, Sendable {
    package let prefix: String
    package let name: String
    package let account: AccountID
    /// `nil` where the account has lost the hat: the key opens nothing then.
    package let hat: Hat?
    package let scopes: [String]
    package let createdAt: Instant
    package let expiresAt: Instant
    package let revokedAt: Instant?
    package let lastUsedAt: Instant?
}

extension Service {
    /// A key may be valid for two years.
    package static let mostKeyDays = 731

    /// Makes a key with which a program acts under one of an account's hats: `appel_` with what may be shown of it, then the secret.
    ///
    /// - Parameters:
    ///   - index: the place of the hat in `Account.hats`.
    ///   - scopes: what the program may do, in words of the interface: `read`, `files:write`.
    package func makeKey(
        for account: AccountID, hat index: Int, name: String, scopes: [String], days: Int, _ request: Request
    ) async throws(ServiceError) -> MadeKey {
        let prefix = OneTimeCode.base32(Secret.bytes(5)).lowercased()
        let text = "\(KeyText.mark)_\(prefix)_\(Secret.token())"
        return try await command(request.withoutKey, "make a key") { db, _ in
            try RegisterAction.keepKeys.permit(request.actor)
            guard let name = name.personName, (1...100).contains(name.unicodeScalars.count) else {
                throw ServiceError.access(.keyNameInvalid)
            }
            guard !scopes.isEmpty, scopes.count <= 20, scopes.allSatisfy(KeyText.isScope) else { throw ServiceError.access(.scopesInvalid) }
            guard (1...Self.mostKeyDays).contains(days) else { throw ServiceError.access(.daysInvalid(maximum: Self.mostKeyDays)) }
            try db.lock(account: account)
            let stored = try Self.stored(account, db)
            guard stored.hats.indices.contains(index) else { throw ServiceError.access(.noSuchHat) }
            let now = try db.now()
            let end = now.adding(days: Int64(days))
            try db.addKey(
                prefix: prefix, digest: Secret.digest(text), name: name, account: account, hat: stored.hats[index].id, scopes: scopes,
                from: now, until: end)
            let detail = "\(prefix) \(try Hat(stored.hats[index]).reference) \(scopes.joined(separator: " "))"
            try db.note("keyMade", on: account, by: request.actor.reference, detail, at: now)
            return (MadeKey(text: text, prefix: prefix, expiresAt: end), now)
        }
    }

    /// Whose key a program shows; `nil` for one that opens nothing, for whatever reason.
    package func key(_ text: String) async throws(ServiceError) -> KeyHolder? {
        guard let prefix = KeyText.prefix(of: text) else { return nil }
        let digest = Secret.digest(text)
        let found = try await access(reading: true) { db -> (KeyHolder, Int64, Bool, Instant)? in
            let now = try db.now()
            guard let key = try db.key(prefix: prefix), Secret.isEqual(key.digest.bytes, digest.bytes), key.revokedAt == nil,
                now < key.expiresAt, let stored = try db.account(key.account), !stored.isDisabled,
                let hat = stored.hats.first(where: { $0.id == key.hat })
            else { return nil }
            let holder = KeyHolder(account: try Account(stored), hat: try Hat(hat), scopes: key.scopes, prefix: prefix)
            let isNoted = key.lastUsedAt.map { now < $0.adding(seconds: SessionLimits.noteSeconds) } ?? false
            return (holder, key.id, isNoted, now)
        }
        guard let (holder, id, isNoted, now) = found else { return nil }
        if !isNoted { try await access { db in try db.note(useOfKey: id, at: now) } }
        return holder
    }

    /// Lets a key open nothing any more.
    package func revokeKey(_ prefix: String, _ request: Request) async throws(ServiceError) -> AccountReceipt {
        try await command(request, "revoke key \(prefix)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.keepKeys.permit(request.actor)
            guard let key = try db.key(prefix: prefix) else { throw StoreError.notFound(kind: "key", name: prefix) }
            let now = try db.now()
            if try db.revoke(key: prefix, at: now) {
                try db.note("keyRevoked", on: key.account, by: request.actor.reference, prefix, at: now)
            }
            return (AccountReceipt(account: key.account, action: "keyRevoked", at: now), now)
        }
    }

    /// Every key that was made, first to last.
    package func keys() async throws(ServiceError) -> [KeyView] {
        try await question { db in
            let accounts = Dictionary(uniqueKeysWithValues: try db.accounts().map { ($0.id, $0) })
            return try db.keys().map { key in
                let hat = try accounts[key.account]?.hats.first { $0.id == key.hat }.map { try Hat($0) }
                return KeyView(
                    prefix: key.prefix, name: key.name, account: key.account, hat: hat, scopes: key.scopes, createdAt: key.createdAt,
                    expiresAt: key.expiresAt, revokedAt: key.revokedAt, lastUsedAt: key.lastUsedAt)
            }
        }
    }
}

/// The text of a key, which a search for leaked secrets recognises.
private enum KeyText {
    static let mark = "appel"

    static func prefix(of text: String) -> String? {
        let parts = text.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == mark, parts[1].utf8.count == 8, parts[2].utf8.count == 43 else { return nil }
        return String(parts[1])
    }

    static func isScope(_ text: String) -> Bool {
        guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first), text.utf8.count <= 40 else {
            return false
        }
        return text.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || "0123456789:.-".unicodeScalars.contains($0)) }
    }
}
