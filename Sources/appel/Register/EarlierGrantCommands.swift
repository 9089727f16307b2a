import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service

struct EarlierGrantCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "earlier-grant", abstract: "Grants of earlier editions, which the rules ask about.",
        discussion: "EXAMPLE\n  appel earlier-grant import config/demo/earlier-grants.csv",
        subcommands: [ImportEarlierGrants.self, ListEarlierGrants.self])
}

struct ImportEarlierGrants: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings in what organisations received before and how far they justified it.",
        discussion: "EXAMPLE\n  appel earlier-grant import config/demo/earlier-grants.csv")

    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.earlierGrants(file) }
            let receipt = try await desk.handing(file.path, "Importing earlier grants") {
                try await desk.service.importEarlierGrants(records, request)
            }
            try desk.printer.show(receipt)
        }
    }
}

struct ListEarlierGrants: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists what organisations received before, and how far they justified it.",
        discussion: "EXAMPLE\n  appel earlier-grant list --json")

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let rows = try await desk.service.earlierGrants().map(EarlierGrantRow.init)
            try desk.printer.list("earlierGrants", rows.sorted { ($0.name, $0.edition) < ($1.name, $1.edition) })
        }
    }
}
