package import CallModel
package import Postgres

/// What a link that was sent to an address is for.
package enum LinkPurpose: String, Codable, CaseIterable, Sendable {
    case signIn
    case invitation
    case reset
}

private let insertLink = Statement(
    "insert link",
    "INSERT INTO login_links (digest, account_id, purpose, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)")
private let takeLink = Statement(
    "take link",
    """
    UPDATE login_links AS l
    SET used_at = $2
    FROM accounts AS a
    WHERE l.digest = $1 AND a.id = l.account_id AND l.used_at IS NULL AND l.expires_at > $2 AND a.disabled_at IS NULL
    RETURNING l.account_id, l.purpose
    """)
private let useUpLinks = Statement(
    "spend links", "UPDATE login_links SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL AND purpose = ANY ($3)")
private let hasInvitation = Statement(
    "has invitation",
    """
    SELECT EXISTS (
        SELECT FROM login_links WHERE account_id = $1 AND purpose = 'invitation' AND used_at IS NULL AND expires_at > $2)
    """)

extension Connection {
    package func keep(link digest: Digest, of account: AccountID, for purpose: LinkPurpose, from now: Instant, until end: Instant) throws {
        try execute(insertLink, digest, account, purpose.rawValue, now, end)
    }

    /// Uses a link up, if it still opens anything.
    package func take(link digest: Digest, at now: Instant) throws -> (account: AccountID, purpose: LinkPurpose)? {
        try query(takeLink, digest, now).singleOrNone().map { row in
            guard let purpose = LinkPurpose(rawValue: try row.string(1)) else { throw StoreError.unreadable("purpose of a link") }
            return (try row.value(0), purpose)
        }
    }

    /// Lets no link of an account for these purposes open anything any more.
    package func spendLinks(of account: AccountID, for purposes: [LinkPurpose] = LinkPurpose.allCases, at now: Instant) throws {
        try execute(useUpLinks, account, now, purposes.map(\.rawValue))
    }

    /// Whether somebody invited the person to this account, who did not come yet.
    package func isInvited(_ account: AccountID, at now: Instant) throws -> Bool {
        try query(hasInvitation, account, now).single().bool(0)
    }
}
