import ArgumentParser
import CallModel
import Exchange

/// A file that is ready to be written, or to be shown where none is named.
struct ReadyExport {
    let format: String
    var isJSON = false
    let rows: Int
    /// Nil for a format that is no text.
    let bytes: (() -> [UInt8])?
    let write: (String) throws -> Void

    init(
        _ format: String, rows: Int, bytes: (() -> [UInt8])? = nil, write: @escaping (String) throws -> Void
    ) {
        (self.format, self.rows, self.bytes, self.write) = (format, rows, bytes, write)
    }

    init<Export: StreamedExport>(_ format: String, isJSON: Bool = false, _ export: Export, _ records: [Export.Record]) {
        self.init(format, rows: records.count, bytes: { export.encoded(records) }) { path in
            try export.write(records, to: path)
        }
        self.isJSON = isJSON
    }

    init(_ table: ExportTable, as format: ExportFormat, isRehearsal: Bool) {
        self.init(format.rawValue, rows: table.rows.count, bytes: { table.encoded(as: format, isRehearsal: isRehearsal) }) {
            path in
            try table.write(to: path, as: format, isRehearsal: isRehearsal)
        }
        isJSON = format == .json
    }
}

/// Where an export goes that is more than a list of rows.
struct ExportTarget: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write, whole or not at all. (default: -, standard output)", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Without --output, the export as JSON where it can be; with it, one JSON document that says what was written.")
    var json = false

    @OptionGroup var trial: DryRunOption
    @OptionGroup var data: DataOptions
    @OptionGroup var speech: LanguageOptions

    private struct Written: Encodable {
        let file: String
        let format: String
        let rows: Int
    }

    var language: Language { speech.language }
    var path: String? { output == "-" ? nil : output }

    func isNamed(_ ending: String) -> Bool { path?.lowercased().hasSuffix(ending) == true }

    /// Opens the database for an export, and tells what keeps a file from being made.
    func atDesk(_ body: (Desk) async throws -> Void) async throws {
        do {
            try await data.atDesk(Printer(isJSON: json, language: language), body)
        } catch let error as WorkbookError {
            throw Failure(.inputOutput, sentences: error.message.text(in: language))
        }
    }

    /// Writes the file and says so, or shows it where none is named.
    func deliver(_ export: ReadyExport, _ printer: Printer) throws {
        guard let path else { return try Terminal.output.write(String(decoding: try shown(export), as: UTF8.self)) }
        if trial.isDryRun { try AtomicFile.check(path) } else { try export.write(path) }
        var printer = printer
        printer.isDryRun = trial.isDryRun
        let written = Written(file: path, format: export.format, rows: export.rows)
        try printer.show("export", written) { _ in
            Message(
                fr: "\(written.rows) ligne(s) dans \(path)\n", nl: "\(written.rows) rij(en) in \(path)\n",
                en: "\(written.rows) row(s) in \(path)\n"
            ).text(in: language)
        }
    }

    private func shown(_ export: ReadyExport) throws -> [UInt8] {
        guard let bytes = export.bytes, export.isJSON || !json else {
            let why = Message(
                fr: "\(export.format) ne peut s'afficher ainsi", nl: "\(export.format) kan zo niet worden getoond",
                en: "\(export.format) cannot be shown like this")
            let next = Message(
                fr: "nommez un fichier avec --output", nl: "noem een bestand met --output", en: "name a file with --output")
            throw Failure(.usage, why.text(in: language), next: next.text(in: language))
        }
        return bytes()
    }
}
