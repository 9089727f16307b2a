import ArgumentParser
import CallModel
import Exchange

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

    /// Where the bytes go, to be taken along to the database's own thread.
    ///
    /// - Parameters:
    ///   - format: what the export is called.
    ///   - isJSON: whether it may be shown where JSON is asked for.
    func sink(_ format: String, isJSON: Bool = false) throws -> ExportSink {
        guard path != nil || isJSON || !json else { throw notShown(format) }
        return ExportSink(path: path, isDryRun: trial.isDryRun)
    }

    /// A format that is no text goes to a file only.
    func requirePath(_ format: String) throws -> String {
        guard let path else { throw notShown(format) }
        return path
    }

    /// Says what was written; nothing where the export itself went to standard output.
    func tell(_ format: String, rows: Int, _ printer: Printer) throws {
        guard let path else { return }
        var printer = printer
        printer.isDryRun = trial.isDryRun
        let written = Written(file: path, format: format, rows: rows)
        try printer.show("export", written) { _ in
            Message(
                fr: "\(rows) ligne(s) dans \(path)\n", nl: "\(rows) rij(en) in \(path)\n", en: "\(rows) row(s) in \(path)\n"
            ).text(in: language)
        }
    }

    private func notShown(_ format: String) -> Failure {
        let why = Message(
            fr: "\(format) ne peut s'afficher ainsi", nl: "\(format) kan zo niet worden getoond",
            en: "\(format) cannot be shown like this")
        let next = Message(
            fr: "nommez un fichier avec --output", nl: "noem een bestand met --output", en: "name a file with --output")
        return Failure(.usage, why.text(in: language), next: next.text(in: language))
    }
}

/// Where an export's bytes go: a file, whole or not at all, or standard output.
struct ExportSink: Sendable {
    let path: String?
    let isDryRun: Bool

    /// Hands the records through the export and on.
    ///
    /// - Parameter check: may refuse the export when every record has come, before anything of a small one was written.
    /// - Returns: how many records came.
    func write<Export: StreamedExport>(
        _ export: Export, check: (Export) throws -> Void = { _ in }, _ records: RecordStream<Export.Record>
    ) throws -> Int {
        switch path {
        case nil:
            return try export.write(records, check: check) { piece in
                try Terminal.output.write(String(decoding: piece, as: UTF8.self))
            }
        case let path?:
            guard isDryRun else { return try export.write(records, check: check, to: path) }
            try AtomicFile.check(path)
            return try export.write(records, check: check) { _ in }
        }
    }
}
