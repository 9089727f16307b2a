package import CallModel
package import Postgres

/// A mail that is to be written down for sending.
package struct NewMail: Hashable, Sendable {
    package let kind: String
    package let language: Language
    package let to: String
    package let subject: String
    package let body: String
    /// What in the body opens a door.
    package let secret: String?

    package init(kind: String, language: Language, to: String, subject: String, body: String, secret: String? = nil) {
        (self.kind, self.language, self.to) = (kind, language, to)
        (self.subject, self.body, self.secret) = (subject, body, secret)
    }
}

/// A mail on its way out, or sent.
package struct StoredMail: Hashable, Codable, Sendable {
    package let id: Int64
    package let kind: String
    package let language: Language
    package let to: String
    package let subject: String
    package let body: String
    package let createdAt: Instant
    package let deliveredAt: Instant?
    package let attempts: Int
    package let lastError: String?
    /// Whether it waits until somebody has read it.
    package let isHeld: Bool
}

private let columns = "id, kind, language, recipient, subject, body, created_at, delivered_at, attempts, last_error, held"
private let insertMail = Statement(
    "insert mail",
    """
    INSERT INTO mails (kind, language, recipient, subject, body, secret, created_at, due_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
    """)
private let takeMails = Statement(
    "claim mails",
    """
    UPDATE mails
    SET attempts = attempts + 1, due_at = $2
    WHERE id IN (
        SELECT id
        FROM mails
        WHERE delivered_at IS NULL AND NOT held AND due_at <= $1 AND attempts < $4
        ORDER BY due_at, id
        LIMIT $3
        FOR UPDATE SKIP LOCKED)
    RETURNING \(columns)
    """)
private let deliveredMail = Statement(
    "delivered mail",
    """
    UPDATE mails
    SET delivered_at = $2, last_error = NULL, secret = NULL, body = coalesce(replace(body, secret, '…'), body)
    WHERE id = $1 AND delivered_at IS NULL
    """)
private let failedMail = Statement(
    "failed mail",
    """
    UPDATE mails
    SET last_error = $2, due_at = $3 + (1 << least(attempts - 1, 8)) * interval '1 minute'
    WHERE id = $1 AND delivered_at IS NULL
    """)
// What opens a door is for its addressee alone.
private let listMails = Statement(
    "list mails",
    """
    SELECT id, kind, language, recipient, subject, coalesce(replace(body, secret, '…'), body), created_at, delivered_at, attempts,
        last_error, held
    FROM mails
    WHERE $1 OR delivered_at IS NULL
    ORDER BY id DESC
    LIMIT $2
    """)

extension Connection {
    package func add(mail: NewMail, at now: Instant) throws {
        try execute(insertMail, mail.kind, mail.language.rawValue, mail.to, mail.subject, mail.body, mail.secret, now)
    }

    /// Takes mails that are due, for nobody else until `until`.
    package func claimMails(_ count: Int, at now: Instant, until: Instant, mostAttempts: Int) throws -> [StoredMail] {
        try query(takeMails, now, until, Int64(count), Int64(mostAttempts)).map(Self.mail).sorted { $0.id < $1.id }
    }

    /// - Returns: whether it had not been said before.
    package func note(deliveryOfMail id: Int64, at now: Instant) throws -> Bool { try execute(deliveredMail, id, now) == 1 }
    package func note(failureOfMail id: Int64, _ error: String, at now: Instant) throws { try execute(failedMail, id, error, now) }

    /// The newest mails, without what opens a door.
    ///
    /// - Parameter delivered: whether those that left are listed too.
    package func mails(delivered: Bool, most: Int) throws -> [StoredMail] {
        try query(listMails, delivered, Int64(most)).map(Self.mail)
    }

    private static func mail(_ row: Row) throws -> StoredMail {
        guard let language = Language(rawValue: try row.string(2)) else { throw StoreError.unreadable("language of a mail") }
        return StoredMail(
            id: try row.int64(0), kind: try row.string(1), language: language, to: try row.string(3), subject: try row.string(4),
            body: try row.string(5), createdAt: try row.value(6), deliveredAt: try row.value(7), attempts: try row.int(8),
            lastError: try row.optionalString(9), isHeld: try row.bool(10))
    }
}
