import Foundation
import Glibc
import Postgres
import Synchronization
import TestSupport
import Testing

/// An import that is killed at any moment has happened whole or not at all; one that answered has happened.
@Suite struct KilledImportTests {
    private static let seed: UInt64 = 0x4150_5045_4C31

    /// Kills spread over the time of an import, by a clock that follows the machine's speed.
    @Test func `no acknowledged row is missing and none is there twice, wherever an import is killed`() async throws {
        let (kills, rows) = (96, 100)
        var random = SplitMix64(seed: Self.seed)
        try await withImports { imports in
            var outcomes: [Outcome] = []
            // How long an import takes, as the last one that ended by itself did, and which part of that passes before the first
            // numbers are drawn, about.
            var whole = Duration.zero
            var start = 0.3
            // More than this are not tried: something is wrong with the timing then.
            while outcomes.count(where: \.isKilled) < kills, outcomes.count < kills * 4 {
                let part = start + Double(random.number(0...1_000)) / 1_000 * (1.02 - start)
                // The first is left in peace, to learn how long it takes.
                let delay = outcomes.isEmpty ? Duration.seconds(600) : Duration.seconds(whole / .seconds(1) * part)
                let outcome = try await imports.run("K\(outcomes.count + 1)", rows: rows) { running in
                    try await running.untilEnd(atMost: delay)
                    running.kill()
                }
                if !outcome.isKilled {
                    whole = outcome.time
                } else {
                    // The machine may have become slower since.
                    whole = whole * 101 / 100
                    start = min(0.9, max(0.1, start + (outcome.numbersDrawn ? -0.01 : 0.01)))
                }
                outcomes.append(outcome)
            }
            // A test that never kills, only kills what has not begun, or never lets an import end, would prove nothing.
            #expect(outcomes.count(where: \.isKilled) == kills)
            #expect(outcomes.count(where: \.wasUnderWay) >= kills / 12)
            // The first, which nobody meant to kill, is no answer to the last of these.
            #expect(outcomes.dropFirst().contains { !$0.isKilled })
            try await imports.check(outcomes, rows: rows)
        }
    }

    /// Imports so large that they are written in several pieces, killed when a piece has gone to the server.
    @Test func `an import that has been written in part has not happened`() async throws {
        let (kills, rows) = (4, 4_500)
        var random = SplitMix64(seed: Self.seed)
        try await withImports { imports in
            var outcomes: [Outcome] = []
            while outcomes.count(where: \.wasUnderWay) < kills, outcomes.count < kills * 4 {
                let delay = random.number(0...40)
                outcomes.append(
                    try await imports.run("P\(outcomes.count + 1)", rows: rows) { running in
                        try await imports.untilEventsCome(running)
                        try await Task.sleep(for: .milliseconds(delay))
                        running.kill()
                    })
            }
            #expect(outcomes.count(where: \.wasUnderWay) == kills)
            try await imports.check(outcomes, rows: rows)
        }
    }

    /// What came of one import.
    private struct Outcome {
        let name: String
        let isKilled: Bool
        /// Whether numbers for its files were drawn, which no rollback puts back.
        let numbersDrawn: Bool
        /// How many of its rows were there when its process had ended.
        let found: Int
        /// From the start of its process to its end.
        let time: Duration

        /// Whether it was killed in its transaction.
        var wasUnderWay: Bool { isKilled && numbersDrawn && found == 0 }
    }

    private func withImports(_ body: (Imports) async throws -> Void) async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            let imports = try Imports(appel)
            do {
                try await body(imports)
            } catch {
                await imports.pool.shutdown()
                throw error
            }
            await imports.pool.shutdown()
        }
    }

    /// Imports into one rehearsal, with a look into its tables.
    private struct Imports {
        let appel: Program
        let pool: SessionPool
        private let template: Template

        init(_ appel: Program) throws {
            self.appel = appel
            template = try Template()
            pool = try SessionPool(
                PostgresConfiguration(connectionString: appel.environment["APPEL_DATABASE"] ?? "", sessionCount: 1))
        }

        /// Starts an import, lets somebody kill it or not, and waits for its end.
        func run(
            _ name: String, rows: Int, _ killing: @Sendable (RunningImport) async throws -> Void
        ) async throws -> Outcome {
            let path = try template.file(name, rows: rows, appel)
            let before = try await number(Self.lastNumber)
            let start = ContinuousClock.now
            let running = try RunningImport(appel, path)
            try await killing(running)
            let isKilled = try await running.end()
            let time = ContinuousClock.now - start
            let found = try await number(Statement(once: "SELECT count(*) FROM appel.applications WHERE reference LIKE '\(name)-%'"))
            if !isKilled { #expect(found == rows, "acknowledged and missing: \(name)") }
            #expect([0, rows].contains(found), "half there: \(name)")
            try FileManager.default.removeItem(atPath: path)
            return Outcome(
                name: name, isKilled: isKilled, numbersDrawn: try await number(Self.lastNumber) > before, found: found,
                time: time)
        }

        /// Waits until the server has events of an import, committed or not, or until that has ended.
        func untilEventsCome(_ running: RunningImport) async throws {
            let before = try await number(Self.lastEvent)
            while running.isRunning, try await number(Self.lastEvent) == before {
                // Leaves the server in peace in between.
                try await pool.withSession { try $0.execute(Statement(once: "SELECT pg_sleep(0.005)")) }
            }
        }

        /// Checks every import once more: a commit under way when its process was killed may have come later.
        func check(_ outcomes: [Outcome], rows: Int) async throws {
            let found = try await pool.withSession { db in
                let counts = Statement(
                    once: """
                        SELECT split_part(reference, '-', 1), count(*), count(DISTINCT reference)
                        FROM appel.applications
                        GROUP BY 1
                        """)
                return try db.query(counts).map { (try $0.string(0), try $0.int(1), try $0.int(2)) }
            }
            for (name, count, distinct) in found {
                #expect(count == rows && distinct == rows, "half there or twice: \(name), seed \(KilledImportTests.seed)")
            }
            let names = Set(found.map(\.0))
            for outcome in outcomes where !outcome.isKilled { #expect(names.contains(outcome.name), "acknowledged and missing") }
            try await appel.succeed("replay")
        }

        private static let lastNumber = Statement("last number", "SELECT last_value FROM appel.applications_id_seq")
        private static let lastEvent = Statement("last event", "SELECT last_value FROM appel.events_seq_seq")

        private func number(_ statement: Statement) async throws -> Int {
            try await pool.withSession { try $0.query(statement).single().int(0) }
        }
    }

    /// Files made of the demonstration's first one, with other references.
    private struct Template {
        let header: String
        let row: String

        init() throws {
            let lines = try String(contentsOfFile: Program.demo("applications.csv"), encoding: .utf8)
                .split(separator: "\n", maxSplits: 2).map(String.init)
            (header, row) = (lines[0], lines[1])
        }

        func file(_ name: String, rows count: Int, _ appel: Program) throws -> String {
            let rows = (1...count).map { number in
                "\(name)-\(number)" + row.dropFirst("BXL27-001".count)
            }
            return try appel.file("\(name).csv", Array(([header] + rows).joined(separator: "\n").utf8))
        }
    }
}

/// The program while it imports a file.
private final class RunningImport: Sendable {
    private let process: Mutex<Process>
    private let ended: AsyncStream<Void>

    init(_ appel: Program, _ path: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["application", "import", "brussels-2027", path]
        process.environment = appel.environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let (ended, end) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        self.process = Mutex(process)
        self.ended = ended
    }

    var isRunning: Bool { process.withLock { $0.isRunning } }

    func kill() {
        process.withLock { process in
            if process.isRunning { _ = Glibc.kill(process.processIdentifier, SIGKILL) }
        }
    }

    /// Waits for the end of the process, or so long.
    func untilEnd(atMost length: Duration) async throws {
        let deadline = ContinuousClock.now + length
        while isRunning, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(2)) }
    }

    /// Waits for the end; says whether it was killed. Any other end than that or a success is an error.
    func end() async throws -> Bool {
        for await _ in ended {}
        return try process.withLock { process in
            switch (process.terminationReason, process.terminationStatus) {
            case (.exit, 0): return false
            case (.uncaughtSignal, SIGKILL): return true
            default: throw UnexpectedEnd(status: process.terminationStatus)
            }
        }
    }

    struct UnexpectedEnd: Error { let status: Int32 }
}
