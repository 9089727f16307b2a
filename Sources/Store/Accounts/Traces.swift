package import CallModel
package import Postgres

/// Something that happened to an account.
package struct AccountEvent: Hashable, Codable, Sendable {
    package let id: Int64
    package let at: Instant
    /// Who did it, as the log names actors: `administrator`, `account:7` for the account itself, `-` for a stranger.
    package let actor: String
    package let account: AccountID?
    package let action: String
    package let detail: String
}

/// Somebody looked at something, or was refused it.
package struct AccessEntry: Hashable, Codable, Sendable {
    package let id: Int64
    package let at: Instant
    package let account: AccountID?
    package let actor: String
    package let question: String
    package let call: String?
    package let file: String?
    /// The request that the answer and the log of the servers name.
    package let request: String?
}

/// What somebody typed when the session had lapsed.
package struct KeptForm: Hashable, Sendable {
    package let path: String
    package let body: [UInt8]
    package let keptAt: Instant

    package init(path: String, body: [UInt8], keptAt: Instant) { (self.path, self.body, self.keptAt) = (path, body, keptAt) }
}

private let insertEvent = Statement(
    "insert account event",
    "INSERT INTO account_events (at, actor, account_id, action, detail) VALUES ($1, $2, $3, $4, $5)")
private let listEvents = Statement(
    "account events",
    """
    SELECT id, at, actor, account_id, action, detail
    FROM account_events
    WHERE ($1::bigint IS NULL OR account_id = $1) AND ($3::bigint IS NULL OR id < $3)
    ORDER BY id DESC
    LIMIT $2
    """)
private let signInsOfAccount = Statement(
    "sign-ins of account", "SELECT EXISTS (SELECT FROM account_events WHERE account_id = $1 AND action = 'signedIn')")
private let insertAccess = Statement(
    "insert access",
    "INSERT INTO access_log (at, account_id, actor, question, call, file, request) VALUES (appel_now(), $1, $2, $3, $4, $5, $6)")
private let listAccess = Statement(
    "access log",
    """
    SELECT id, at, account_id, actor, question, call, file, request
    FROM access_log
    WHERE ($1::text IS NULL OR call = $1) AND ($2::text IS NULL OR file = $2) AND ($3::bigint IS NULL OR account_id = $3)
        AND ($5::bigint IS NULL OR id < $5)
    ORDER BY id DESC
    LIMIT $4
    """)
private let insertForm = Statement(
    "insert form", "INSERT INTO kept_forms (digest, account_id, path, body, kept_at) VALUES ($1, $2, $3, $4, $5)")
private let dropOldForms = Statement(
    "drop old forms",
    """
    DELETE FROM kept_forms
    WHERE digest IN (SELECT digest FROM kept_forms WHERE account_id = $1 ORDER BY kept_at DESC, digest OFFSET $2)
    """)
private let takeForm = Statement(
    "take form",
    """
    DELETE FROM kept_forms
    WHERE digest = $1 AND kept_at > $3 AND (account_id IS NULL OR account_id = $2)
    RETURNING path, body, kept_at
    """)

extension Connection {
    package func note(_ action: String, on account: AccountID?, by actor: String, _ detail: String = "", at now: Instant) throws {
        try execute(insertEvent, now, actor, account, action, detail)
    }

    /// Whether anybody was ever in.
    package func hasSignedIn(_ account: AccountID) throws -> Bool { try query(signInsOfAccount, account).single().bool(0) }

    /// What happened to one account, or to all; the newest first.
    ///
    /// - Parameter before: the number of the entry that the part before ended with.
    package func accountEvents(of account: AccountID?, before: Int64? = nil, most: Int) throws -> [AccountEvent] {
        try query(listEvents, account, Int64(most), before).map { row in
            AccountEvent(
                id: try row.int64(0), at: try row.value(1), actor: try row.string(2), account: try row.value(3),
                action: try row.string(4), detail: try row.string(5))
        }
    }

    package func noteAccess(
        by account: AccountID?, as actor: String, _ question: String, call: String?, file: String?, request: String?
    ) throws {
        try execute(insertAccess, account, actor, question, call, file, request)
    }

    /// Who looked at what, the newest first.
    ///
    /// - Parameter before: the number of the entry that the part before ended with.
    package func accesses(
        call: String?, file: String?, account: AccountID?, before: Int64? = nil, most: Int
    ) throws -> [AccessEntry] {
        try query(listAccess, call, file, account, Int64(most), before).map { row in
            AccessEntry(
                id: try row.int64(0), at: try row.value(1), account: try row.value(2), actor: try row.string(3),
                question: try row.string(4), call: try row.optionalString(5), file: try row.optionalString(6),
                request: try row.optionalString(7))
        }
    }

    /// - Parameter most: how many an account may have kept; the oldest go.
    package func keep(form: KeptForm, of account: AccountID?, under digest: Digest, most: Int) throws {
        try execute(insertForm, digest, account, form.path, form.body, form.keptAt)
        if let account { try execute(dropOldForms, account, Int64(most)) }
    }

    /// Gives a form back, once, and to the one who typed it.
    package func take(form digest: Digest, for account: AccountID?, keptAfter: Instant) throws -> KeptForm? {
        try query(takeForm, digest, account, keptAfter).singleOrNone().map { row in
            KeptForm(path: try row.string(0), body: try row.bytes(1), keptAt: try row.value(2))
        }
    }
}
