import CallModel
import Postgres

/// What somebody has to be told or sent once an event is committed.
package enum EffectKind: String, CaseIterable, Sendable {
    case receipt
    case complementRequest
    case decisionLetter
    case agreement
    case payment
    case recoveryClaim
}

/// A row of the outbox: written with its event, delivered later, at least once.
struct Effect: Sendable {
    let kind: EffectKind
    let event: LoggedEvent

    private static let insert = Statement(
        "insert outbox",
        """
        INSERT INTO outbox (kind, machine, stream_id, version, created_at)
        SELECT n.kind, n.machine, n.stream_id, n.version, n.created_at
        FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::timestamptz[])
            AS n (kind, machine, stream_id, version, created_at)
        """)

    static func add(_ effects: [Effect], to pipeline: inout Pipeline) {
        guard !effects.isEmpty else { return }
        pipeline.add(
            insert, effects.map(\.kind.rawValue), effects.map(\.event.machine), effects.map(\.event.stream),
            effects.map(\.event.version), effects.map(\.event.at))
    }
}
