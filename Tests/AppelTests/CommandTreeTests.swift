import ArgumentParser
import Testing

@testable import appel

/// A command with the words that lead to it.
struct CommandPath: CustomTestStringConvertible, Sendable {
    let words: [String]
    let command: any ParsableCommand.Type

    var testDescription: String { words.joined(separator: " ") }
    var children: [CommandPath] {
        let configuration = command.configuration
        return (configuration.subcommands + configuration.groupedSubcommands.flatMap(\.subcommands)).map {
            CommandPath(words: words + [$0.configuration.commandName ?? ""], command: $0)
        }
    }
    var help: String { command.helpMessage(columns: 120) }

    static let root = CommandPath(words: ["appel"], command: Appel.self)
    static let all = descend(root)
    static let leaves = all.filter { $0.children.isEmpty }

    private static func descend(_ path: CommandPath) -> [CommandPath] { [path] + path.children.flatMap(descend) }
}

@Suite struct CommandTreeTests {
    /// Those that print something else than a list.
    private static let plain = [
        "appel workflow", "appel db shell", "appel export awards", "appel export reserve", "appel export refusals",
        "appel export finance", "appel export payments", "appel export payment-status", "appel export open-data"
    ]

    @Test(arguments: CommandPath.all.dropFirst())
    func `every command has an abstract, and an example that begins with its own words`(path: CommandPath) {
        #expect(!path.command.configuration.abstract.isEmpty)
        let examples = path.command.configuration.discussion.components(after: "EXAMPLE")
        #expect(examples?.contains(path.words.joined(separator: " ")) == true)
    }

    @Test(arguments: CommandPath.leaves)
    func `a command that prints takes --json, one in somebody's name --dry-run and --key, all --lang`(path: CommandPath) {
        let words = path.words.joined(separator: " ")
        let help = path.help
        #expect(help.contains("--json") || Self.plain.contains(words))
        #expect(help.contains("--lang") || words == "appel workflow")
        #expect(help.contains("--as <role>") == help.contains("--key <key>"))
        #expect(help.contains("--dry-run") || !help.contains("--as <role>"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a completion script exists for each shell`(shell: String) throws {
        let script = Appel.completionScript(for: try #require(CompletionShell(rawValue: shell)))
        #expect(script.contains("brussels") == false)
        #expect(script.contains("application"))
    }
}

extension String {
    /// What follows the first occurrence of a word.
    fileprivate func components(after word: String) -> Substring? {
        ranges(of: word).first.map { self[$0.upperBound...] }
    }
}
