import Service
import Store

/// Every projection told anew from the log and compared with the stored one.
struct Replaying {
    private static let target = 200_000.0
    /// Each has ten events.
    private static let files = 100_000
    private static let rounds = 3

    let stages: Stages

    func run() async throws -> Subject {
        var subject = Subject(
            "Replay",
            method: """
                `appel replay`: a log of a million events on \(Figures.whole(Double(Self.files))) files read in its order, every \
                event checked and applied, and every stored row compared with what comes of it; one session, median of \
                \(Self.rounds) runs. Target: 200,000 events a second.
                """,
            columns: ["events", "median", "events a second", "of the target"])
        try await stages.withCopy(of: Stages.advised, sessions: 1) { world in
            try await world.server.script(Self.copies, in: world.name)
            try await world.server.settle(world.name)
            var times = Samples()
            var events = 0
            for _ in 0..<Self.rounds {
                times.add(
                    try await seconds {
                        let report = try await Replay.run(world.database)
                        guard report.isClean else {
                            throw BenchFailure("\(report.faults.prefix(2)) \(report.differences.prefix(2))")
                        }
                        events = report.events
                    })
            }
            let rate = Double(events) / times.median
            subject.add(
                Figures.whole(Double(events)), Figures.milliseconds(times.median), Figures.whole(rate),
                Figures.ratio(rate / Self.target))
            if rate < Self.target {
                subject.fellShort(
                    """
                    Replay reaches \(Figures.whole(rate)) events a second on this machine: one thread reads the whole log, and about \
                    half of its time goes to making a command of each event, most of that to its payload's JSON.
                    """)
            }
        }
        return subject
    }

    /// Files like the first one, each edited four times before it was filed. All files take each step together, so that the
    /// events of one file lie far apart.
    private static let copies = """
        BEGIN;
        SET LOCAL search_path = appel;
        -- The triggers would check what replay is there to check.
        SET LOCAL session_replication_role = replica;
        INSERT INTO events (
            at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload)
        SELECT at, 'application', n, version, action, from_state, to_state, actor, definition_version,
            CASE version WHEN 1 THEN replace(payload::text, '"B1"', '"B' || n || '"')::json ELSE payload END
        FROM (
            SELECT at, CASE version WHEN 1 THEN 1 ELSE version + 4 END AS version, action, from_state, to_state, actor,
                definition_version, payload
            FROM events
            WHERE machine = 'application' AND stream_id = 1
            UNION ALL
            SELECT at, 1 + k, 'edit', 'draft', 'draft', actor, definition_version, payload -> 'summary'
            FROM events, generate_series(1, 4) AS k
            WHERE machine = 'application' AND stream_id = 1 AND version = 1
        ) AS e, generate_series(\(Stages.files + 1), \(Stages.files + files)) AS n
        ORDER BY version, n;
        INSERT INTO applications
        SELECT r.*
        FROM applications AS a
        CROSS JOIN generate_series(\(Stages.files + 1), \(Stages.files + files)) AS n
        CROSS JOIN LATERAL jsonb_populate_record(
            a, jsonb_build_object('id', n, 'reference', 'B' || n, 'version', a.version + 4)) AS r
        WHERE a.id = 1;
        COMMIT;
        """
}
