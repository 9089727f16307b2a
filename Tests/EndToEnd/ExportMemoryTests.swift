import Foundation
import Postgres
import Testing

/// Ten times as many awards in the database take ten times as long, and no more memory, in every format.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "needs Python 3, which asks what a program held"))
struct ExportMemoryTests {
    private static let call = "brussels-2027"
    /// In KiB. What one award more costs is some hundred bytes at least, where it is kept: 9,000 more cost more than this.
    private static let allowance = 12 * 1024

    /// The command and the name of its file.
    private static let exports: [([String], String)] = [
        (["export", "awards", call], "awards.csv"), (["export", "awards", call], "awards.json"),
        (["export", "awards", call], "awards.xlsx"), (["export", "finance", call], "finance.xlsx"),
        (["export", "payments", call], "payments.csv"), (["export", "payments", call], "payments.xlsx"),
        (giving, "360giving.json"), (giving, "360giving.csv"), (["export", "open-data", call, "--format", "iati"], "iati.xml"),
        (["export", "open-data", call, "--format", "commongrants"], "commongrants.json"), (inventory, "inventory.csv"),
        (inventory, "inventory.json"), (["log", "export"], "log.jsonl"), (bank, "bank.xml")
    ]
    private static let giving = ["export", "open-data", call, "--format", "360giving", "--prefix", "360G-example"]
    private static let inventory = ["export", "open-data", "--format", "inventory", "--year", "2027"]
    private static let bank = [
        "export", "payments", call, "--format", "pain001", "--account", "BE68539007547034", "--as", "finance"
    ]

    @Test func `memory does not grow with the number of awards`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            try await appel.succeed("application", "import", Self.call, Program.demo("applications.csv"))
            try await appel.makeReal()
            try await Self.award(1...1_000, appel)
            let few = try Self.exports.map { try Self.peak($0, $1, appel) }
            try await Self.award(1_001...10_000, appel)
            for ((export, name), before) in zip(Self.exports, few) {
                let after = try Self.peak(export, name, appel)
                #expect(after.size > 5 * before.size, "\(name) has \(after.size) bytes, \(before.size) before")
                #expect(after.memory < before.memory + Self.allowance, "\(name) held \(after.memory) KiB, \(before.memory) before")
            }
        }
    }

    /// What the program held at most, in KiB, and how large its file became.
    private static func peak(_ export: [String], _ name: String, _ appel: Program) throws -> (memory: Int, size: Int) {
        let path = "\(appel.folder)/\(name)"
        let place = export.first == "log" ? [path] : ["--output", path]
        let script = """
            import resource, subprocess, sys
            subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", script, Program.path] + export + place
        process.environment = appel.environment
        process.currentDirectoryURL = URL(fileURLWithPath: appel.folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let printed = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        return (try #require(Int(printed.filter(\.isNumber))), try #require(size))
    }

    /// Awards without the years that they would take: rows that were never decided, behind the program's back.
    private static func award(_ numbers: ClosedRange<Int>, _ appel: Program) async throws {
        let connection = try #require(appel.environment["APPEL_DATABASE"])
        let pool = try SessionPool(PostgresConfiguration(connectionString: connection, sessionCount: 1))
        try await pool.withSession { db in
            try db.executeScript(
                """
                SET session_replication_role = replica;
                SET search_path = appel;
                UPDATE calls SET state = 'published', published_at = opened_at;
                CREATE TEMPORARY TABLE model AS
                SELECT a.organisation_id, a.call_id, a.countries, d.body
                FROM applications AS a JOIN documents AS d ON d.digest = a.content
                WHERE a.state = 'draft' ORDER BY a.id LIMIT 1;
                INSERT INTO documents (digest, salt, kind, body)
                SELECT sha256(decode(md5(n::text), 'hex') || convert_to(body, 'UTF8')), decode(md5(n::text), 'hex'), 'application', body
                FROM model, generate_series(\(numbers.lowerBound), \(numbers.upperBound)) AS n;
                INSERT INTO applications (
                    id, call_id, organisation_id, reference, state, version, category, requested_cents, total_cents, south_south,
                    countries, faults, content, submitted_at, rank, line, awarded_cents, notified_at, marker_settled, approvals)
                SELECT 1000 + n, call_id, organisation_id, 'X' || n, 'awarded', 9, 'cooperation', 800000, 900000, false, countries, 0,
                    sha256(decode(md5(n::text), 'hex') || convert_to(body, 'UTF8')), '2027-04-01', n, 'solidarity', 800000,
                    '2027-06-10', false, ''
                FROM model, generate_series(\(numbers.lowerBound), \(numbers.upperBound)) AS n;
                INSERT INTO grants (
                    id, application_id, state, version, awarded_cents, paid_cents, reported_cents, accepted_cents, claimed_cents,
                    recovered_cents, commitment, sent_at)
                SELECT 1000 + n, 1000 + n, 'firstInstalmentPaid', 4, 800000, 100, 0, 0, 0, 0, '2027/1', '2027-06-11'
                FROM generate_series(\(numbers.lowerBound), \(numbers.upperBound)) AS n;
                INSERT INTO events (at, machine, stream_id, version, action, from_state, to_state, actor, definition_version, payload)
                SELECT '2027-06-12', 'grant', 1000 + n, 4, 'payFirst', 'committed', 'firstInstalmentPaid', 'finance', 1, '{"value":100}'
                FROM generate_series(\(numbers.lowerBound), \(numbers.upperBound)) AS n;
                DROP TABLE model;
                ANALYZE;
                """)
        }
        await pool.shutdown()
    }
}
