package import CallModel
package import Postgres
package import Workflow

private let moneyEvents = Statement(
    "money events",
    """
    SELECT \(LoggedEvent.columns)
    FROM events
    WHERE machine = 'grant' AND stream_id = ANY ($1) AND action IN ('commit', 'payFirst', 'payBalance')
    ORDER BY stream_id, version
    """)
private let awardInstants = Statement(
    "award instants",
    """
    SELECT DISTINCT ON (stream_id) stream_id, at
    FROM events
    WHERE machine = 'application' AND stream_id = ANY ($1) AND action IN ('award', 'awardUrgently', 'amend')
    ORDER BY stream_id, version DESC
    """)
private let grantsOfFiles = Statement(
    "grants of files",
    """
    SELECT DISTINCT ON (application_id) \(GrantMachine.table.selection)
    FROM grants
    WHERE application_id = ANY ($1)
    ORDER BY application_id, id DESC
    """)

extension Connection {
    /// The newest grant of each file that has one.
    package func newestGrants(of files: [ApplicationID]) throws -> [ApplicationID: Grant] {
        let grants = try query(grantsOfFiles, files).map { try GrantMachine.read($0) }
        return Dictionary(uniqueKeysWithValues: grants.map { ($0.application, $0) })
    }

    /// The commitments and payments of grants, each grant's in their order.
    package func moneyEvents(of grants: [GrantID]) throws -> [GrantID: [Event<GrantMachine>]] {
        var events: [GrantID: [Event<GrantMachine>]] = [:]
        for row in try query(Store.moneyEvents, grants) {
            let logged = try LoggedEvent(row: row)
            events[GrantID(logged.stream), default: []].append(try logged.event(of: GrantMachine.self))
        }
        return events
    }

    /// When each file got its award, the last time where it was decided again.
    package func awardInstants(of files: [ApplicationID]) throws -> [ApplicationID: Instant] {
        var instants: [ApplicationID: Instant] = [:]
        for row in try query(Store.awardInstants, files) { instants[try row.value(0)] = try row.value(1) }
        return instants
    }
}
