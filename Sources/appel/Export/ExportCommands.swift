import ArgumentParser
import CallModel
import Exchange
import Service

struct ExportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "The results of a call as files for others.",
        discussion: """
            The lists of a rehearsal say so in a column, or in the envelope of the JSON document.

            EXAMPLE
              appel export awards brussels-2027 --output out/awards.csv
              appel export refusals brussels-2027 --format json
            """,
        subcommands: [
            ExportAwards.self, ExportReserve.self, ExportRefusals.self, ExportFinance.self, ExportPayments.self,
            ExportPaymentStatus.self, ExportOpenData.self
        ])
}

extension ExportFormat: ExpressibleByArgument {}

/// What every export takes.
struct ExportOptions: ParsableArguments {
    @OptionGroup var call: CallArgument

    @Option(help: "csv or json. (default: that of the file's name, else csv)")
    var format: ExportFormat?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write, whole or not at all. (default: standard output)", valueName: "file"),
        completion: .file(extensions: ["csv", "json"]))
    var output: String?

    @OptionGroup var data: DataOptions
    @OptionGroup var speech: LanguageOptions

    /// Asks for the results, and writes the list that is made of them.
    func export(_ list: (ResultsView) -> ExportTable) async throws {
        try await data.atDesk(Printer(isJSON: false, language: speech.language)) { desk in
            let results = try await desk.service.results(of: call.code)
            let isRehearsal = desk.printer.isRehearsal == true
            let table = list(results)
            if let output {
                try table.write(to: output, as: chosenFormat, isRehearsal: isRehearsal)
            } else {
                let bytes = table.encoded(as: chosenFormat, isRehearsal: isRehearsal)
                try Terminal.output.write(String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    private var chosenFormat: ExportFormat {
        if let format { return format }
        return output?.lowercased().hasSuffix(".json") == true ? .json : .csv
    }
}

struct ExportAwards: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "awards", abstract: "The award list, best rank first.",
        discussion: "EXAMPLE\n  appel export awards brussels-2027 --output out/awards.csv")

    @OptionGroup var options: ExportOptions

    var language: Language { options.speech.language }

    func run() async throws { try await options.export(ExportTable.awards) }
}

struct ExportReserve: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reserve", abstract: "The reserve list, in its order.",
        discussion: "EXAMPLE\n  appel export reserve brussels-2027 --output out/reserve.json")

    @OptionGroup var options: ExportOptions

    var language: Language { options.speech.language }

    func run() async throws { try await options.export(ExportTable.reserve) }
}

struct ExportRefusals: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "refusals", abstract: "Every file that gets nothing, with its reasons.",
        discussion: "EXAMPLE\n  appel export refusals brussels-2027 --output out/refusals.csv")

    @OptionGroup var options: ExportOptions

    var language: Language { options.speech.language }

    func run() async throws { try await options.export(ExportTable.refusals) }
}
