package import CallModel
package import Postgres

/// A key of a machine as its row has it, without what opens.
package struct StoredKey: Hashable, Sendable {
    package let id: Int64
    package let prefix: String
    package let digest: Digest
    package let name: String
    package let account: AccountID
    /// `nil` where the hat was taken away: the key opens nothing then.
    package let hat: Int64?
    package let scopes: [String]
    package let createdAt: Instant
    package let expiresAt: Instant
    package let revokedAt: Instant?
    package let lastUsedAt: Instant?
}

private let columns = """
    id, prefix, digest, name, account_id, hat_id, scopes, created_at, expires_at, revoked_at, last_used_at
    """
private let insertKey = Statement(
    "insert key",
    """
    INSERT INTO api_keys (prefix, digest, name, account_id, hat_id, scopes, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
private let keyByPrefix = Statement("key by prefix", "SELECT \(columns) FROM api_keys WHERE prefix = $1")
private let allKeys = Statement("all keys", "SELECT \(columns) FROM api_keys ORDER BY id")
private let revokeKey = Statement(
    "revoke key", "UPDATE api_keys SET revoked_at = $2 WHERE prefix = $1 AND revoked_at IS NULL")
private let useKey = Statement("use key", "UPDATE api_keys SET last_used_at = $2 WHERE id = $1")

extension Connection {
    package func addKey(
        prefix: String, digest: Digest, name: String, account: AccountID, hat: Int64, scopes: [String], from now: Instant,
        until end: Instant
    ) throws {
        try execute(insertKey, prefix, digest, name, account, hat, scopes.joined(separator: " "), now, end)
    }

    package func key(prefix: String) throws -> StoredKey? { try query(keyByPrefix, prefix).singleOrNone().map(Self.key) }
    /// Every key that was made, first to last.
    package func keys() throws -> [StoredKey] { try query(allKeys).map(Self.key) }
    /// - Returns: whether it was not revoked yet.
    package func revoke(key prefix: String, at now: Instant) throws -> Bool { try execute(revokeKey, prefix, now) == 1 }
    package func note(useOfKey id: Int64, at now: Instant) throws { try execute(useKey, id, now) }

    private static func key(_ row: Row) throws -> StoredKey {
        StoredKey(
            id: try row.int64(0), prefix: try row.string(1), digest: try row.value(2), name: try row.string(3),
            account: try row.value(4), hat: try row.optionalInt64(5),
            scopes: try row.string(6).split(separator: " ").map(String.init), createdAt: try row.value(7),
            expiresAt: try row.value(8), revokedAt: try row.value(9), lastUsedAt: try row.value(10))
    }
}
