import CallModel
import Exchange
import Foundation
import Postgres
import Store

/// The award list of a hundred thousand awards as CSV, against `\copy` of the same rows; every other format beside it; and what
/// the program holds meanwhile.
struct Exporting {
    private static let target = 0.5
    private static let (few, many) = (10_000, 100_000)
    private static let rounds = 3
    /// How many times as much memory ten times as many awards may take: the allocator's own ups and downs.
    private static let growth = 1.25

    let stages: Stages
    /// The folder of the program.
    let programs: String

    func run() async throws -> Subject {
        var subject = Subject(
            "Exporting",
            method: """
                `appel export awards` of \(Figures.whole(Double(Self.many))) awards to a CSV file, from the start of the program to \
                its end, against `psql` with `\\copy` of a query that gives the same rows in the same order. The most memory that \
                the program held, also for \(Figures.whole(Double(Self.few))). \(Self.rounds) interleaved runs. Target: half of the \
                speed of `\\copy` or better. The other formats were written once for each number of awards; none may hold \
                \(Figures.ratio(Self.growth)) times as much for ten times as many. A file for the bank is a batch that is recorded, \
                named and hashed first.
                """,
            columns: ["", "awards", "time", "ratio", "rows a second", "memory"])
        var held: [String: Double] = [:]
        for count in [Self.few, Self.many] {
            try await stages.withCopy(of: Stages.open, sessions: 1) { world in
                try await make(count, in: world)
                var (program, copy) = (Samples(), Samples())
                var memory = 0.0
                for _ in 0..<Self.rounds {
                    let run = try export(Format(words: ["awards", BenchCall.code], file: "awards.csv"), world)
                    program.add(run.seconds)
                    memory = max(memory, run.mebibytes)
                    copy.add(try await seconds { try self.copy(world) })
                }
                let ratio = copy.median / program.median
                subject.add(
                    "\\copy", Figures.whole(Double(count)), Figures.milliseconds(copy.median), "1.00", speed(count, copy.median), "–")
                subject.add(
                    "`appel export awards`", Figures.whole(Double(count)), Figures.milliseconds(program.median), Figures.ratio(ratio),
                    speed(count, program.median), "\(Figures.decimals(memory, 1)) MiB")
                for format in Format.others {
                    let run = try export(format, world)
                    subject.add(
                        format.name, Figures.whole(Double(count)), Figures.milliseconds(run.seconds), "–", speed(count, run.seconds),
                        "\(Figures.decimals(run.mebibytes, 1)) MiB")
                    let few = held[format.name, default: run.mebibytes]
                    held[format.name] = few
                    if run.mebibytes > Self.growth * few {
                        subject.fellShort("\(format.name) held \(Figures.ratio(run.mebibytes / few)) times as much for ten times as many.")
                    }
                }
                if count == Self.many, ratio < Self.target {
                    subject.fellShort("The export reaches \(Figures.ratio(ratio)) of the speed of `\\copy`.")
                }
            }
        }
        return subject
    }

    /// A format, by the command and the file that ask for it.
    private struct Format {
        let words: [String]
        let file: String

        var name: String { "`\((words.filter { $0 != BenchCall.code } + [file]).joined(separator: " "))`" }

        static let others = [
            Format(words: ["awards", BenchCall.code], file: "awards.json"), Format(words: ["awards", BenchCall.code], file: "awards.xlsx"),
            Format(words: ["finance", BenchCall.code], file: "finance.xlsx"),
            Format(words: ["payments", BenchCall.code], file: "payments.csv"),
            Format(words: ["payments", BenchCall.code], file: "payments.xlsx"),
            Format(
                words: [
                    "payments", BenchCall.code, "--format", "pain001", "--account", "BE68539007547034", "--as", "finance"
                ], file: "bank.xml"),
            openData("360giving", "360giving.json", ["--prefix", "360G-example"]),
            openData("360giving", "360giving.csv", ["--prefix", "360G-example"]), openData("iati", "iati.xml"),
            openData("commongrants", "commongrants.json"), openData("inventory", "inventory.csv", ["--year", "2027"]),
            openData("inventory", "inventory.json", ["--year", "2027"])
        ]

        private static func openData(_ format: String, _ file: String, _ more: [String] = []) -> Format {
            Format(words: ["open-data", BenchCall.code, "--format", format] + more, file: file)
        }
    }

    private func speed(_ rows: Int, _ seconds: Double) -> String { Figures.whole(Double(rows) / seconds) }

    private func export(_ format: Format, _ world: World) throws -> (seconds: Double, mebibytes: Double) {
        // Python's own children are the one program: what they held at most is what it held.
        let script = """
            import resource, subprocess, sys, time
            start = time.monotonic()
            subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
            print(time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
            """
        let command =
            ["python3", "-c", script, "\(programs)/appel", "export"] + format.words
            + ["--output", "\(stages.server.workFolder)/\(format.file)"]
        let printed = try Program.run(
            command, environment: ["APPEL_DATABASE": "host=\(world.server.socketFolder) dbname=\(world.name) user=postgres"])
        let figures = printed.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard figures.count == 2 else { throw BenchFailure("the export said: \(printed)") }
        return (figures[0], figures[1])
    }

    private func copy(_ world: World) throws {
        let query = """
            SELECT c.code AS call, a.reference, o.name AS organisation, d.body::json ->> 'title' AS title, a.category, a.rank,
            round(a.score_numerator::numeric / a.score_denominator, 2) AS score, a.requested_cents / 100.0 AS requested,
            a.advised_cents / 100.0 AS advised, a.awarded_cents / 100.0 AS awarded, a.line, 'article' AS article,
            (a.notified_at AT TIME ZONE 'Europe/Brussels')::date AS made_known,
            (SELECT x.body FROM events AS e JOIN documents AS x
            ON x.digest = decode(e.payload -> 'departure' ->> 'text', 'hex')
            WHERE e.machine = 'application' AND e.stream_id = a.id AND e.action IN ('award', 'reserve')
            ORDER BY e.version DESC LIMIT 1) AS departure, 'EUR' AS currency
            FROM applications AS a JOIN calls AS c ON c.id = a.call_id JOIN organisations AS o ON o.id = a.organisation_id
            LEFT JOIN documents AS d ON d.digest = a.content
            WHERE a.awarded_cents IS NOT NULL AND a.notified_at IS NOT NULL
            ORDER BY a.rank NULLS LAST, a.reference COLLATE "C"
            """.split(separator: "\n").joined(separator: " ")
        try Program.run(
            [
                "psql", "-h", world.server.socketFolder, "-U", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c",
                "SET search_path = appel", "-c", "\\copy (\(query)) TO '\(stages.server.workFolder)/copy.csv' (FORMAT csv, HEADER)",
                world.name
            ])
    }

    /// Awards without the year that they would take: rows that were never decided, behind the program's back. What is measured
    /// is how they are read.
    private func make(_ count: Int, in world: World) async throws {
        let files = try Import.applications(stages.call.applications(1, of: 1), for: stages.call.definition)
        guard let body = files.first.flatMap({ LogJSON.text($0.content) }) else { throw BenchFailure("no content to copy") }
        try await world.server.script(
            """
            SET session_replication_role = replica;
            SET search_path = appel;
            UPDATE calls SET state = 'published', published_at = opened_at;
            INSERT INTO documents (digest, salt, kind, body)
            SELECT sha256(s.salt || convert_to(s.body, 'UTF8')), s.salt, 'application', s.body
            FROM (SELECT decode(md5(n::text), 'hex') AS salt, \(Quoting.literal(body)) AS body FROM generate_series(1, \(count)) AS n) AS s;
            INSERT INTO applications (
                id, call_id, organisation_id, reference, state, version, category, requested_cents, total_cents, south_south,
                countries, faults, content, submitted_at, score_numerator, score_denominator, rank, line, awarded_cents, notified_at,
                marker_settled, approvals)
            SELECT n, c.id, o.id, 'B' || n, 'awarded', 9, 'cooperation', 800000, 900000, false, 'GN,SN', 0,
                sha256(decode(md5(n::text), 'hex') || convert_to(\(Quoting.literal(body)), 'UTF8')), '2027-04-01', 80, 1,
                \(count) - n + 1, 'solidarity', 800000, '2027-06-10', false, ''
            FROM generate_series(1, \(count)) AS n, calls AS c, (SELECT min(id) AS id FROM organisations) AS o;
            INSERT INTO events (at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload)
            SELECT '2027-06-09', 'application', n, 9, 'award', 'advised', 'awarded', 'college', 1,
                '{"amount":800000,"line":"solidarity","departure":{"codes":[]}}'
            FROM generate_series(1, \(count)) AS n;
            INSERT INTO grants (
                id, application_id, state, version, awarded_cents, paid_cents, reported_cents, accepted_cents, claimed_cents,
                recovered_cents, commitment, sent_at)
            SELECT n, n, 'firstInstalmentPaid', 4, 800000, 640000, 0, 0, 0, 0, '2027/' || n, '2027-06-11'
            FROM generate_series(1, \(count)) AS n;
            INSERT INTO events (at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload)
            SELECT '2027-06-20', 'grant', n, 4, 'payFirst', 'committed', 'firstInstalmentPaid', 'finance', 1, '{"value":640000}'
            FROM generate_series(1, \(count)) AS n
            """, in: world.name)
        try await world.server.settle(world.name)
    }
}
