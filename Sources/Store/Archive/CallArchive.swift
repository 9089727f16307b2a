package import CallModel
import Postgres
package import Workflow

/// Everything that a database knows of one call, as lines of JSON: what the log exports, narrowed to the call, and where its
/// projections stand.
///
/// The answers kept under idempotency keys, the tree of the audit and the list of erasures stay behind: they are the database's, not
/// the call's.
package enum CallArchive {
    /// One table of the archive.
    package struct Part: Hashable, Sendable {
        /// The name of its file: `registers/members.jsonl`.
        package let name: String
        fileprivate let table: String
        fileprivate let rows: String
    }

    /// What holds of the archive as a whole.
    package struct Head: Sendable {
        package let call: Call
        package let isRehearsal: Bool
        package let now: Instant
    }

    /// How the rows of a table are found for a call: a condition on `t`, with `:call` for its number.
    static let conditions: [String: String] = [
        "organisations": "id IN (SELECT organisation_id FROM applications WHERE call_id = :call)",
        "members": "id IN (\(members))",
        "expertise": "member_id IN (\(members))",
        "documents": "digest IN (\(documents))",
        "attachments": "digest IN (SELECT digest FROM attached WHERE content IN (\(documents)))",
        "attachment_pieces": "digest IN (SELECT digest FROM attached WHERE content IN (\(documents)))",
        "attached": "content IN (\(documents))",
        "earlier_grants": "organisation_id IN (SELECT organisation_id FROM applications WHERE call_id = :call)",
        "definitions": "call_id = :call",
        "preferences": "application_id IN (SELECT id FROM applications WHERE call_id = :call)",
        "conflicts": "application_id IN (SELECT id FROM applications WHERE call_id = :call)",
        "conflict_pins": "application_id IN (SELECT id FROM applications WHERE call_id = :call)",
        "conflict_impacts": "call_id = :call",
        // What conflicts are inferred from: of the applicants of the call, and of those who have a part in it.
        "board_members": "organisation_id IN (SELECT organisation_id FROM applications WHERE call_id = :call)",
        "member_ties": "member_id IN (\(members))",
        "meetings": "call_id = :call",
        "attendances": "meeting_id IN (SELECT id FROM meetings WHERE call_id = :call)",
        "absences": "meeting_id IN (SELECT id FROM meetings WHERE call_id = :call)",
        "payment_batches": "call_id = :call",
        "batch_payments": "batch_id IN (SELECT id FROM payment_batches WHERE call_id = :call)",
        "scenarios": "call_id = :call",
        "certificates": "call_id = :call",
        "lotteries": "call_id = :call",
        "consensus_scores": "application_id IN (SELECT id FROM applications WHERE call_id = :call)",
        "outbox": "(machine, stream_id) IN (SELECT machine, stream_id FROM (\(events)) AS e)",
        "idempotency": "false",
        // The tree is over the events of all calls: a database that takes the archive in begins a tree of its own.
        "audit_leaves": "false", "audit_checkpoints": "false", "erasures": "false"
    ]

    /// Everyone who has a part in the call.
    private static let members = """
        SELECT r.member_id FROM reviews AS r JOIN applications AS a ON a.id = r.application_id WHERE a.call_id = :call
        UNION
        SELECT c.member_id FROM conflicts AS c JOIN applications AS a ON a.id = c.application_id WHERE a.call_id = :call
        UNION
        SELECT p.member_id FROM conflict_pins AS p JOIN applications AS a ON a.id = p.application_id WHERE a.call_id = :call
        UNION
        SELECT p.member_id FROM preferences AS p JOIN applications AS a ON a.id = p.application_id WHERE a.call_id = :call
        UNION
        SELECT chair_id FROM meetings WHERE call_id = :call
        UNION
        SELECT t.member_id FROM attendances AS t JOIN meetings AS m ON m.id = t.meeting_id WHERE m.call_id = :call
        UNION
        SELECT substring(actor FROM ':([0-9]+)$')::bigint
        FROM (\(events)) AS e
        WHERE actor LIKE 'reviewer:%' OR actor LIKE 'chair:%'
        """

    /// The events of the call and of everything in it.
    fileprivate static let events = """
        SELECT * FROM events
        WHERE (machine = 'call' AND stream_id = :call)
           OR (machine = 'application' AND stream_id IN (SELECT id FROM applications WHERE call_id = :call))
           OR (machine = 'review' AND stream_id IN (
                SELECT r.id FROM reviews AS r JOIN applications AS a ON a.id = r.application_id WHERE a.call_id = :call))
           OR (machine = 'grant' AND stream_id IN (
                SELECT g.id FROM grants AS g JOIN applications AS a ON a.id = g.application_id WHERE a.call_id = :call))
        """

    /// The digests of all documents that the events and the registers of the call speak of. An event holds them in hexadecimal.
    private static let documents = """
        SELECT decode(found[1], 'hex')
        FROM (\(events)) AS e, regexp_matches(e.payload::text, '[0-9a-f]{64}', 'g') AS found
        UNION
        SELECT c.note FROM conflicts AS c JOIN applications AS a ON a.id = c.application_id WHERE a.call_id = :call
        UNION
        SELECT p.reason FROM conflict_pins AS p JOIN applications AS a ON a.id = p.application_id WHERE a.call_id = :call
        UNION
        SELECT withdrawn_why FROM payment_batches WHERE call_id = :call
        UNION
        SELECT s.reason FROM consensus_scores AS s JOIN applications AS a ON a.id = s.application_id WHERE a.call_id = :call
        """

    private static let projections = [
        ("calls", "id = :call"), ("applications", "call_id = :call"),
        ("reviews", "application_id IN (SELECT id FROM applications WHERE call_id = :call)"),
        ("grants", "application_id IN (SELECT id FROM applications WHERE call_id = :call)")
    ]

    static let log = Part(name: "log/events.jsonl", table: "events", rows: events)

    /// In the order in which they come back.
    package static let parts: [Part] =
        LogFile.before.compactMap(register) + [log] + LogFile.after.compactMap(register)
        + projections.map { table, condition in
            Part(
                name: "projections/\(table).jsonl", table: table,
                rows: "SELECT row_to_json(t)::text FROM \(table) AS t WHERE \(condition) ORDER BY id")
        }

    private static func register(_ table: LoggedTable) -> Part? {
        guard let condition = conditions[table.name], condition != "false" else { return nil }
        return Part(name: "registers/\(table.name).jsonl", table: table.name, rows: table.rows(where: condition))
    }
}

extension CallArchive {
    /// Reads a call as it stands at one moment.
    ///
    /// - Parameter body: is given a function that hands over a part's lines with their line feeds. It may be run again, when the
    ///   transaction collides with another one.
    package static func read<Value: Sendable>(
        _ database: Database, call code: String,
        _ body: @escaping @Sendable (Head, (Part, ([UInt8]) throws -> Void) throws -> Void) throws -> Value
    ) async throws -> Value {
        try await database.examine { db in
            let call = try db.call(code: code)
            let head = Head(call: call, isRehearsal: try DatabaseKind.read(db) == .rehearsal, now: try db.now())
            return try body(head) { part, write in try read(part, of: call.id, db, write) }
        }
    }

    private static func read(
        _ part: Part, of call: CallID, _ db: borrowing Connection, _ write: ([UInt8]) throws -> Void
    ) throws {
        let rows = part.rows(of: call)
        guard part == log else {
            try db.copyOut(query: rows, types: [.text]) { row in try write(Array("\(row.string(0))\n".utf8)) }
            return
        }
        let query = "SELECT \(LoggedEvent.columns) FROM (\(rows)) AS e ORDER BY seq"
        try db.copyOut(query: query, types: LoggedEvent.columnTypes) { row in
            guard let line = LogJSON.text(try LoggedEvent(row: row)) else {
                throw StoreError.unreadable("a line of the log cannot be written")
            }
            try write(Array("\(line)\n".utf8))
        }
    }
}

extension CallArchive.Part {
    /// The statement for one call; a number needs no quoting.
    fileprivate func rows(of call: CallID) -> String { rows.replacingCall(with: call) }

    /// The lines of the log file that a part's lines are.
    func logLine(_ line: String) -> String {
        self == CallArchive.log ? line : "{\"table\":\"\(table)\",\"row\":\(line)}"
    }

    /// The table that a part with projections is of.
    var projection: String { table }

    /// Whether these are the events.
    package var isLog: Bool { self == CallArchive.log }

    var isProjection: Bool { name.hasPrefix("projections/") }
}

extension String {
    fileprivate func replacingCall(with call: CallID) -> String {
        var text = ""
        var rest = self[...]
        while let place = rest.firstRange(of: ":call") {
            text += rest[..<place.lowerBound] + "\(call)"
            rest = rest[place.upperBound...]
        }
        return text + rest
    }
}
