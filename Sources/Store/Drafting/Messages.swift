package import CallModel
package import Postgres

/// One message of the thread of a file.
package struct FileMessage: Hashable, Codable, Sendable {
    package let id: Int64
    package let at: Instant
    /// Whether the secretariat wrote it; else the association did.
    package let isFromOffice: Bool
    /// The name of whoever wrote it.
    package let author: String
    package let body: String
}

/// The messages about one file, at a glance.
package struct MessageThread: Hashable, Codable, Sendable {
    package let reference: String
    package let organisation: String
    package let count: Int
    /// When the last one was written.
    package let at: Instant
    /// Whether the association wrote it.
    package let awaitsAnswer: Bool
}

private let threadsOfCall = Statement(
    "threads of call",
    """
    SELECT DISTINCT ON (m.reference) m.reference, o.name, count(*) OVER (PARTITION BY m.reference), m.at, NOT m.from_office
    FROM messages AS m
    JOIN organisations AS o ON o.id = m.organisation_id
    WHERE m.call_id = $1
    ORDER BY m.reference, m.id DESC
    """)
private let messagesOfFile = Statement(
    "messages of file",
    "SELECT id, at, from_office, author, body FROM messages WHERE call_id = $1 AND reference = $2 ORDER BY id")
private let insertMessage = Statement(
    "insert message",
    """
    INSERT INTO messages (call_id, organisation_id, reference, at, account_id, from_office, author, body)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
private let eraseMessages = Statement(
    "erase messages",
    """
    DELETE FROM messages AS m
    WHERE m.organisation_id = $1
       OR EXISTS (
        SELECT FROM unnest($2::text[]) AS n (name)
        WHERE position(lower(n.name) IN lower(m.body)) > 0 OR position(lower(n.name) IN lower(m.author)) > 0)
    """)

extension Connection {
    /// The thread of a file, the oldest first.
    package func messages(of reference: String, in call: CallID) throws -> [FileMessage] {
        try query(messagesOfFile, call, reference).map { row in
            FileMessage(
                id: try row.int64(0), at: try row.value(1), isFromOffice: try row.bool(2), author: try row.string(3),
                body: try row.string(4))
        }
    }

    /// The threads of a call, the newest first.
    package func threads(in call: CallID) throws -> [MessageThread] {
        try query(threadsOfCall, call).map { row in
            MessageThread(
                reference: try row.string(0), organisation: try row.string(1), count: try row.int(2), at: try row.value(3),
                awaitsAnswer: try row.bool(4))
        }.sorted { ($0.at, $0.reference) > ($1.at, $1.reference) }
    }

    package func keep(
        message body: String, by author: String, _ account: AccountID?, fromOffice: Bool, on reference: String, in call: CallID,
        of organisation: OrganisationID, at now: Instant
    ) throws {
        try execute(insertMessage, call, organisation, reference, now, account, fromOffice, author, body)
    }

    /// Takes out the threads of an organisation, and every other message that names somebody.
    package func erase(messagesOf organisation: OrganisationID?, naming names: [String]) throws {
        try execute(eraseMessages, organisation, names)
    }
}
