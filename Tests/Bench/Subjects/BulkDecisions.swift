import CallModel
import Postgres
import Service
import Store

/// The College's decision on a thousand files, against one statement that writes the same rows.
struct BulkDecisions {
    private static let target = 3.0

    let stages: Stages

    func run() async throws -> Subject {
        var subject = Subject(
            "A thousand decisions at once",
            method: """
                `Service.decide` on \(Figures.whole(Double(Stages.files))) advised files in one transaction – with the ranking, \
                the budget lines, every guard, an event and a row each, and the reasons – against one SQL statement that \
                writes the same rows and decides nothing. Each run on a new copy of the database, \(Rounds.count) interleaved \
                runs. Target: at most 3 times the time.
                """,
            columns: ["", "median", "ratio"])
        var (service, statement) = (Samples(), Samples())
        for _ in 0..<Rounds.count {
            service.add(
                try await measure { world in
                    _ = try await world.service.decide(of: BenchCall.code, departures: [], .college)
                })
            statement.add(
                try await measure { world in
                    _ = try await world.database.write { try $0.execute(Statement(once: Self.sql)) }
                })
        }
        let ratio = service.median / statement.median
        subject.add("one statement", Figures.milliseconds(statement.median), "1.00")
        subject.add("service", Figures.milliseconds(service.median), Figures.ratio(ratio))
        if ratio > Self.target {
            subject.fellShort(
                """
                The service takes \(Figures.ratio(ratio)) times as long: it also reads every file, association and review, \
                ranks them anew and checks every guard, which the statement does not.
                """)
        }
        return subject
    }

    /// The seconds that the work takes on a new copy.
    private func measure(_ body: @escaping @Sendable (World) async throws -> Void) async throws -> Double {
        try await stages.withCopy(of: Stages.advised, sessions: 1) { world in
            // Connects, and reads the call into the server's memory.
            _ = try await world.service.call(BenchCall.code)
            let elapsed = try await seconds { try await body(world) }
            try await verify(world)
            return elapsed
        }
    }

    private func verify(_ world: World) async throws {
        let row = try await world.database.read { db in
            let row = try db.query(Statement(once: Self.written)).single()
            return [try row.int(0), try row.int(1), try row.int(2)]
        }
        guard row[0] == Stages.files + 1, row[1] == Stages.files, row[2] > 0 else {
            throw BenchFailure("wrote \(row[0]) events, \(row[1]) decided files and \(row[2]) reasons")
        }
    }

    private static let written = """
        SELECT (SELECT count(*) FROM events WHERE action IN ('award', 'reserve', 'refuse', 'decide')),
            (SELECT count(*) FROM applications WHERE state IN ('awarded', 'reserveListed', 'refused')),
            (SELECT count(*) FROM documents WHERE kind = 'reason')
        """

    private static let sql = """
        WITH call AS (
            SELECT id, version, definition_version FROM calls WHERE code = '\(BenchCall.code)' FOR UPDATE
        ), files AS (
            SELECT a.*
            FROM applications AS a
            WHERE a.call_id = (SELECT id FROM call) AND a.state = 'advised'
            ORDER BY a.id
            FOR UPDATE
        ), decided AS (
            SELECT f.*, appel_now() AS decided_at, c.definition_version, uuid_send(gen_random_uuid()) AS salt,
                'Le conseil consultatif a rendu un avis défavorable.' AS sentence,
                CASE f.advice WHEN 'favourable' THEN 'award' WHEN 'reserve' THEN 'reserve' ELSE 'refuse' END AS action,
                CASE f.advice WHEN 'favourable' THEN 'awarded' WHEN 'reserve' THEN 'reserveListed' ELSE 'refused' END AS target,
                row_number() OVER (PARTITION BY f.advice ORDER BY f.rank, f.id) AS place
            FROM files AS f, call AS c
        ), reasons AS (
            INSERT INTO documents (digest, salt, kind, body)
            SELECT sha256(salt || convert_to(sentence, 'UTF8')), salt, 'reason', sentence
            FROM decided
            WHERE action = 'refuse'
        ), call_event AS (
            INSERT INTO events (
                at, machine, stream_id, version, action, from_state, to_state, actor, definition_version)
            SELECT appel_now(), 'call', id, version + 1, 'decide', 'deliberation', 'decided', 'college', definition_version
            FROM call
        ), call_row AS (
            UPDATE calls AS t SET state = 'decided', version = t.version + 1 FROM call WHERE t.id = call.id
        ), file_events AS (
            INSERT INTO events (
                at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload)
            SELECT decided_at, 'application', id, version + 1, action, 'advised', target, 'college', definition_version,
                CASE action
                    WHEN 'award' THEN json_build_object(
                        'amount', advised_cents, 'departure', '{"codes":[]}'::json, 'line', advised_line)
                    WHEN 'reserve' THEN json_build_object('departure', '{"codes":[]}'::json, 'rank', place)
                    ELSE json_build_object(
                        'departure', '{"codes":[]}'::json, 'reason', json_build_object(
                            'codes', json_build_array('unfavourableAdvice'),
                            'text', encode(sha256(salt || convert_to(sentence, 'UTF8')), 'hex')))
                END
            FROM decided
            ORDER BY id
        )
        UPDATE applications AS t
        SET state = d.target, version = t.version + 1,
            line = CASE d.action WHEN 'award' THEN d.advised_line END,
            awarded_cents = CASE d.action WHEN 'award' THEN d.advised_cents END,
            reserve_rank = CASE d.action WHEN 'reserve' THEN d.place END
        FROM decided AS d
        WHERE t.id = d.id
        """
}
