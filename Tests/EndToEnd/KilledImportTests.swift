import Foundation
import Testing

/// An import that is killed at any moment has happened whole or not at all; one that answered has happened.
@Suite struct KilledImportTests {
    private static let kills = 100
    /// More imports than this are not tried: something is wrong with the timing then.
    private static let rounds = 400
    private static let rows = 40

    @Test func `no acknowledged row is missing and none is there twice, wherever an import is killed`() async throws {
        let seed: UInt64 = 0x4150_5045_4C31
        var random = SplitMix64(state: seed)
        try await withRehearsal { appel in
            try await appel.openCall()
            let template = try Template()
            // About how long an import takes: followed round by round, because the machine's speed changes.
            var whole = try await duration(of: try template.file("W", appel), appel)
            var killed = 0
            var acknowledged = 0
            var round = 0
            while killed < Self.kills, round < Self.rounds {
                round += 1
                let name = "K\(round)"
                let path = try template.file(name, appel)
                let delay = Double(random.next() % 1_000) / 1_000 * whole
                let status = try await appel.killed(after: delay, ["application", "import", "brussels-2027", path])
                let found = try await references(like: name, appel)
                #expect(Set(found).count == found.count, "twice: round \(round), seed \(seed)")
                if status == 0 {
                    acknowledged += 1
                    whole *= 0.9
                    #expect(found.count == Self.rows, "acknowledged and missing: round \(round), seed \(seed)")
                } else {
                    killed += 1
                    whole *= 1.03
                    #expect([0, Self.rows].contains(found.count), "half there: round \(round), seed \(seed)")
                }
            }
            // A test that never kills, or never lets an import end, would prove nothing.
            #expect(killed == Self.kills)
            #expect(acknowledged > 0)
            try await appel.succeed("replay")
        }
    }

    private func duration(of path: String, _ appel: Program) async throws -> Double {
        let start = ContinuousClock.now
        try await appel.succeed("application", "import", "brussels-2027", path)
        return (ContinuousClock.now - start) / .seconds(1)
    }

    private func references(like name: String, _ appel: Program) async throws -> [String] {
        let run = try await appel.succeed("application", "search", "brussels-2027", "\(name)-", "--json")
        return try run.output.matches(of: Regex("\"reference\" ?: ?\"(\(name)-[0-9]+)\"", as: (Substring, Substring).self))
            .map { String($0.1) }
    }

    /// Files made of the demonstration's first one, with other references.
    struct Template {
        let header: String
        let row: String

        init() throws {
            let lines = try String(contentsOfFile: Program.demo("applications.csv"), encoding: .utf8)
                .split(separator: "\n", maxSplits: 2).map(String.init)
            (header, row) = (lines[0], lines[1])
        }

        func file(_ name: String, _ appel: Program) throws -> String {
            let rows = (1...KilledImportTests.rows).map { number in
                "\(name)-\(number)" + row.dropFirst("BXL27-001".count)
            }
            return try appel.file("\(name).csv", Array(([header] + rows).joined(separator: "\n").utf8))
        }
    }
}

extension Program {
    /// Runs a command line and kills it after so many seconds; 0 if it ended well before.
    func killed(after seconds: Double, _ words: [String]) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
        process.arguments = ["-s", "KILL", String(max(seconds, 0.001)), Self.path] + words
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        return process.terminationStatus
    }
}

/// A small generator whose sequence is fixed by its seed.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
