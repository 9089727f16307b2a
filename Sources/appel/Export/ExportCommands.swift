import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service

struct ExportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "The results of a call as files for others.",
        discussion: """
            A file whose name ends in .xlsx is a workbook with a frozen header and formulas that add the amounts up. The lists of \
            a rehearsal say so in a column, or in the envelope of the JSON document.

            EXAMPLE
              appel export awards brussels-2027 --output out/awards.csv
              appel export awards brussels-2027 --output out/awards.xlsx
              appel export refusals brussels-2027 --format json
            """,
        subcommands: [
            ExportAwards.self, ExportReserve.self, ExportRefusals.self, ExportFinance.self, ExportPayments.self,
            ExportPaymentStatus.self, ListBatches.self, WithdrawBatch.self, ExportOpenData.self
        ])
}

/// How a list leaves.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
    case csv, json, xlsx
}

/// What the export of a list takes.
struct ExportOptions: ParsableArguments {
    @OptionGroup var call: CallArgument

    @Option(help: "csv, json or xlsx. (default: that of the file's name, else csv)")
    var format: ListFormat?

    @OptionGroup var asker: AskerOption
    @OptionGroup var target: ExportTarget

    func validate() throws {
        guard target.path != nil || !target.json || format != .csv else {
            throw ValidationError("--json and --format csv ask for two things at once.")
        }
    }

    /// Hands one of the call's lists through, row by row.
    func export(_ list: ReleasedList) async throws {
        try await target.atDesk { desk in
            let desk = desk.asked(by: try await desk.actor(asker.reader))
            let isRehearsal = desk.printer.isRehearsal == true
            let write =
                switch chosenFormat {
                case .csv: try rows(of: list, .csv, isRehearsal: isRehearsal)
                case .json: try rows(of: list, .json, isRehearsal: isRehearsal)
                case .xlsx: try workbook(of: list, isRehearsal: isRehearsal)
                }
            let count = try await desk.service.released(list.files, of: call.code, write)
            try target.tell(chosenFormat.rawValue, rows: count, desk.printer)
        }
    }

    /// What the files go through, to be taken along to the database's own thread.
    private typealias Writing = @Sendable (ReleasedHead, RecordStream<ReleasedFile>) throws -> Int

    private func rows(of list: ReleasedList, _ format: ExportFormat, isRehearsal: Bool) throws -> Writing {
        let sink = try target.sink(format.rawValue, isJSON: format == .json)
        return { head, files in
            let export = RowExport<ReleasedFile>(columns: list.columns, format: format, isRehearsal: isRehearsal) {
                list.cells($0, head)
            }
            return try sink.write(export, files)
        }
    }

    private func workbook(of list: ReleasedList, isRehearsal: Bool) throws -> Writing {
        let (path, isDryRun, language) = (try target.requirePath("xlsx"), target.trial.isDryRun, target.language)
        return { head, files in
            let workbook = ListWorkbook(
                title: head.definition.title.text(in: language), name: list.name, columns: list.sheetColumns, language: language,
                created: head.now, isRehearsal: isRehearsal)
            guard isDryRun else { return try workbook.write(files, to: path) { list.cells($0, head) } }
            try AtomicFile.check(path)
            var count = 0
            try files { _ in count += 1 }
            return count
        }
    }

    private var chosenFormat: ListFormat {
        if let format { return format }
        if target.isNamed(".xlsx") { return .xlsx }
        return target.isNamed(".json") || target.path == nil && target.json ? .json : .csv
    }
}

struct ExportAwards: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "awards", abstract: "The award list, best rank first.",
        discussion: """
            EXAMPLE
              appel export awards brussels-2027 --output out/awards.csv
              appel export awards brussels-2027 --output out/awards.xlsx
            """)

    @OptionGroup var options: ExportOptions

    var language: Language { options.target.language }

    func run() async throws { try await options.export(.awards) }
}

struct ExportReserve: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reserve", abstract: "The reserve list, in its order.",
        discussion: "EXAMPLE\n  appel export reserve brussels-2027 --output out/reserve.json")

    @OptionGroup var options: ExportOptions

    var language: Language { options.target.language }

    func run() async throws { try await options.export(.reserve) }
}

struct ExportRefusals: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "refusals", abstract: "Every file that gets nothing, with its reasons.",
        discussion: "EXAMPLE\n  appel export refusals brussels-2027 --output out/refusals.csv")

    @OptionGroup var options: ExportOptions

    var language: Language { options.target.language }

    func run() async throws { try await options.export(.refusals) }
}
