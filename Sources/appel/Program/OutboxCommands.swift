import ArgumentParser
import CallModel
import Presentation
import Store

struct OutboxCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "What is to leave the house: letters, receipts, payment orders.",
        discussion: """
            Each was written with the decision that it follows from, in the same transaction.

            EXAMPLE
              appel outbox list
            """,
        subcommands: [ListOutbox.self])
}

struct ListOutbox: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Counts what waits to be sent, by kind.", discussion: "EXAMPLE\n  appel outbox list --json")

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let waiting = try await desk.database.read { db in
                try db.waitingEffects().map { WaitingRow(kind: $0.kind, count: $0.count) }
            }
            try desk.printer.list("waiting", waiting)
        }
    }
}
