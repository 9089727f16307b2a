package import Postgres

private let eventsBefore = Statement(
    "events before",
    """
    SELECT \(LoggedEvent.columns)
    FROM events
    WHERE seq < $1 AND ($2::text IS NULL OR machine = $2)
    ORDER BY seq DESC
    LIMIT $3
    """)

extension Connection {
    /// So many events of the log, the newest first, that come before one of them.
    ///
    /// - Parameters:
    ///   - seq: the number of that one.
    ///   - machine: only events of calls, files, reviews or grants.
    package func events(before seq: Int64, of machine: String?, most: Int) throws -> [LoggedEvent] {
        try query(eventsBefore, seq, machine, most).map { try LoggedEvent(row: $0) }
    }
}
