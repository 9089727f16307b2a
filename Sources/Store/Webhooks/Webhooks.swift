package import CallModel
package import Postgres

/// A program elsewhere that is told what happened, without what deliveries are signed with.
package struct StoredWebhook: Hashable, Sendable {
    package let id: Int64
    package let name: String
    package let address: String
    package let kinds: [String]
    package let createdAt: Instant
    /// Since when nothing has arrived.
    package let failingSince: Instant?
    package let disabledAt: Instant?
    /// How many deliveries wait, and how many were given up.
    package let waiting: Int
    package let givenUp: Int
}

private let insertWebhook = Statement(
    "insert webhook",
    """
    INSERT INTO webhooks (name, address, secret, kinds, events, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    RETURNING id
    """)
private let listWebhooks = Statement(
    "list webhooks",
    """
    SELECT w.id, w.name, w.address, w.kinds, w.created_at, w.failing_since, w.disabled_at,
        count(d.id) FILTER (WHERE d.delivered_at IS NULL AND d.given_up_at IS NULL), count(d.given_up_at)
    FROM webhooks AS w
    LEFT JOIN webhook_deliveries AS d ON d.webhook_id = w.id AND d.delivered_at IS NULL
    GROUP BY w.id
    ORDER BY w.id
    """)
private let deleteWebhook = Statement("delete webhook", "DELETE FROM webhooks WHERE id = $1")
private let enableWebhook = Statement(
    "enable webhook", "UPDATE webhooks SET disabled_at = NULL, failing_since = NULL WHERE id = $1")
private let retryDeliveries = Statement(
    "retry deliveries",
    """
    UPDATE webhook_deliveries
    SET given_up_at = NULL, attempts = 0, due_at = $3
    WHERE webhook_id = $1 AND delivered_at IS NULL AND ($2::bigint IS NULL OR id = $2)
    """)

extension Connection {
    package func addWebhook(
        name: String, address: String, secret: [UInt8], kinds: [String], events: [String], at now: Instant
    ) throws -> Int64 {
        try query(
            insertWebhook, name, address, secret, kinds.joined(separator: " "), events.joined(separator: " "), now
        ).single().int64(0)
    }

    /// In the order in which they were added.
    package func webhooks() throws -> [StoredWebhook] {
        try query(listWebhooks).map { row in
            StoredWebhook(
                id: try row.int64(0), name: try row.string(1), address: try row.string(2),
                kinds: try row.string(3).split(separator: " ").map(String.init), createdAt: try row.value(4),
                failingSince: try row.value(5), disabledAt: try row.value(6), waiting: Int(try row.int64(7)),
                givenUp: Int(try row.int64(8)))
        }
    }

    /// - Returns: whether it was there.
    package func remove(webhook id: Int64) throws -> Bool { try execute(deleteWebhook, id) == 1 }

    /// Lets it hear again, and takes up what did not arrive: one delivery, or all.
    ///
    /// - Returns: how many are tried again.
    package func retry(webhook id: Int64, delivery: Int64?, at now: Instant) throws -> Int {
        try execute(enableWebhook, id)
        return try execute(retryDeliveries, id, delivery, now)
    }
}
