import CallModel
import Postgres

extension LoggedEvent {
    static let insert = Statement(
        "insert events",
        """
        INSERT INTO events (
            at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload)
        SELECT n.at, n.machine, n.stream_id, n.version, n.action, n.from_state, n.to_state, n.actor,
            n.definition_version, n.payload::json
        FROM unnest(
            $1::timestamptz[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::integer[], $10::text[])
            WITH ORDINALITY AS n (
                at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload, place)
        ORDER BY n.place
        """)

    static let columns = """
        seq, at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload::text
        """
    static let columnTypes: [PostgresType] = [
        .int8, .timestamptz, .text, .int8, .int8, .text, .text, .text, .text, .int4, .text
    ]

    static func add(_ events: [LoggedEvent], to pipeline: inout Pipeline) {
        pipeline.add(
            insert, events.map(\.at), events.map(\.machine), events.map(\.stream), events.map(\.version),
            events.map(\.action), events.map(\.from), events.map(\.to), events.map(\.actor),
            events.map(\.definitionVersion), events.map(\.payload))
    }

    init(row: borrowing some RowFields & ~Copyable) throws(PostgresError) {
        self.init(
            seq: try row.int64(0), at: try row.value(1), machine: try row.string(2), stream: try row.int64(3),
            version: try row.int64(4), action: try row.string(5), from: try row.string(6), to: try row.string(7),
            actor: try row.string(8), definitionVersion: try row.int32(9), payload: try row.optionalString(10))
    }
}
