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
