import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service
import Store

struct MemberCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "The members of the council, and the experts from outside it.",
        discussion: "EXAMPLE\n  appel member import config/demo/members.csv",
        subcommands: [ImportMembers.self, ImportExpertise.self, ImportPreferences.self, ImportTies.self, ListMembers.self])
}

struct ImportMembers: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings members in from CSV: all of them, or none.",
        discussion: "EXAMPLE\n  appel member import config/demo/members.csv")

    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.members(file) }
            let receipt = try await desk.handing(file.path, "Importing members") {
                try await desk.service.importMembers(records, request)
            }
            try desk.printer.show(receipt)
        }
    }
}

struct ListMembers: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the members.", discussion: "EXAMPLE\n  appel member list")

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            try desk.printer.list("members", try await desk.service.members().map { MemberRow($0.member) })
        }
    }
}

struct ImportTies: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-ties", abstract: "Brings in what ties members to organisations and places, from CSV: all of it, or nothing.",
        discussion: """
            The columns are member, kind and value; the kinds are enterpriseNumber, organisation, employer, partner, relative, \
            postcode and emailDomain. The ties of a member whom the file names become those of the file; a row without kind and \
            value takes all of them away. `appel conflict suggest` goes by them.

            EXAMPLE
              appel member import-ties config/demo/ties.csv
            """)

    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.ties(file) }
            let receipt = try await desk.handing(file.path, "Importing ties") { try await desk.service.importTies(records, request) }
            try desk.printer.show(receipt)
        }
    }
}
