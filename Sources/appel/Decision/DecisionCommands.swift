import ArgumentParser
import CallModel
import Exchange
import Service

struct DecisionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decision", abstract: "The College's decisions: taken together, made known together.",
        discussion: """
            EXAMPLE
              appel decision decide brussels-2027 --departures config/demo/decisions.csv --as college
              appel decision list brussels-2027
              appel decision release brussels-2027
            """,
        subcommands: [
            DecideFiles.self, ReleaseDecisions.self, ListDecisions.self, PromoteFile.self, ReserveFile.self, RefuseFile.self,
            AwardUrgently.self, RatifyAward.self, AmendAward.self, SignAwards.self, ListSignatures.self, AnnulAward.self
        ])
}

struct DecideFiles: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Decides on every advised file, and so on the call.",
        discussion: """
            The College follows the council's advice, save for the departures, each with its reason. Nothing is known outside \
            until `appel decision release`.

            EXAMPLE
              appel decision decide brussels-2027 --departures config/demo/decisions.csv --as college
            """)

    @OptionGroup var call: CallArgument

    @Option(
        help: ArgumentHelp("A CSV file of decisions that differ from the advice.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var departures: String?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(departures) { (file) throws(ImportFailure) in try Import.decisions(file) }
            let receipt = try await desk.handing(departures, "Deciding") {
                try await desk.service.decide(of: call.code, departures: records, request)
            }
            try desk.printer.show(receipt)
        }
    }
}

struct ReleaseDecisions: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Makes all decisions known at once: the results are public and every letter is due.",
        discussion: "EXAMPLE\n  appel decision release brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let receipt = try await Progress.showing("Releasing") {
                try await desk.service.release(of: call.code, request)
            }
            try desk.printer.show(receipt)
        }
    }
}

struct PromoteFile: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote", abstract: "Awards a file of the reserve list with money that came free.",
        discussion: """
            Out of its turn on the list, or for another amount than was advised, say why with --reason: the reason stands beside the
            award wherever it is shown.

            EXAMPLE
              appel decision promote brussels-2027 BXL27-025 --line solidarity --amount 7900.00 --as college
            """)

    @OptionGroup var file: FileArguments

    @Option(help: "The budget line that pays.")
    var line: String

    @Option(parsing: .unconditional, help: "The amount, such as 7900.00.", transform: AmountArgument.read)
    var amount: Cents

    @Option(help: "Why the College departs from the advice or the order of the list.")
    var reason: String?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let step = FileStep.award(line: line, amount: amount, departure: reason)
            try desk.printer.show(
                try await desk.service.act(on: file.reference, of: file.call, step, reason: reason, request))
        }
    }
}

struct ReserveFile: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reserve", abstract: "Puts a file whose refusal was annulled on the reserve list.",
        discussion: "EXAMPLE\n  appel decision reserve brussels-2027 BXL27-015 --rank 9 --as college")

    @OptionGroup var file: FileArguments

    @Option(help: "Its place on the list, 1 first; no other file may have it.")
    var rank: Int32

    @Option(help: "Why the College departs from the council's advice.")
    var reason: String?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let step = FileStep.reserve(rank: rank, departure: reason)
            try desk.printer.show(try await desk.service.act(on: file.reference, of: file.call, step, request))
        }
    }
}

struct RefuseFile: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Refuses a file of the reserve list, or one whose decision was annulled, for a reason.",
        discussion: """
            EXAMPLE
              appel decision refuse brussels-2027 BXL27-025 --reason "No money came free." --as college
            """)

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption

    @Option(help: "Why the College departs from the council's advice.")
    var departure: String?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let step = FileStep.refuse(departure: departure)
            try desk.printer.show(
                try await desk.service.act(on: file.reference, of: file.call, step, reason: reason.text, request))
        }
    }
}
