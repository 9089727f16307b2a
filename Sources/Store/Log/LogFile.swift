import CallModel
import Postgres
import Workflow

/// The log as JSON Lines: a head, the registers that events refer to, the events in order, and what refers to files.
///
/// A file with registers holds personal data, and can be imported elsewhere. Events alone hold none; they can be published
/// and read by anyone, and verified, but nothing can be rebuilt from them in a database that does not know the organisations.
/// How far a rehearsal's clock is ahead belongs to its database, and does not travel.
package enum LogFile {
    struct Head: Codable {
        let appel: String
        let format: Int
        let rehearsal: Bool
        let registers: Bool
    }

    static let format = 1
    /// What events refer to.
    static let before = [
        LoggedTable("organisations", order: "id", isNumbered: true), LoggedTable("members", order: "id", isNumbered: true),
        LoggedTable("expertise", order: "member_id"), LoggedTable("documents", order: "digest"),
        LoggedTable("attachments", order: "digest"),
        LoggedTable("attachment_pieces", order: "digest, number"), LoggedTable("attached", order: "content, place"),
        LoggedTable("earlier_grants", order: "organisation_id, edition"),
        LoggedTable("definitions", order: "call_id, version"), LoggedTable("board_members", order: "id", isNumbered: true),
        LoggedTable("member_ties", order: "id", isNumbered: true)
    ]
    /// What refers to files and events.
    static let after = [
        LoggedTable("conflicts", order: "id", isNumbered: true), LoggedTable("conflict_pins", order: "id", isNumbered: true),
        LoggedTable("conflict_impacts", order: "id", isNumbered: true),
        LoggedTable("preferences", order: "member_id, application_id"), LoggedTable("meetings", order: "id", isNumbered: true),
        LoggedTable("attendances", order: "meeting_id, member_id"),
        LoggedTable("absences", order: "meeting_id, member_id, application_id"),
        LoggedTable("payment_batches", order: "id", isNumbered: true),
        LoggedTable("batch_payments", order: "batch_id, grant_id, instalment"),
        LoggedTable("scenarios", order: "id", isNumbered: true), LoggedTable("certificates", order: "call_id"),
        LoggedTable("lotteries", order: "id", isNumbered: true), LoggedTable("consensus_scores", order: "id", isNumbered: true),
        LoggedTable("outbox", order: "id", isNumbered: true),
        // A command that is repeated after the move is still found to have been answered.
        LoggedTable("idempotency", order: "key COLLATE \"C\""),
        // The tree goes on where it was.
        LoggedTable("audit_leaves", order: "leaf"), LoggedTable("audit_checkpoints", order: "size"),
        LoggedTable("erasures", order: "id", isNumbered: true)
    ]

    /// Writes the log, line by line, as it stood at one moment.
    ///
    /// - Parameters:
    ///   - eventsOnly: leave out everything that may name a person.
    ///   - write: takes one line with its line feed.
    /// - Returns: how many events were written.
    package static func export(
        _ database: Database, eventsOnly: Bool = false, _ write: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws -> Int {
        try await database.examine { db in
            let isRehearsal = try DatabaseKind.read(db) == .rehearsal
            try write(line(Head(appel: "log", format: format, rehearsal: isRehearsal, registers: !eventsOnly)))
            if !eventsOnly { try export(before, db, write) }
            var events = 0
            try db.forEachEvent { event in
                events += 1
                try write(line(event))
            }
            if !eventsOnly { try export(after, db, write) }
            return events
        }
    }

    private static func export(
        _ tables: [LoggedTable], _ db: borrowing Connection, _ write: ([UInt8]) throws -> Void
    ) throws {
        for table in tables {
            try db.copyOut(query: table.rows(), types: [.text]) { row in
                try write(Array("{\"table\":\"\(table.name)\",\"row\":\(row.string(0))}\n".utf8))
            }
        }
    }

    /// The first line of a file with registers, without its line feed.
    static func headLine(isRehearsal: Bool) throws -> String {
        String(decoding: try line(Head(appel: "log", format: format, rehearsal: isRehearsal, registers: true)).dropLast(), as: UTF8.self)
    }

    private static func line(_ value: some Encodable) throws -> [UInt8] {
        guard let text = LogJSON.text(value) else { throw StoreError.unreadable("a line of the log cannot be written") }
        return Array(text.utf8) + [UInt8(ascii: "\n")]
    }
}

/// A table whose rows travel with the log, as PostgreSQL itself writes and reads them in JSON.
struct LoggedTable: Sendable {
    let name: String
    private let order: String
    let insert: Statement
    /// Puts the numbers that the table gives out behind those that came with the log.
    let renumber: Statement?

    init(_ name: String, order: String, isNumbered: Bool = false) {
        (self.name, self.order) = (name, order)
        insert = Statement(
            "import \(name)",
            """
            INSERT INTO \(name) OVERRIDING SYSTEM VALUE
            SELECT *
            FROM json_populate_recordset(NULL::\(name), $1::json)
            """)
        renumber =
            isNumbered
            ? Statement(
                "renumber \(name)",
                "SELECT setval(pg_get_serial_sequence('\(name)', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM \(name)), false)")
            : nil
    }

    /// The statement that gives the rows as JSON.
    func rows(where condition: String? = nil) -> String {
        let condition = condition.map { " WHERE \($0)" } ?? ""
        return "SELECT row_to_json(t)::text FROM \(name) AS t\(condition) ORDER BY \(order)"
    }
}
