import CallModel
import Exchange
import Foundation
import Postgres
import Service
import Store

/// A table of a hundred thousand files into an open call, against `\copy` of the rows that come of it.
struct Importing {
    private static let target = 0.3
    private static let files = 100_000
    /// Fewer rounds than elsewhere: each run writes half a gigabyte.
    private static let rounds = 3

    private static let tables = [
        (
            "events", "at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload",
            "machine = 'application'"
        ), ("documents", "digest, salt, kind, body", "kind = 'application'"), ("applications", "*", "true")
    ]

    let stages: Stages

    func run() async throws -> Subject {
        var subject = Subject(
            "Importing",
            method: """
                \(Figures.whole(Double(Self.files))) applications from a CSV file: read, checked against the call's form, \
                decided and written by `Service.importApplications` in one transaction, against `psql` with `\\copy` of the \
                resulting rows into the same three tables (events, documents, applications; the same triggers run) in one \
                transaction. Each run on a new copy of the database, \(Self.rounds) interleaved runs. Target: 0.3 of its speed.
                """,
            columns: ["", "median", "applications a second", "ratio"])
        let path = "\(stages.server.workFolder)/applications.csv"
        try Data(stages.call.applicationTable(Self.files, of: Stages.files)).write(to: URL(fileURLWithPath: path))
        // The first import is measured too, after \copy has had its files from it.
        var (service, copy) = (Samples(), Samples())
        for round in 0..<Self.rounds {
            service.add(
                try await measure { world in
                    try await bring(path, into: world)
                    return round == 0
                })
            copy.add(
                try await measure { world in
                    try psql(
                        Self.tables.map { name, columns, _ in
                            "\\copy \(name) \(columns == "*" ? "" : "(\(columns))") FROM '\(file(name))'"
                        }, on: world)
                    return false
                })
        }
        let ratio = copy.median / service.median
        func rate(_ samples: Samples) -> String { Figures.whole(Double(Self.files) / samples.median) }
        subject.add("\\copy", Figures.milliseconds(copy.median), rate(copy), "1.00")
        subject.add("service", Figures.milliseconds(service.median), rate(service), Figures.ratio(ratio))
        if ratio < Self.target {
            subject.fellShort(
                "The import reaches \(Figures.ratio(ratio)) of the speed of `\\copy`, which reads no form and checks nothing.")
        }
        for name in Self.tables.map(\.0) { try FileManager.default.removeItem(atPath: file(name)) }
        try FileManager.default.removeItem(atPath: path)
        return subject
    }

    private func file(_ table: String) -> String { "\(stages.server.workFolder)/\(table).copy" }

    private func bring(_ path: String, into world: World) async throws {
        let records = try Import.applications(ImportFile(path: path), for: stages.call.definition)
        let receipt = try await world.service.importApplications(
            to: BenchCall.code, records, submitting: false, .secretariat)
        guard receipt.changed == Self.files else { throw BenchFailure("\(receipt.changed) files were imported") }
    }

    /// - Parameter body: returns whether the rows are to be written to files for `\copy`.
    private func measure(_ body: (World) async throws -> Bool) async throws -> Double {
        try await stages.withCopy(of: Stages.open, sessions: 1) { world in
            _ = try await world.service.call(BenchCall.code)
            try await world.server.script("CHECKPOINT")
            var keeps = false
            let elapsed = try await seconds { keeps = try await body(world) }
            try await verify(world)
            if keeps {
                try psql(
                    Self.tables.map { name, columns, condition in
                        "\\copy (SELECT \(columns) FROM \(name) WHERE \(condition)) TO '\(file(name))'"
                    }, on: world)
            }
            return elapsed
        }
    }

    private func psql(_ commands: [String], on world: World) throws {
        let options = DatabaseAccess.program.settings.merging(["statement_timeout": "0"]) { $1 }
            .map { "-c \($0.key)=\($0.value)" }.joined(separator: " ")
        try Program.run(
            ["psql", "-h", world.server.socketFolder, "-U", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-1"]
                + commands.flatMap { ["-c", $0] } + [world.name],
            environment: ["PGOPTIONS": options])
    }

    private func verify(_ world: World) async throws {
        let sql = """
            SELECT count(*)
            FROM applications AS a
            JOIN events AS e ON e.machine = 'application' AND e.stream_id = a.id
            JOIN documents AS d ON d.digest = a.content
            """
        let count = try await world.database.read { try $0.query(Statement(once: sql)).single().int(0) }
        guard count == Self.files else { throw BenchFailure("\(count) files are whole") }
    }
}
