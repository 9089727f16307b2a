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
            ExportPaymentStatus.self, ListBatches.self, WithdrawBatch.self, ExportOpenData.self
        ])
}

extension ExportFormat: ExpressibleByArgument {}

/// What every export takes.
struct ExportOptions: ParsableArguments {
    @OptionGroup var call: CallArgument

    @Option(help: "csv or json. (default: that of the file's name, else csv)")
    var format: ExportFormat?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write, whole or not at all. (default: -, standard output)", valueName: "file"),
        completion: .file(extensions: ["csv", "json"]))
    var output: String?

    @Flag(help: "Without --output, the list as JSON; with it, one JSON document that says what was written.")
    var json = false

    @OptionGroup var trial: DryRunOption
    @OptionGroup var data: DataOptions
    @OptionGroup var speech: LanguageOptions

    private struct Written: Encodable {
        let file: String
        let format: String
        let rows: Int
    }

    func validate() throws {
        guard path != nil || !json || format != .csv else {
            throw ValidationError("--json and --format csv ask for two things at once.")
        }
    }

    private var path: String? { output == "-" ? nil : output }

    /// Asks for the results, and writes the list that is made of them.
    func export(_ list: (ResultsView) -> ExportTable) async throws {
        let language = speech.language
        try await data.atDesk(Printer(isJSON: json, language: language)) { desk in
            let table = list(try await desk.service.releasedResults(of: call.code))
            let isRehearsal = desk.printer.isRehearsal == true
            guard let path else {
                let bytes = table.encoded(as: chosenFormat, isRehearsal: isRehearsal)
                return try Terminal.output.write(String(decoding: bytes, as: UTF8.self))
            }
            if trial.isDryRun {
                try AtomicFile.check(path)
            } else {
                try table.write(to: path, as: chosenFormat, isRehearsal: isRehearsal)
            }
            var printer = desk.printer
            printer.isDryRun = trial.isDryRun
            let written = Written(file: path, format: chosenFormat.rawValue, rows: table.rows.count)
            try printer.show("export", written) { _ in
                Message(
                    fr: "\(written.rows) ligne(s) dans \(path)\n", nl: "\(written.rows) rij(en) in \(path)\n",
                    en: "\(written.rows) row(s) in \(path)\n"
                ).text(in: language)
            }
        }
    }

    private var chosenFormat: ExportFormat {
        if let format { return format }
        return path.map { $0.lowercased().hasSuffix(".json") } ?? json ? .json : .csv
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
