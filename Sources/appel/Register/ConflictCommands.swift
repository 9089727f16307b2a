import ArgumentParser
import CallModel
import Exchange
import Service
import Store

struct ConflictCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflict", abstract: "Conflicts of interest between members and files.",
        discussion: """
            A member with a conflict cannot review the file, nor sit or chair when it is discussed. What the member said of \
            the file before is void, and its score is taken back while the reviews run. A member may declare a conflict of \
            his or her own: --as reviewer:M05.

            EXAMPLE
              appel conflict import brussels-2027 config/demo/conflicts.csv
            """,
        subcommands: [ImportConflicts.self, DeclareConflict.self, ListConflicts.self])
}

struct ImportConflicts: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Records conflicts from CSV: all of them, or none.",
        discussion: "EXAMPLE\n  appel conflict import brussels-2027 config/demo/conflicts.csv")

    @OptionGroup var call: CallArgument
    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.conflicts(file) }
            let receipt = try await desk.handing(file.path, "Recording conflicts") {
                try await desk.service.declareConflicts(of: call.code, records, request)
            }
            try desk.printer.show(receipt, machine: "review")
        }
    }
}

struct DeclareConflict: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare", abstract: "Records one conflict.",
        discussion: """
            EXAMPLE
              appel conflict declare brussels-2027 BXL27-005 --member M05 --ground ownOrganisation --note "Board member."
            """)

    @OptionGroup var file: FileArguments

    @Option(help: "The code of the member.")
    var member: String

    @Option(help: "ownOrganisation, relative, employment, partner or other.")
    var ground: ConflictGround

    @Option(help: "What the member declares; kept as a document that can be erased.")
    var note: String?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        let record = ImportedConflict(declaredBy: member, on: file.reference, ground: ground, note: note)
        try await options.atDesk { desk, request in
            try desk.printer.show(try await desk.service.declareConflicts(of: file.call, [record], request), machine: "review")
        }
    }
}

extension ConflictGround: ExpressibleByArgument {}

struct ListConflicts: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the conflicts of a call.",
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

struct ConflictRow: Encodable, TableRow {
    let member: String
    let reference: String
    let ground: String

    init(_ view: ConflictView) { (member, reference, ground) = (view.member, view.reference, view.ground.rawValue) }

    static let columns: [Column] = [.text(Words.member), .text(Words.reference), .text(Words.ground)]

    func cells(in language: Language) -> [String] { [member, reference, ground] }
}
