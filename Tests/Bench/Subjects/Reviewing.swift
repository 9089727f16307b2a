import CallModel
import Exchange
import Postgres
import Service
import Store
import Workflow

/// Members who hand in their reviews.
struct Reviewing: Workload {
    let world: World

    private static let example = 1
    private static let justification = "Besoin exprimé, budget clair."

    func prepare(_ count: Int, _ single: World) async throws -> PgbenchScript {
        try await world.server.script(Self.assignments(count), in: world.name)
        try await act(Self.example, single.service)
        let texts = try await single.preparedStatements()
        let event = try await single.arrays(
            LoggedEventColumns.all, of: "events", where: "machine = 'review' AND stream_id = 1 AND version = 2")
        let review = try await single.arrays(
            ["state", "version", "scores::text", "submitted_at"], of: "reviews", where: "id = 1")
        let document = try await single.arrays(["kind", "body"], of: "documents", where: "kind = 'justification'")
        var constants: [String: String] = [
            "state": review[0], "version": review[1], "scores": review[2], "submitted": review[3],
            "kind": document[0], "body": document[1]
        ]
        for (index, value) in event.enumerated() where index != 2 { constants["event\(index)"] = value }
        // Another salt for each, as the program has it, so that the same text has another digest.
        let salt = "int8send(:id) || int8send(:id)"
        let digest = "ARRAY[sha256(\(salt) || convert_to((:body::text[])[1], 'UTF8'))]"
        return try PgbenchScript(
            texts,
            setting: [
                "\\set file 1 + (:id - 1) % \(Stages.files)", "\\set member 1 + (:id - 1) / \(Stages.files)"
            ],
            trips: [
                [
                    PgbenchStatement("queue call of review shared", ":id"),
                    PgbenchStatement("lock call of review shared", ":id"), PgbenchStatement("lock file of review", ":id"),
                    PgbenchStatement("lock review", ":id"), PgbenchStatement("conflicts of review", ":id", ":member"),
                    PgbenchStatement("clock")
                ],
                [
                    PgbenchStatement("insert documents", digest, "ARRAY[\(salt)]", ":kind", ":body"),
                    PgbenchStatement("insert events", event.indices.map { $0 == 2 ? "ARRAY[:id]" : ":event\($0)" }),
                    PgbenchStatement(
                        "update reviews", "ARRAY[:id]", "ARRAY[:file]", "ARRAY[:member]", ":state", ":version", ":scores",
                        digest, ":submitted")
                ]
            ], constants: constants)
    }

    func first() -> Int { Self.example + 1 }

    func act(_ id: Int) async throws { try await act(id, world.service) }

    private func act(_ id: Int, _ service: Service) async throws {
        _ = try await service.act(
            on: ReviewID(Int64(id)), .submit([4, 3, 5, 2, 4, 3], justification: Self.justification),
            Request(actor: .reviewer(MemberID(Int64(1 + (id - 1) / Stages.files)))))
    }

    func verify(upTo id: Int) async throws {
        let done = try await world.database.read { db in
            try db.query(
                Statement(
                    once: """
                        SELECT count(*)
                        FROM reviews AS r
                        JOIN events AS e ON e.machine = 'review' AND e.stream_id = r.id AND e.version = 2
                        JOIN documents AS d ON d.digest = r.justification
                        WHERE r.state = 'submitted' AND r.version = 2
                        """)
            ).single().int(0)
        }
        guard done == id - 1 else { throw BenchFailure("\(done) reviews were submitted instead of \(id - 1)") }
    }

    /// As many reviews, file after file for each member in turn, so that neighbours are of different files.
    private static func assignments(_ count: Int) -> String {
        """
        BEGIN;
        SET LOCAL search_path = appel;
        INSERT INTO events (
            at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload)
        SELECT appel_now(), 'review', n, 1, 'assign', 'absent', 'assigned', 'secretariat', 1,
            json_build_object('application', 1 + (n - 1) % \(Stages.files), 'member', 1 + (n - 1) / \(Stages.files))
        FROM generate_series(1, \(count)) AS n;
        INSERT INTO reviews (id, application_id, member_id, state, version)
        SELECT n, 1 + (n - 1) % \(Stages.files), 1 + (n - 1) / \(Stages.files), 'assigned', 1
        FROM generate_series(1, \(count)) AS n;
        COMMIT;
        """
    }
}
