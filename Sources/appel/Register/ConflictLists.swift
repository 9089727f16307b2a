import ArgumentParser
import CallModel
import Presentation
import Selection
import Service

struct ListConflicts: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the conflicts of a call: who declared each, what was ruled, and whether it is in force.",
        discussion: "EXAMPLE\n  appel conflict list brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            try desk.printer.list("conflicts", try await desk.service.conflicts(of: call.code).map(ConflictRow.init))
        }
    }
}

struct SuggestConflicts: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest", abstract: "Shows what members and files have in common, until somebody declares or pins it.",
        discussion: """
            From the boards of the organisations, the ties of the members, contacts, partners and what the file says. A suggestion is \
            no conflict: nothing follows from it before somebody has ruled.

            EXAMPLE
              appel conflict suggest brussels-2027
              appel conflict suggest brussels-2027 --strong --json
            """)

    @OptionGroup var call: CallArgument

    @Flag(help: "Leave out those for which only a postcode speaks.")
    var strong = false

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let found = try await desk.service.conflictSuggestions(of: call.code).filter { $0.isStrong || !strong }
            try desk.printer.show("suggestions", found) { style in
                let rows = found.flatMap(\.rows)
                return rows.isEmpty ? Words.nothing.text(in: language) + "\n" : desk.printer.text(of: rows, style)
            }
        }
    }
}
