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
            his or her own: --as reviewer:M05, and an applicant on its own file: --as applicant:REFERENCE. What the secretariat \
            pins stands, whatever anybody declares.

            EXAMPLE
              appel conflict import brussels-2027 config/demo/conflicts.csv
            """,
        subcommands: [
            ImportConflicts.self, DeclareConflict.self, PinConflict.self, ListConflicts.self, SuggestConflicts.self, ShowImpacts.self
        ])
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
            try desk.printer.show(receipt)
        }
    }
}

struct DeclareConflict: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare", abstract: "Records one conflict.",
        discussion: """
            EXAMPLE
              appel conflict declare brussels-2027 BXL27-005 --member M05 --ground ownOrganisation --note "Board member."
              appel conflict declare brussels-2027 BXL27-001 --member M04 --ground relative --as applicant:1990.905.006
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
            try desk.printer.show(try await desk.service.declareConflicts(of: file.call, [record], request))
        }
    }
}

extension ConflictGround: ExpressibleByArgument {}

struct PinConflict: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin", abstract: "Rules that a member has a conflict with a file, or has none, whatever anybody declares.",
        discussion: """
            The ruling stands until another one. It comes with a reason, which is kept as a document that can be erased.

            EXAMPLE
              appel conflict pin brussels-2027 BXL27-005 --member M05 --conflict --reason "The statutes name the member."
              appel conflict pin brussels-2027 BXL27-005 --member M08 --clear --reason "A namesake of the treasurer."
            """)

    enum Side: EnumerableFlag {
        case conflict, clear

        static func help(for side: Side) -> ArgumentHelp? {
            switch side {
            case .conflict: "There is a conflict of interest."
            case .clear: "There is none."
            }
        }
    }

    @OptionGroup var file: FileArguments

    @Option(help: "The code of the member.")
    var member: String

    @Flag var side: Side

    @Option(help: "Why; it is kept as a document that can be erased.")
    var reason: String

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        let ruling: ConflictRuling =
            switch side {
            case .conflict: .conflict
            case .clear: .clear
            }
        try await options.atDesk { desk, request in
            try desk.printer.show(
                try await desk.service.pinConflict(of: file.call, file.reference, member: member, ruling, reason: reason, request))
        }
    }
}
