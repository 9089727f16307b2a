import CallModel
import Foundation
import Postgres
import Workflow

extension LogFile {
    /// Takes a log with its registers into a database that has no events, and rebuilds the projections: all of it, or nothing.
    ///
    /// - Parameters:
    ///   - database: reached as its owner, who alone may put numbers back.
    ///   - lines: the file's lines, without their line feeds. Read once, so that they may come from a stream; a collision with
    ///     another transaction is therefore an error.
    ///   - dryRun: take everything in, then take it all back.
    /// - Returns: how many events came in.
    /// - Throws: `StoreError.logFile` with the line at fault.
    package static func `import`(
        _ lines: some Sequence<String> & Sendable, into database: Database, dryRun: Bool = false
    ) async throws -> Int {
        try await take(into: database, dryRun: dryRun) { _, take in
            for line in lines where !line.isEmpty { try take(line) }
        }
    }

    /// - Parameters:
    ///   - feed: hands the lines over, in order.
    ///   - check: looks at what came of them, before it is kept.
    static func take(
        into database: Database, dryRun: Bool,
        _ feed: @escaping @Sendable (borrowing Connection, (String) throws -> Void) throws -> Void,
        check: @escaping @Sendable (borrowing Connection) throws -> Void = { _ in }
    ) async throws -> Int {
        do {
            return try await database.writeOnce { db in
                guard try db.query(anyEvent).isEmpty else { throw StoreError.logFile(line: 1, "this database has a log already") }
                var intake = Intake()
                try feed(db) { line in try intake.take(line, db) }
                let events = try intake.finish(db)
                try check(db)
                if dryRun { throw TakenBack(events: events) }
                return events
            }
        } catch let taken as TakenBack {
            return taken.events
        }
    }
}

/// Ends a dry run: everything came in, and is now taken back.
private struct TakenBack: Error {
    let events: Int
}

private let anyEvent = Statement("any event", "SELECT seq FROM events LIMIT 1")
private let insertSequenced = Statement(
    "import events",
    """
    INSERT INTO events (
        seq, at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload)
    OVERRIDING SYSTEM VALUE
    SELECT n.seq, n.at, n.machine, n.stream_id, n.version, n.action, n.from_state, n.to_state, n.actor,
        n.definition_version, n.payload::json
    FROM unnest(
        $1::bigint[], $2::timestamptz[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[],
        $9::text[], $10::integer[], $11::text[])
        AS n (seq, at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload)
    ORDER BY n.seq
    """)
private let renumberEvents = Statement(
    "renumber events",
    "SELECT setval(pg_get_serial_sequence('events', 'seq'), (SELECT coalesce(max(seq), 0) + 1 FROM events), false)")

/// One import under way: rows wait until there are enough of one kind to be sent together.
private struct Intake {
    private static let chunk = 1_000
    /// Bytes of rows that are sent together: pieces of documents are large.
    private static let byteLimit = 8 << 20
    /// The tables in the order in which their rows must come, the events between the two halves.
    private let order = LogFile.before.map(\.name) + [eventsName] + LogFile.after.map(\.name)
    private static let eventsName = "events"

    private var number = 0
    private var stage = 0
    private var rows: [String] = []
    private var byteCount = 0
    private var events: [LoggedEvent] = []
    private var rebuild = Rebuild()

    mutating func take(_ line: String, _ db: borrowing Connection) throws {
        number += 1
        if number == 1 { return try checkHead(line, db) }
        if line.hasPrefix("{\"table\":\"") {
            let name = String(line.dropFirst(10).prefix { $0 != "\"" })
            let start = "{\"table\":\"\(name)\",\"row\":"
            guard line.hasPrefix(start), line.hasSuffix("}") else { throw fault("not a row of a table") }
            try move(to: name, db)
            rows.append(String(line.dropFirst(start.count).dropLast()))
            byteCount += line.utf8.count
        } else {
            try move(to: Self.eventsName, db)
            let event = try event(line)
            rebuild.take(event)
            if let broken = rebuild.faults.first { throw fault("\(broken)") }
            events.append(event)
        }
        if rows.count + events.count >= Self.chunk || byteCount >= Self.byteLimit { try flush(db) }
    }

    mutating func finish(_ db: borrowing Connection) throws -> Int {
        guard number > 0 else { throw fault("the file is empty") }
        try move(to: order[order.count - 1], db)
        try flush(db)
        for table in LogFile.before + LogFile.after {
            if let renumber = table.renumber { try db.query(renumber) }
        }
        try db.query(renumberEvents)
        try db.settleLeaves(from: 0)
        return rebuild.events
    }

    private func checkHead(_ line: String, _ db: borrowing Connection) throws {
        guard let head = try? LogJSON.decode(LogFile.Head.self, from: line), head.appel == "log",
            head.format == LogFile.format
        else { throw fault("this is not the head of a log that this program wrote") }
        guard head.registers else { throw fault("this log has its events only: nothing can be rebuilt from them here") }
        guard head.rehearsal == (try DatabaseKind.read(db) == .rehearsal) else {
            throw fault("a rehearsal's log can only be imported into a rehearsal, and a real one only into a real database")
        }
    }

    private func event(_ line: String) throws -> LoggedEvent {
        do {
            return try LogJSON.decode(LoggedEvent.self, from: line)
        } catch {
            throw fault("not an event")
        }
    }

    /// Goes on to another table, which must stand further on in the order. After the events come the projections.
    private mutating func move(to name: String, _ db: borrowing Connection) throws {
        guard let next = order.firstIndex(of: name), next >= stage else { throw fault("\(name) does not belong here") }
        guard next > stage else { return }
        try flush(db)
        let eventsPlace = LogFile.before.count
        if stage <= eventsPlace, next > eventsPlace { try writeProjections(db) }
        stage = next
    }

    private mutating func flush(_ db: borrowing Connection) throws {
        if !events.isEmpty {
            try db.query(
                insertSequenced, events.map(\.seq), events.map(\.at), events.map(\.machine), events.map(\.stream),
                events.map(\.version), events.map(\.action), events.map(\.from), events.map(\.to), events.map(\.actor),
                events.map(\.definitionVersion), events.map(\.payload))
            events = []
        }
        guard !rows.isEmpty, let table = (LogFile.before + LogFile.after).first(where: { $0.name == order[stage] }) else {
            return
        }
        try db.query(table.insert, "[" + rows.joined(separator: ",") + "]")
        rows = []
        byteCount = 0
    }

    private func writeProjections(_ db: borrowing Connection) throws {
        var pipeline = Pipeline()
        try add(rebuild.calls, to: &pipeline, db)
        try add(rebuild.applications, to: &pipeline, db)
        try add(rebuild.reviews, to: &pipeline, db)
        try add(rebuild.grants, to: &pipeline, db)
        if !pipeline.isEmpty { _ = try db.run(pipeline) }
    }

    private func add<M: StoredMachine>(
        _ rebuilt: RebuiltSubjects<M>, to pipeline: inout Pipeline, _ db: borrowing Connection
    ) throws {
        guard !rebuilt.subjects.isEmpty else { return }
        M.add(M.table.insert, on: rebuilt.subjects, to: &pipeline)
        pipeline.add(M.table.renumber)
    }

    private func fault(_ what: String) -> StoreError { .logFile(line: number, what) }
}
