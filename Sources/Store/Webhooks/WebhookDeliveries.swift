package import CallModel
package import Postgres

/// What a webhook is to be told, with all that telling it takes.
package struct TakenDelivery: Hashable, Sendable {
    package let id: Int64
    package let webhook: Int64
    package let address: String
    package let secret: [UInt8]
    /// Of the event: `grant.payFirst`.
    package let event: String
    package let at: Instant
    package let call: String
    /// The reference of the file; `nil` for what happened to the call.
    package let file: String?
    /// This one included.
    package let attempts: Int

    package init(
        id: Int64, webhook: Int64, address: String, secret: [UInt8], event: String, at: Instant, call: String, file: String?,
        attempts: Int
    ) {
        (self.id, self.webhook, self.address, self.secret, self.event) = (id, webhook, address, secret, event)
        (self.at, self.call, self.file, self.attempts) = (at, call, file, attempts)
    }
}

/// What a webhook was told, or is still to be told.
package struct StoredDelivery: Hashable, Sendable {
    package let id: Int64
    package let event: String
    package let call: String
    package let file: String?
    package let at: Instant
    package let attempts: Int
    package let dueAt: Instant
    package let lastError: String?
    package let deliveredAt: Instant?
    package let givenUpAt: Instant?
}

/// Joins a delivery `d` with what it tells of.
private let told = """
    JOIN events AS e ON e.seq = d.seq
    LEFT JOIN grants AS g ON e.machine = 'grant' AND g.id = e.stream_id
    LEFT JOIN applications AS a ON a.id = CASE e.machine WHEN 'application' THEN e.stream_id WHEN 'grant' THEN g.application_id END
    JOIN calls AS c ON c.id = CASE e.machine WHEN 'call' THEN e.stream_id ELSE a.call_id END
    """
// Of each webhook so many at a time, so that one that answers slowly does not keep the others waiting.
private let takeDue = Statement(
    "take deliveries",
    """
    WITH d AS (
        UPDATE webhook_deliveries
        SET attempts = attempts + 1, due_at = $2
        WHERE id IN (
            SELECT due.id
            FROM webhooks AS w
            CROSS JOIN LATERAL (
                SELECT d.id
                FROM webhook_deliveries AS d
                WHERE d.webhook_id = w.id AND d.delivered_at IS NULL AND d.given_up_at IS NULL AND d.due_at <= $1
                  AND NOT EXISTS (
                    SELECT FROM webhook_deliveries AS b
                    WHERE b.webhook_id = d.webhook_id AND b.thread = d.thread AND b.seq < d.seq
                      AND b.delivered_at IS NULL AND b.given_up_at IS NULL)
                ORDER BY d.due_at, d.id
                LIMIT $3
                FOR UPDATE SKIP LOCKED) AS due
            WHERE w.disabled_at IS NULL)
        RETURNING id, webhook_id, seq, attempts)
    SELECT d.id, d.webhook_id, w.address, w.secret, e.machine || '.' || e.action, e.at, c.code, a.reference, d.attempts
    FROM d
    JOIN webhooks AS w ON w.id = d.webhook_id
    \(told)
    ORDER BY d.id
    """)
private let deliveredOne = Statement(
    "delivered one", "UPDATE webhook_deliveries SET delivered_at = $2, last_error = NULL WHERE id = $1 AND delivered_at IS NULL")
private let worksAgain = Statement(
    "webhook works", "UPDATE webhooks SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL")
private let failedOne = Statement(
    "failed one",
    """
    UPDATE webhook_deliveries
    SET last_error = $2, due_at = coalesce($3, due_at), given_up_at = CASE WHEN $3::timestamptz IS NULL THEN $4::timestamptz END
    WHERE id = $1 AND delivered_at IS NULL AND given_up_at IS NULL
    """)
private let fails = Statement(
    "webhook fails", "UPDATE webhooks SET failing_since = $2 WHERE id = $1 AND failing_since IS NULL")
private let disableFailing = Statement(
    "disable failing", "UPDATE webhooks SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL AND failing_since <= $3")
private let listDeliveries = Statement(
    "list deliveries",
    """
    SELECT d.id, e.machine || '.' || e.action, c.code, a.reference, e.at, d.attempts, d.due_at, d.last_error, d.delivered_at,
        d.given_up_at
    FROM webhook_deliveries AS d
    \(told)
    WHERE d.webhook_id = $1
    ORDER BY d.id DESC
    LIMIT $2
    """)
private let sweepEnded = Statement(
    "sweep deliveries", "DELETE FROM webhook_deliveries WHERE delivered_at <= $1 OR given_up_at <= $1")

extension Connection {
    /// Takes deliveries that are due, for nobody else until `until`; of one thread never more than the first.
    package func takeDeliveries(perWebhook count: Int, at now: Instant, until: Instant) throws -> [TakenDelivery] {
        try query(takeDue, now, until, Int64(count)).map { row in
            TakenDelivery(
                id: try row.int64(0), webhook: try row.int64(1), address: try row.string(2), secret: try row.value(3),
                event: try row.string(4), at: try row.value(5), call: try row.string(6), file: try row.optionalString(7),
                attempts: try row.int(8))
        }
    }

    package func note(arrivalOf id: Int64, at webhook: Int64, _ now: Instant) throws {
        try execute(deliveredOne, id, now)
        try execute(worksAgain, webhook)
    }

    /// - Parameters:
    ///   - next: when it is tried again; `nil` gives it up.
    ///   - limit: a webhook at which nothing has arrived since then is switched off.
    /// - Returns: whether it was switched off.
    package func note(
        failureOf id: Int64, at webhook: Int64, _ error: String, next: Instant?, _ now: Instant, limit: Instant
    ) throws -> Bool {
        try execute(failedOne, id, error, next, now)
        try execute(fails, webhook, now)
        return try execute(disableFailing, webhook, now, limit) == 1
    }

    /// What a webhook was told, the newest first.
    package func deliveries(of webhook: Int64, most: Int) throws -> [StoredDelivery] {
        try query(listDeliveries, webhook, Int64(most)).map { row in
            StoredDelivery(
                id: try row.int64(0), event: try row.string(1), call: try row.string(2), file: try row.optionalString(3),
                at: try row.value(4), attempts: try row.int(5), dueAt: try row.value(6), lastError: try row.optionalString(7),
                deliveredAt: try row.value(8), givenUpAt: try row.value(9))
        }
    }

    /// Takes away what ended before.
    package func sweepDeliveries(before: Instant) throws -> Int { try execute(sweepEnded, before) }
}
