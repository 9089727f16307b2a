import Foundation
import Testing

/// The page that teaches a new user to write a call, followed to the letter.
@Suite struct WritingACallTests {
    @Test func `every command of the page runs as printed, and prints what the page shows`() async throws {
        try await withProgram { appel in
            let page = try TaughtPage(folder: "\(appel.folder)/clairbois")
            let runs = page.runs(in: try await appel.shell(page.script))
            #expect(runs.count == page.blocks.count, "the script ended early")
            for (block, run) in zip(page.blocks, runs) {
                #expect(run.status == 0 || !block.shown.isEmpty, "fails without a word about it: \(block.script)\n\(run.lines)")
                // What is shown is printed, in this order; a page may leave lines out.
                var rest = run.lines[...]
                for line in block.shown {
                    let place = rest.firstIndex(of: line)
                    #expect(place != nil, "shown, but not printed: \(line)\n\(run.lines.joined(separator: "\n"))")
                    if let place { rest = rest[(place + 1)...] }
                }
                for line in run.lines where line.hasPrefix("error:") {
                    #expect(block.shown.contains(line), "printed, but not shown: \(line)")
                }
            }
            for name in ["awards.csv", "refusals.json", "awards.xlsx", "payments.csv", "360giving.json", "inventory.csv", "log.jsonl"] {
                #expect(FileManager.default.fileExists(atPath: "\(page.folder)/\(name)"), "\(name) is not there")
            }
        }
    }
}

/// The page's blocks of commands, each with the output that stands behind it, and the script that runs them.
private struct TaughtPage {
    struct Block {
        let script: String
        var shown: [String] = []
    }

    struct Output {
        let status: Int32
        let lines: [String]
    }

    /// Stands for the page's own folder.
    let folder: String
    private(set) var blocks: [Block] = []

    init(folder: String) throws {
        self.folder = folder
        let text = try String(contentsOfFile: "\(Program.checkout)/docs/writing-a-call.md", encoding: .utf8)
        for part in text.split(separator: "\n```", omittingEmptySubsequences: false).dropFirst() {
            let body = part.drop { $0 != "\n" }.dropFirst()
            if part.hasPrefix("sh\n") {
                blocks.append(Block(script: String(body)))
            } else if part.hasPrefix("text\n"), !blocks.isEmpty {
                let lines = body.split(separator: "\n").filter { $0 != "…" }
                blocks[blocks.count - 1].shown += lines.map { Self.withoutTime(String($0)) }
            }
        }
    }

    private static let mark = "\u{1}"

    /// Every block, and behind it a line with its exit code.
    var script: String {
        let program = URL(fileURLWithPath: Program.path).deletingLastPathComponent().path
        let commands = blocks.map { block in
            block.script.replacing("$PWD/.build/release", with: program).replacing("/tmp/clairbois", with: folder)
                + "\nprintf '\(Self.mark)%s\\n' $?\n"
        }
        return """
            exec 2>&1
            trap 'command appel db stop --data "\(folder)/data" >/dev/null 2>&1' EXIT
            cd "\(Program.checkout)"

            """ + commands.joined()
    }

    func runs(in printed: String) -> [Output] {
        var found: [Output] = []
        var lines: [String] = []
        for line in printed.split(separator: "\n") {
            if line.hasPrefix(Self.mark) {
                found.append(Output(status: Int32(line.dropFirst()) ?? -1, lines: lines))
                lines = []
            } else {
                lines.append(Self.withoutTime(String(line).replacing(folder, with: "/tmp/clairbois")))
            }
        }
        return found
    }

    /// A rehearsal's clock runs on, so the seconds of a step are never the same twice.
    private static func withoutTime(_ line: String) -> String { line.replacing(/\d\d:\d\d(:\d\d)?/, with: "…") }
}

extension Program {
    /// What a shell prints when it runs the script in the program's environment.
    func shell(_ script: String) async throws -> String {
        let printed = "\(folder)/printed"
        try Data().write(to: URL(fileURLWithPath: printed))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = [try file("page.sh", Array(script.utf8))]
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
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
        return try String(contentsOfFile: printed, encoding: .utf8)
    }
}
