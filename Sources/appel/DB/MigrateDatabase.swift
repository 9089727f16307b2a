import ArgumentParser
import CallModel
import Store

struct MigrateDatabase: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Brings the schema up to date, file by file.",
        discussion: """
            Two at once do no harm: one waits for the other. A file that was changed after it had been applied is an error.

            EXAMPLE
              appel db migrate --dry-run
            """)

    @Flag(name: .customLong("rehearsal"), help: "Make a new database a rehearsal, for ever.")
    var isRehearsal = false

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    private struct Answer: Encodable {
        let kind: String
        let applied: [String]
    }

    func run() async throws {
        let migrations = Migrations(try await options.location(), files: try SQLFiles.locate())
        let report = try await Progress.showing("Applying migrations") {
            try await migrations.migrate(kind: isRehearsal ? .rehearsal : nil, dryRun: trial.isDryRun)
        }
        var printer = options.printing.printer
        printer.isRehearsal = report.kind == .rehearsal
        printer.isDryRun = trial.isDryRun
        try printer.show("schema", Answer(kind: report.kind.rawValue, applied: report.applied)) { _ in
            Self.sentence(report, in: language)
        }
    }

    static func sentence(_ report: Migrations.Report, in language: Language) -> String {
        guard !report.applied.isEmpty else {
            let current = Message(
                fr: "Le schéma est à jour.", nl: "Het schema is bijgewerkt.", en: "The schema is up to date.")
            return current.text(in: language) + "\n"
        }
        let verb =
            report.isDryRun
            ? Message(fr: "À appliquer :", nl: "Toe te passen:", en: "To be applied:")
            : Message(fr: "Appliqué :", nl: "Toegepast:", en: "Applied:")
        return report.applied.map { "\(verb.text(in: language)) \($0)\n" }.joined()
    }
}
