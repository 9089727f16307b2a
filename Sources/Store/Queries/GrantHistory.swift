package import CallModel
package import Postgres
package import Workflow

private let moneyEventsOfCall = Statement(
    "money events of call",
    """
    SELECT \(LoggedEvent.columns)
    FROM events
    WHERE machine = 'grant' AND action IN ('commit', 'payFirst', 'payBalance') AND stream_id IN (
        SELECT g.id
        FROM grants AS g
        JOIN applications AS a ON a.id = g.application_id
        WHERE a.call_id = $1)
    ORDER BY stream_id, version
    """)
private let awardInstants = Statement(
    "award instants",
    """
    SELECT DISTINCT ON (stream_id) stream_id, at
    FROM events
    WHERE machine = 'application' AND action = 'award' AND stream_id IN (SELECT id FROM applications WHERE call_id = $1)
    ORDER BY stream_id, version DESC
    """)

extension Connection {
    /// The commitments and payments of a call's grants, each grant's in their order.
    package func moneyEvents(in call: CallID) throws -> [GrantID: [Event<GrantMachine>]] {
        var events: [GrantID: [Event<GrantMachine>]] = [:]
        for row in try query(moneyEventsOfCall, call) {
            let logged = try LoggedEvent(row: row)
            events[GrantID(logged.stream), default: []].append(try logged.event(of: GrantMachine.self))
        }
        return events
    }

    /// When each file of a call got its award, the last time where it was decided again.
    package func awardInstants(in call: CallID) throws -> [ApplicationID: Instant] {
        var instants: [ApplicationID: Instant] = [:]
        for row in try query(Store.awardInstants, call) { instants[try row.value(0)] = try row.value(1) }
        return instants
    }
}
