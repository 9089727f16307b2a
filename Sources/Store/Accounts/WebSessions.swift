package import CallModel
package import Postgres

/// How somebody came in.
package enum SignInMeans: String, Sendable {
    case password
    case link
    case invitation
    case reset
    case provider
}

/// Somebody who is in.
package struct StoredSession: Hashable, Sendable {
    package let account: AccountID
    package let hat: Int64?
    package let csrf: String
    package let means: SignInMeans
    package let factorDone: Bool
    package let startedAt: Instant
    package let seenAt: Instant

    package init(
        account: AccountID, hat: Int64?, csrf: String, means: SignInMeans, factorDone: Bool, startedAt: Instant, seenAt: Instant
    ) {
        (self.account, self.hat, self.csrf, self.means) = (account, hat, csrf, means)
        (self.factorDone, self.startedAt, self.seenAt) = (factorDone, startedAt, seenAt)
    }
}

private let insertSession = Statement(
    "insert session",
    """
    INSERT INTO web_sessions (digest, account_id, hat_id, csrf, means, factor_done, started_at, seen_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
private let columns = "s.account_id, s.hat_id, s.csrf, s.means, s.factor_done, s.started_at, s.seen_at"
private let findSession = Statement(
    "session",
    """
    SELECT \(columns)
    FROM web_sessions AS s
    JOIN accounts AS a ON a.id = s.account_id
    WHERE s.digest = $1 AND a.disabled_at IS NULL
    """)
private let lockSession = Statement(
    "lock session",
    """
    SELECT \(columns)
    FROM accounts AS a
    JOIN web_sessions AS s ON s.account_id = a.id
    WHERE s.digest = $1 AND a.disabled_at IS NULL
    FOR UPDATE OF a, s
    """)
private let touchSession = Statement(
    "touch session", "UPDATE web_sessions SET seen_at = $2 WHERE digest = $1 AND seen_at < $2")
private let wearHat = Statement("wear hat", "UPDATE web_sessions SET hat_id = $2 WHERE digest = $1")
private let deleteSession = Statement("delete session", "DELETE FROM web_sessions WHERE digest = $1")
private let deleteSessions = Statement("delete sessions", "DELETE FROM web_sessions WHERE account_id = $1")

extension Connection {
    package func keep(_ session: StoredSession, under digest: Digest) throws {
        try execute(
            insertSession, digest, session.account, session.hat, session.csrf, session.means.rawValue, session.factorDone,
            session.startedAt, session.seenAt)
    }

    /// The session of a token, however old; none of an account that is disabled.
    ///
    /// - Parameter locking: whether the session and its account are to stay as they are until the transaction ends.
    package func session(_ digest: Digest, locking: Bool = false) throws -> StoredSession? {
        try query(locking ? lockSession : findSession, digest).singleOrNone().map { row in
            guard let means = SignInMeans(rawValue: try row.string(3)) else { throw StoreError.unreadable("means of a session") }
            return StoredSession(
                account: try row.value(0), hat: try row.optionalInt64(1), csrf: try row.string(2), means: means,
                factorDone: try row.bool(4), startedAt: try row.value(5), seenAt: try row.value(6))
        }
    }

    package func touch(session digest: Digest, at now: Instant) throws { try execute(touchSession, digest, now) }
    package func wear(hat: Int64, session digest: Digest) throws { try execute(wearHat, digest, hat) }
    /// - Returns: whether there was one.
    @discardableResult
    package func end(session digest: Digest) throws -> Bool { try execute(deleteSession, digest) == 1 }
    package func endSessions(of account: AccountID) throws -> Int { try execute(deleteSessions, account) }
}
