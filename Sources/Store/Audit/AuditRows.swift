import Audit
package import CallModel
package import Postgres
package import Workflow

/// A checkpoint as it was signed and kept.
package struct StoredCheckpoint: Sendable {
    package let size: Int
    package let root: Digest
    package let note: String
    package let at: Instant

    package init(size: Int, root: Digest, note: String, at: Instant) {
        (self.size, self.root, self.note, self.at) = (size, root, note, at)
    }
}

/// An event with its line, as the audited log has it.
package struct AuditedEvent: Sendable {
    package let seq: Int64
    /// Without its line feed.
    package let line: [UInt8]
    package let hash: Digest

    init(_ event: LoggedEvent, previous: Digest?) throws(StoreError) {
        guard let text = LogJSON.text(Line(event, previous)) else { throw .unreadable("event \(event.seq) cannot be written") }
        seq = event.seq
        line = Array(text.utf8)
        hash = MerkleHash.leaf(line)
    }

    /// The members of an event in the log, and the leaf hash of the one before it.
    private struct Line: Encodable {
        let action: String
        let actor: String
        let at: Instant
        let definitionVersion: Int32
        let from: String
        let machine: String
        let payload: String?
        let previous: Digest?
        let seq: Int64
        let stream: Int64
        let to: String
        let version: Int64

        init(_ event: LoggedEvent, _ previous: Digest?) {
            (action, actor, at, definitionVersion) = (event.action, event.actor, event.at, event.definitionVersion)
            (from, machine, payload, self.previous) = (event.from, event.machine, event.payload, previous)
            (seq, stream, to, version) = (event.seq, event.stream, event.to, event.version)
        }
    }
}

private let lockAudit = Statement("lock audit", "SELECT pg_advisory_xact_lock(hashtextextended('audit', 2))")
private let lastCheckpoint = Statement(
    "last checkpoint", "SELECT size, root, note, at FROM audit_checkpoints ORDER BY size DESC LIMIT 1")
private let allCheckpoints = Statement("all checkpoints", "SELECT size, root, note, at FROM audit_checkpoints ORDER BY size")
private let insertCheckpoint = Statement(
    "insert checkpoint", "INSERT INTO audit_checkpoints (size, root, note, at) VALUES ($1, $2, $3, $4)")
private let pendingCount = Statement("pending count", "SELECT count(*) FROM audit_pending")
private let pendingEvents = Statement(
    "pending events",
    "SELECT \(LoggedEvent.columns) FROM events WHERE seq IN (SELECT seq FROM audit_pending) ORDER BY seq")
private let endsBefore = Statement(
    "leaves before",
    """
    SELECT e.machine, e.stream_id, l.hash
    FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS n (machine, stream_id, version)
    JOIN events AS e ON e.machine = n.machine AND e.stream_id = n.stream_id AND e.version = n.version
    JOIN audit_leaves AS l ON l.seq = e.seq
    """)
private let insertLeaves = Statement(
    "insert leaves",
    """
    INSERT INTO audit_leaves (leaf, seq, hash)
    SELECT n.leaf, n.seq, n.hash
    FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS n (leaf, seq, hash)
    """)
private let settle = Statement(
    "settle pending", "DELETE FROM audit_pending WHERE seq IN (SELECT seq FROM audit_leaves WHERE leaf >= $1)")
private let leafHashes = Statement("leaf hashes", "SELECT hash FROM audit_leaves ORDER BY leaf")
private let leafOfEvent = Statement("leaf of event", "SELECT leaf FROM audit_leaves WHERE seq = $1")
private let strayEvents = Statement(
    "stray events",
    """
    SELECT e.seq
    FROM events AS e
    WHERE NOT EXISTS (SELECT FROM audit_leaves AS l WHERE l.seq = e.seq)
      AND e.seq NOT IN (SELECT p.seq FROM audit_pending AS p)
    ORDER BY e.seq
    LIMIT 1
    """)

extension Connection {
    /// Those who take a checkpoint take turns. Nobody else waits for it.
    package func lockAudit() throws { _ = try query(Store.lockAudit) }

    package func lastCheckpoint() throws -> StoredCheckpoint? {
        try query(Store.lastCheckpoint).singleOrNone().map { try StoredCheckpoint($0) }
    }

    package func checkpoints() throws -> [StoredCheckpoint] { try query(allCheckpoints).map { try StoredCheckpoint($0) } }

    package func keep(_ checkpoint: StoredCheckpoint) throws {
        _ = try query(insertCheckpoint, Int64(checkpoint.size), checkpoint.root, checkpoint.note, checkpoint.at)
    }

    /// Events that no checkpoint covers yet.
    package func pendingEventCount() throws -> Int { try query(pendingCount).single().int(0) }

    /// The events that wait, in the order in which they become leaves: every one that was committed when this is asked.
    package func pendingEvents() throws -> [AuditedEvent] {
        let events = try query(Store.pendingEvents).map { try LoggedEvent(row: $0) }
        var ends = try ends(before: events)
        return try events.map { event in try ends.take(event) }
    }

    /// The last leaves of the streams that some events go on from.
    private func ends(before events: [LoggedEvent]) throws -> StreamEnds {
        var ends = StreamEnds()
        var seen: Set<LogLine.StreamName> = []
        let first = events.filter { seen.insert($0.streamName).inserted && $0.version > 1 }
        for row in try query(endsBefore, first.map(\.machine), first.map(\.stream), first.map { $0.version - 1 }) {
            ends.note(LogLine.StreamName(machine: try row.string(0), number: try row.int64(1)), try row.value(2))
        }
        return ends
    }

    /// Gives events that wait the places behind the leaves that are there.
    package func keep(leaves events: [AuditedEvent], from first: Int) throws {
        _ = try query(insertLeaves, events.indices.map { Int64(first + $0) }, events.map(\.seq), events.map(\.hash))
        try settleLeaves(from: first)
    }

    /// What is a leaf waits no more.
    func settleLeaves(from first: Int) throws { _ = try query(settle, Int64(first)) }

    /// The leaves as they were kept, first to last.
    package func leafHashes() throws -> [Digest] {
        var hashes: [Digest] = []
        try forEachRow(Store.leafHashes) { row in hashes.append(try row.value(0)) }
        return hashes
    }

    package func leaf(ofEvent seq: Int64) throws -> Int? {
        try query(leafOfEvent, seq).singleOrNone().map { try $0.int(0) }
    }

    /// An event that neither is a leaf nor waits to become one: written past the program.
    package func strayEvent() throws -> Int64? { try query(strayEvents).singleOrNone().map { try $0.int64(0) } }

    /// Reads the log in the order of its leaves and computes each line anew.
    ///
    /// - Parameter body: is given the event, its leaf, and the hash that was kept of it.
    package func forEachLeaf(_ body: (AuditedEvent, Int, Digest) throws -> Void) throws {
        var ends = StreamEnds()
        let all = "SELECT \(LoggedEvent.columns), leaf, hash FROM audit_leaves JOIN events USING (seq) ORDER BY leaf"
        try copyOut(query: all, types: LoggedEvent.columnTypes + [.int8, .bytea]) { row in
            let event = try ends.take(LoggedEvent(row: row))
            try body(event, Int(try row.int64(LoggedEvent.columnTypes.count)), try row.value(LoggedEvent.columnTypes.count + 1))
        }
    }

    /// The lines of one stream, first to last.
    package func auditedLines(of machine: MachineKind, _ number: Int64) throws -> [AuditedEvent] {
        var ends = StreamEnds()
        return try history(of: machine, number).map { event in try ends.take(event) }
    }
}

/// The last leaf of each stream.
private struct StreamEnds {
    private var leaves: [LogLine.StreamName: Digest] = [:]

    mutating func note(_ stream: LogLine.StreamName, _ leaf: Digest) { leaves[stream] = leaf }

    mutating func take(_ event: LoggedEvent) throws(StoreError) -> AuditedEvent {
        let audited = try AuditedEvent(event, previous: leaves[event.streamName])
        leaves[event.streamName] = audited.hash
        return audited
    }
}

extension LoggedEvent {
    fileprivate var streamName: LogLine.StreamName { LogLine.StreamName(machine: machine, number: stream) }
}

extension StoredCheckpoint {
    fileprivate init(_ row: Row) throws {
        self.init(size: try row.int(0), root: try row.value(1), note: try row.string(2), at: try row.value(3))
    }
}
