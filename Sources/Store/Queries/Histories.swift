package import CallModel
package import Postgres
package import Workflow

private let eventsOfStream = Statement(
    "events of stream",
    "SELECT \(LoggedEvent.columns) FROM events WHERE machine = $1 AND stream_id = $2 ORDER BY version")
private let documentBodies = Statement("document bodies", "SELECT digest, body FROM documents WHERE digest = ANY ($1)")
private let saltedDocument = Statement("salted document", "SELECT salt, body FROM documents WHERE digest = $1")
private let titlesOfFiles = Statement(
    "titles of files",
    "SELECT digest, body::json ->> 'title' FROM documents WHERE digest = ANY ($1) AND kind = 'application'")
private let waitingEffects = Statement(
    "waiting effects",
    """
    SELECT kind, count(*)
    FROM outbox
    WHERE delivered_at IS NULL
    GROUP BY kind
    ORDER BY kind
    """)

private let lastReasons = Statement(
    "last reasons",
    """
    SELECT DISTINCT ON (e.stream_id) e.stream_id, e.action, e.payload::text
    FROM events AS e
    WHERE e.machine = 'application' AND e.stream_id = ANY ($1)
      AND e.action IN ('declareInadmissible', 'refuse', 'dismiss', 'annul')
    ORDER BY e.stream_id, e.version DESC
    """)

private let lastDepartures = Statement(
    "last departures",
    """
    SELECT e.stream_id, e.departure
    FROM (
        SELECT DISTINCT ON (e.stream_id) e.stream_id, (e.payload -> 'departure' ->> 'text') AS departure
        FROM events AS e
        WHERE e.machine = 'application' AND e.stream_id = ANY ($1) AND e.action IN ('award', 'amend', 'reserve')
        ORDER BY e.stream_id, e.version DESC) AS e
    WHERE e.departure IS NOT NULL
    """)

private let lastAdvice = Statement(
    "last advice",
    """
    SELECT DISTINCT ON (e.stream_id) e.stream_id, e.payload::text
    FROM events AS e
    JOIN applications AS a ON a.id = e.stream_id
    WHERE e.machine = 'application' AND a.call_id = $1 AND e.action = 'advise'
    ORDER BY e.stream_id, e.version DESC
    """)

/// Why a file was turned down, as its last such event says.
package struct TurnedDown: Sendable {
    package let reason: Reason
    /// The College's own reason for not following the council, if it did not.
    package let departure: Reason
}

extension Connection {
    /// Why each of these files that was ever turned down was so the last time.
    package func turnedDown(of files: [ApplicationID]) throws -> [ApplicationID: TurnedDown] {
        var found: [ApplicationID: TurnedDown] = [:]
        for row in try query(lastReasons, files) {
            let payload = try row.string(2)
            let refused =
                try row.string(1) == ApplicationAction.refuse.name
                ? LogJSON.decode(Refused.self, from: payload)
                : Refused(reason: LogJSON.decode(Reason.self, from: payload))
            found[try row.value(0)] = TurnedDown(reason: refused.reason, departure: refused.departure)
        }
        return found
    }

    /// Why the College last departed from the advice, for each file that it awarded money or a place on the reserve list against
    /// it: the digest of its words.
    package func departures(of files: [ApplicationID]) throws -> [ApplicationID: Digest] {
        var found: [ApplicationID: Digest] = [:]
        for row in try query(lastDepartures, files) {
            let hex = try row.string(1)
            guard let digest = Digest(hex: hex) else { throw StoreError.unreadable("departure: \(hex) is no digest") }
            found[try row.value(0)] = digest
        }
        return found
    }

    /// The council's last advice on each file of a call.
    package func advice(in call: CallID) throws -> [ApplicationID: Advice] {
        var found: [ApplicationID: Advice] = [:]
        for row in try query(lastAdvice, call) {
            found[try row.value(0)] = try LogJSON.decode(Advice.self, from: row.string(1))
        }
        return found
    }

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

    /// A document with the salt of its digest; `nil` once it was erased.
    package func saltedDocument(_ digest: Digest) throws -> (salt: [UInt8], body: String)? {
        try query(Store.saltedDocument, digest).singleOrNone().map { (try $0.value(0), try $0.string(1)) }
    }

    /// The titles of the files whose content is found by these digests, without reading the whole of it.
    package func titles(_ digests: [Digest]) throws -> [Digest: String] {
        var titles: [Digest: String] = [:]
        for row in try query(titlesOfFiles, digests) { titles[try row.value(0)] = try row.optionalString(1) }
        return titles
    }

    /// How many messages of each kind wait to be sent.
    package func waitingEffects() throws -> [(kind: String, count: Int)] {
        try query(Store.waitingEffects).map { (try $0.string(0), try $0.int(1)) }
    }
}
