import Foundation
import Testing
import Workflow

/// The script that a new user runs first.
@Suite struct DemonstrationTests {
    @Test func `the demonstration runs to its end, reaches every state of every machine and leaves its exports`() async throws {
        try await withProgram { appel in
            let out = "\(appel.folder)/out"
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["\(Program.checkout)/scripts/demo.sh"]
            process.environment = appel.environment.merging([
                "APPEL": Program.path, "APPEL_DEMO_FOLDER": "\(appel.folder)/data", "APPEL_DEMO_OUT": out
            ]) { $1 }
            process.standardInput = FileHandle.nullDevice
            let printed = "\(appel.folder)/printed"
            try Data().write(to: URL(fileURLWithPath: printed))
            process.standardOutput = FileHandle(forWritingAtPath: printed)
            process.standardError = process.standardOutput
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                process.terminationHandler = { _ in continuation.resume() }
                do {
                    try process.run()
                } catch {
                    continuation.resume(throwing: error)
                }
            }
            let said = try String(contentsOfFile: printed, encoding: .utf8)
            #expect(process.terminationStatus == 0, "\(said.suffix(2_000))")
            for name in ["awards", "reserve", "refusals"] {
                for format in ["csv", "json"] {
                    #expect(FileManager.default.fileExists(atPath: "\(out)/\(name).\(format)"))
                }
            }
            for name in ["brussels-2027.certificate.json", "audit/log.jsonl", "receipt-BXL27-036.json"] {
                #expect(FileManager.default.fileExists(atPath: "\(out)/\(name)"))
            }
            try expectTour(in: said)
            try await expectOutsider(in: out, appel)
            let reached = try states(in: String(contentsOfFile: "\(out)/log.jsonl", encoding: .utf8))
            for row in TransitionTable.rows {
                #expect(reached.contains("\(row.machine.name) \(row.to)"), "\(row.machine.name) \(row.to) is never reached")
            }
            let status = try await appel("db", "status", "--data", "\(appel.folder)/data", "--json").json()
            let database = try #require(status["database"] as? [String: Any])
            #expect(database["running"] as? Bool == false, "the demonstration left its server running")
        }
    }

    /// The tour in README.md shows what the demonstration prints, save for the time of day, which goes without its seconds on
    /// the full minute.
    private func expectTour(in said: String) throws {
        func withoutTime(_ text: Substring) -> String { String(text.replacing(/\d\d:\d\d(:\d\d)?/, with: "…")) }
        let printed = Set(said.split(separator: "\n").map(withoutTime))
        let readme = try String(contentsOfFile: "\(Program.checkout)/README.md", encoding: .utf8)
        let blocks = readme.split(separator: "```\n").filter { $0.hasPrefix("$ appel") }
        #expect(blocks.count >= 5)
        for line in blocks.flatMap({ $0.split(separator: "\n") }) where line != "…" {
            #expect(printed.contains(withoutTime(line)), "README.md shows what is not printed: \(line)")
        }
    }

    /// The script of docs/checking-an-outcome.md finds in the published files what the page shows.
    private func expectOutsider(in out: String, _ appel: Program) async throws {
        let page = try String(contentsOfFile: "\(Program.checkout)/docs/checking-an-outcome.md", encoding: .utf8)
        let script = try #require(page.split(separator: "```python\n").last?.split(separator: "\n```").first)
        let files = ["brussels-2027.certificate.json", "audit", "awards.csv", "reserve.csv", "refusals.csv"]
        let typed = "$ python3 check.py " + files.map { "out/\($0)" }.joined(separator: " ") + "\n"
        let shown = try #require(page.split(separator: typed).last)
        let expected = try #require(shown.split(separator: "\n```").first)
        let path = try appel.file("check.py", Array("\(script)\n".utf8))
        func check(_ names: [String]) async throws -> (status: Int32, output: String) {
            let line = "python3 \(path) " + names.joined(separator: " ") + " 2>&1; echo status $?"
            let said = try await appel.shell(line)
            let status = said.split(separator: "status ").last.flatMap { Int32($0.prefix { $0.isNumber }) }
            return (status ?? -1, said.components(separatedBy: "status ").dropLast().joined())
        }
        let published = files.map { "\(out)/\($0)" }
        let found = try await check(published)
        #expect(found.status == 0)
        #expect(found.output == expected + "\n")

        // A problem, a list or a definition that is not what the log says is found, whatever was changed.
        for (number, forgery) in Forgery.all.enumerated() {
            var names = published
            let original = try String(contentsOfFile: names[forgery.file], encoding: .utf8)
            let forged = try forgery.apply(original)
            #expect(forged != original, "\(forgery.name)")
            names[forgery.file] = try appel.file("forged-\(number)", Array(forged.utf8))
            let refused = try await check(names)
            #expect(refused.status == 1 && refused.output.contains("AssertionError"), "\(forgery.name): \(refused.output)")
        }
    }

    /// The states that the events of a log lead to, each behind its machine.
    private func states(in log: String) throws -> Set<String> {
        var found: Set<String> = []
        for line in log.split(separator: "\n") {
            let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            if let machine = event?["machine"] as? String, let state = event?["to"] as? String {
                found.insert("\(machine) \(state)")
            }
        }
        return found
    }
}
