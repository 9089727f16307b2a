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
    @OptionGroup var asker: AskerOption
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

    /// Hands one of the call's lists through, row by row.
    func export(_ list: ReleasedList) async throws {
        let language = speech.language
        try await data.atDesk(Printer(isJSON: json, language: language)) { desk in
            let desk = desk.asked(by: try await desk.actor(asker.reader))
            let isRehearsal = desk.printer.isRehearsal == true
            let (sink, format) = (ExportSink(path: path, isDryRun: trial.isDryRun), chosenFormat)
            let rows = try await desk.service.released(list.files, of: call.code) { head, files in
                let export = RowExport<ReleasedFile>(columns: list.columns, format: format, isRehearsal: isRehearsal) {
                    list.cells($0, head)
                }
                return try sink.write(export, files)
            }
            guard let path else { return }
            var printer = desk.printer
            printer.isDryRun = trial.isDryRun
            try printer.show("export", Written(file: path, format: format.rawValue, rows: rows)) { _ in
                Message(
                    fr: "\(rows) ligne(s) dans \(path)\n", nl: "\(rows) rij(en) in \(path)\n",
                    en: "\(rows) row(s) in \(path)\n"
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

    func run() async throws { try await options.export(.awards) }
}

struct ExportReserve: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reserve", abstract: "The reserve list, in its order.",
        discussion: "EXAMPLE\n  appel export reserve brussels-2027 --output out/reserve.json")

    @OptionGroup var options: ExportOptions

    var language: Language { options.speech.language }

    func run() async throws { try await options.export(.reserve) }
}

struct ExportRefusals: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "refusals", abstract: "Every file that gets nothing, with its reasons.",
        discussion: "EXAMPLE\n  appel export refusals brussels-2027 --output out/refusals.csv")

    @OptionGroup var options: ExportOptions

    var language: Language { options.speech.language }

    func run() async throws { try await options.export(.refusals) }
}
