package import CallModel
package import Postgres
package import Workflow

private let eventsOfStream = Statement(
    "events of stream",
    "SELECT \(LoggedEvent.columns) FROM events WHERE machine = $1 AND stream_id = $2 ORDER BY version")
private let documentBodies = Statement("document bodies", "SELECT digest, body FROM documents WHERE digest = ANY ($1)")
private let waitingEffects = Statement(
    "waiting effects",
    """
    SELECT kind, count(*)
    FROM outbox
    WHERE delivered_at IS NULL
    GROUP BY kind
    ORDER BY kind
    """)

extension Connection {
    /// Everything that happened to one thing, first to last.
    package func history(of machine: MachineKind, _ id: Int64) throws -> [LoggedEvent] {
        try query(eventsOfStream, machine.name, id).map { try LoggedEvent(row: $0) }
    }

    /// The documents that still exist of those asked for: an erased one is simply not there.
    package func documents(_ digests: [Digest]) throws -> [Digest: String] {
        var bodies: [Digest: String] = [:]
        for row in try query(documentBodies, digests) { bodies[try row.value(0)] = try row.string(1) }
        return bodies
    }

    /// How many messages of each kind wait to be sent.
    package func waitingEffects() throws -> [(kind: String, count: Int)] {
        try query(Store.waitingEffects).map { (try $0.string(0), try $0.int(1)) }
    }
}
