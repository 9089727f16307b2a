import ArgumentParser
import CallModel
import Exchange
import Service
import Store

struct MemberCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "The members of the council, and the experts from outside it.",
        discussion: "EXAMPLE\n  appel member import config/demo/members.csv",
        subcommands: [ImportMembers.self, ImportExpertise.self, ImportPreferences.self, ListMembers.self])
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

struct MemberRow: Encodable, TableRow {
    let code: String
    let name: String
    let email: String
    let language: String
    let external: Bool

    init(_ member: Member) {
        (code, name, email) = (member.code, member.name, member.email)
        (language, external) = (member.language.rawValue, member.isExternal)
    }

    static let columns: [Column] = [
        .text(Words.code), .flexible(Words.name), .flexible(Words.email), .text(Words.language), .text(Words.external)
    ]

    func cells(in language: Language) -> [String] {
        [code, name, email, self.language, external ? Words.yes.text(in: language) : ""]
    }
}
