import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service
import Store

struct OrganisationCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisation", abstract: "The register of associations and other bodies that apply.",
        discussion: "EXAMPLE\n  appel organisation import config/demo/organisations.csv --accounts-as-declared",
        subcommands: [
            ImportOrganisations.self, ListOrganisations.self, SearchOrganisations.self, ShowOrganisation.self, EditOrganisation.self,
            ImportBoards.self
        ])
}

struct ImportOrganisations: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings organisations in from CSV or JSON: all of them, or none.",
        discussion: """
            Importing the same file again changes nothing; an organisation that is known already is brought up to date. An IBAN \
            that cannot exist is refused, unless --accounts-as-declared says that this is what the organisation wrote.

            EXAMPLE
              appel organisation import config/demo/organisations.csv --accounts-as-declared --dry-run
            """)

    @OptionGroup var file: ImportArgument

    @Flag(help: "Keep an IBAN that cannot exist, as it was declared: the rule validIBAN judges it.")
    var accountsAsDeclared = false

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in
                try Import.organisations(file, checkingAccounts: !accountsAsDeclared)
            }
            let receipt = try await desk.handing(file.path, "Importing organisations") {
                try await desk.service.importOrganisations(records, request)
            }
            try desk.printer.show(receipt)
        }
    }
}

struct ListOrganisations: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the organisations.", discussion: "EXAMPLE\n  appel organisation list --json")

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let rows = try await desk.service.organisations().map { OrganisationRow(organisation: $0.organisation) }
            try desk.printer.list("organisations", rows.sorted { $0.organisation.name < $1.organisation.name })
        }
    }
}

struct ShowOrganisation: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows an organisation.",
        discussion: "EXAMPLE\n  appel organisation show 1990.905.006")

    @Argument(help: "Its reference, or its enterprise number.")
    var reference: String

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let organisation = try await desk.organisation(reference).organisation
            try desk.printer.show("organisation", organisation) { _ in organisation.facts(in: language).text }
        }
    }
}

struct ImportBoards: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-board", abstract: "Brings in the boards of organisations from CSV: all of them, or none.",
        discussion: """
            The columns are organisation, name and office. The board of an organisation that the file names becomes that of the \
            file, and whoever is not there is forgotten; a row without a name empties it. `appel conflict suggest` goes by it.

            EXAMPLE
              appel organisation import-board config/demo/boards.csv
            """)

    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.boards(file) }
            let receipt = try await desk.handing(file.path, "Importing boards") { try await desk.service.importBoards(records, request) }
            try desk.printer.show(receipt)
        }
    }
}
