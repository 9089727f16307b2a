import ArgumentParser

struct LogCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "The event log as a file of JSON Lines.",
        discussion: """
            EXAMPLE
              appel log export log.jsonl
              appel log import log.jsonl --data /tmp/copy
            """,
        subcommands: [ExportLog.self, ImportLog.self])
}
