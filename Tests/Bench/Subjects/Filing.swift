import CallModel
import Exchange
import Postgres
import Service
import Store
import Workflow

/// Applicants who file their drafts.
struct Filing: Workload {
    let world: World
    let call: BenchCall

    private static let example = 1

    func prepare(_ count: Int, _ single: World) async throws -> PgbenchScript {
        let file = try Import.applications(call.applications(1, of: 1), for: call.definition)
        _ = try await single.service.importApplications(to: BenchCall.code, file, submitting: false, .secretariat)
        try await world.server.script(Self.copies(count), in: world.name)
        try await act(Self.example, single.service)
        let texts = try await single.preparedStatements()

        let eventColumns = LoggedEventColumns.all
        var event = try await single.arrays(
            eventColumns, of: "events", where: "machine = 'application' AND stream_id = 1 AND version = 2")
        let fileColumns = try await columns(of: "applications")
        var row = try await single.arrays(fileColumns, of: "applications", where: "id = 1")
        let effectColumns = ["kind", "machine", "stream_id", "version", "created_at"]
        var effect = try await single.arrays(effectColumns, of: "outbox", where: "machine = 'application' AND stream_id = 1")

        var constants: [String: String] = [:]
        func variables(_ prefix: String, _ values: [String], _ own: [Int: String]) -> [String] {
            values.indices.map { index in
                if let own = own[index] { return own }
                constants["\(prefix)\(index)"] = values[index]
                return ":\(prefix)\(index)"
            }
        }
        event = variables("event", event, [2: "ARRAY[:id]"])
        row = variables("file", row, [0: "ARRAY[:id]", 3: "ARRAY[:id]"])
        effect = variables("effect", effect, [2: "ARRAY[:id]"])
        return try PgbenchScript(
            texts,
            trips: [
                [
                    PgbenchStatement("queue call of file shared", ":id"),
                    PgbenchStatement("lock call of file shared", ":id"), PgbenchStatement("lock application", ":id"),
                    PgbenchStatement("clock")
                ],
                [
                    PgbenchStatement("insert events", event), PgbenchStatement("update applications", row),
                    PgbenchStatement("insert outbox", effect)
                ]
            ], constants: constants)
    }

    func first() -> Int { Self.example + 1 }

    func act(_ id: Int) async throws { try await act(id, world.service) }

    private func act(_ id: Int, _ service: Service) async throws {
        _ = try await service.act(
            on: ApplicationID(Int64(id)), .submit, Request(actor: .applicant(OrganisationID(1))))
    }

    func verify(upTo id: Int) async throws {
        let done = try await world.database.read { db in
            try db.query(
                Statement(
                    once: """
                        SELECT count(*)
                        FROM applications AS a
                        JOIN events AS e ON e.machine = 'application' AND e.stream_id = a.id AND e.version = 2
                        JOIN outbox AS o ON o.machine = 'application' AND o.stream_id = a.id AND o.version = 2
                        WHERE a.state = 'submitted' AND a.version = 2
                        """)
            ).single().int(0)
        }
        guard done == id - 1 else { throw BenchFailure("\(done) files were submitted instead of \(id - 1)") }
    }

    private func columns(of table: String) async throws -> [String] {
        try await world.database.read { db in
            try db.query(
                Statement(
                    once: """
                        SELECT attname::text FROM pg_attribute
                        WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
                        """), table
            ).map { try $0.string(0) }
        }
    }

    /// Drafts like the first one.
    private static func copies(_ count: Int) -> String {
        """
        BEGIN;
        SET LOCAL search_path = appel;
        INSERT INTO events (
            at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload)
        SELECT e.at, e.machine, n, e.version, e.action, e.from_state, e.to_state, e.actor, e.definition_version, e.payload
        FROM events AS e, generate_series(2, \(count)) AS n
        WHERE e.machine = 'application' AND e.stream_id = 1;
        INSERT INTO applications
        SELECT r.*
        FROM applications AS a
        CROSS JOIN generate_series(2, \(count)) AS n
        CROSS JOIN LATERAL jsonb_populate_record(a, jsonb_build_object('id', n, 'reference', n::text)) AS r
        WHERE a.id = 1;
        COMMIT;
        """
    }
}

/// The columns of an event in the order in which the program writes them.
enum LoggedEventColumns {
    static let all = [
        "at", "machine", "stream_id", "version", "action", "from_state", "to_state", "actor", "definition_version", "payload"
    ]
}
