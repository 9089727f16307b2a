import ArgumentParser
import Testing

@testable import appel

/// A command with the words that lead to it.
struct CommandPath: CustomTestStringConvertible, Sendable {
    let words: [String]
    let command: any ParsableCommand.Type

    var testDescription: String { words.joined(separator: " ") }
    var children: [CommandPath] {
        // Those in groups among them.
        command.configuration.subcommands.map { CommandPath(words: words + [$0.configuration.commandName ?? ""], command: $0) }
    }
    var help: String { Self.helps[words] ?? "" }

    static let root = CommandPath(words: ["appel"], command: Appel.self)
    static let all = descend(root)
    static let leaves = all.filter { $0.children.isEmpty }

    /// Written once for all tests: it takes long.
    private static let helps = Dictionary(uniqueKeysWithValues: leaves.map { ($0.words, $0.command.helpMessage(columns: 120)) })

    private static func descend(_ path: CommandPath) -> [CommandPath] { [path] + path.children.flatMap(descend) }
}

@Suite struct CommandTreeTests {
    /// It becomes psql, which prints and writes what it is told.
    private static let foreign = "appel db shell"

    /// Every command that only looks. All others write, and so can be tried without keeping anything.
    private static let readers: Set<String> = [
        "appel serve", "appel api openapi", "appel person export", "appel call check", "appel call definition", "appel call list",
        "appel call show", "appel call history",
        "appel call schema", "appel call form", "appel call template",
        "appel organisation list", "appel organisation search", "appel organisation show", "appel earlier-grant list",
        "appel member list", "appel conflict list", "appel conflict suggest", "appel conflict impact", "appel meeting minutes",
        "appel application list", "appel application search", "appel application show",
        "appel application history", "appel application documents", "appel admissibility report", "appel review progress", "appel ranking",
        "appel whatif list", "appel whatif compare", "appel review disagreement",
        "appel lottery select", "appel lottery list", "appel lottery verify", "appel meeting agenda",
        "appel meeting show", "appel decision list", "appel decision signatures", "appel grant list", "appel grant show",
        "appel db status", "appel db clock show", "appel export batches", "appel archive verify", "appel verify certificate",
        "appel audit show", "appel audit verify",
        "appel outbox list", "appel replay", "appel workflow",
        "appel account list", "appel account show", "appel account history", "appel account access", "appel account key list",
        "appel webhook list", "appel webhook deliveries"
    ]

    @Test(arguments: CommandPath.all.dropFirst())
    func `every command has an abstract, and an example that begins with its own words`(path: CommandPath) {
        #expect(!path.command.configuration.abstract.isEmpty)
        let examples = path.command.configuration.discussion.components(after: "EXAMPLE")
        #expect(examples?.contains(path.words.joined(separator: " ")) == true)
    }

    @Test(arguments: CommandPath.leaves)
    func `every command takes --json and --lang, every one that writes --dry-run, one in somebody's name --key`(path: CommandPath) {
        let words = path.words.joined(separator: " ")
        let help = path.help
        #expect(help.contains("--lang"))
        #expect(help.contains("--json") == (words != Self.foreign))
        // Who asks needs no key: asking twice changes nothing.
        #expect((help.contains("--as <role>") && !help.contains("Who asks:")) == help.contains("--key <key>"))
        #expect(help.contains("--dry-run") == !(Self.readers.contains(words) || words == Self.foreign))
    }

    @Test func `the list of commands that only look names commands`() {
        let all = Set(CommandPath.leaves.map { $0.words.joined(separator: " ") })
        #expect(Self.readers.subtracting(all).isEmpty)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a completion script exists for each shell`(shell: String) throws {
        let script = Appel.completionScript(for: try #require(CompletionShell(rawValue: shell)))
        #expect(script.contains("brussels") == false)
        #expect(script.contains("application"))
        #expect(Appel.helpMessage().contains("--generate-completion-script"))
    }
}

extension String {
    /// What follows the first occurrence of a word.
    fileprivate func components(after word: String) -> Substring? {
        ranges(of: word).first.map { self[$0.upperBound...] }
    }
}
