import ArgumentParser
import CallModel
import Exchange

/// Where an export goes that is more than a list of rows.
struct ExportTarget: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write, whole or not at all. (default: standard output)", valueName: "file"))
    var output: String?

    @OptionGroup var data: DataOptions
    @OptionGroup var speech: LanguageOptions

    var language: Language { speech.language }

    /// Opens the database for an export, and tells what keeps a file from being made.
    func atDesk(_ body: (Desk) async throws -> Void) async throws {
        do {
            try await data.atDesk(Printer(isJSON: false, language: language), body)
        } catch let error as WorkbookError {
            throw Failure(.inputOutput, sentences: error.message.text(in: language))
        } catch let error as PaymentRefusals {
            let found = Message(
                fr: "aucun fichier de paiement n'a été fait", nl: "er is geen betaalbestand gemaakt", en: "no payment file was made")
            throw Failure(
                .refused, found.text(in: language), at: error.refusals.map { $0.message.text(in: language) },
                next: "correct what is listed and export again; nobody is left out silently")
        }
    }

    /// The file's name; a format that is no text has to have one.
    func named(_ what: String) throws -> String {
        guard let output else { throw Failure(.usage, "\(what) is no text", next: "name a file with --output") }
        return output
    }

    func write(_ table: ExportTable, as format: ExportFormat, isRehearsal: Bool) throws {
        if let output { return try table.write(to: output, as: format, isRehearsal: isRehearsal) }
        try Terminal.output.write(String(decoding: table.encoded(as: format, isRehearsal: isRehearsal), as: UTF8.self))
    }

    func write<Export: StreamedExport>(_ export: Export, _ records: [Export.Record]) throws {
        if let output { return try export.write(records, to: output) }
        try Terminal.output.write(String(decoding: export.encoded(records), as: UTF8.self))
    }
}

/// A day as it is typed: `2027-09-15`.
struct DayArgument: ExpressibleByArgument, Hashable {
    let date: CalendarDate

    init?(argument: String) {
        guard let date = CalendarDate(argument) else { return nil }
        self.date = date
    }
}
