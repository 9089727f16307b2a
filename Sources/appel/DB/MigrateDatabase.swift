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

    @Flag(name: .customLong("dry-run"), help: "Say what would be applied, and apply nothing.")
    var isDryRun = false

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    private struct Answer: Encodable {
        let kind: String
        let applied: [String]
    }

    func run() async throws {
        let migrations = Migrations(try await options.location(), files: try SQLFiles.locate())
        let report = try await Progress.showing("Applying migrations") {
            try await migrations.migrate(kind: isRehearsal ? .rehearsal : nil, dryRun: isDryRun)
        }
        var printer = options.printing.printer
        printer.isRehearsal = report.kind == .rehearsal
        printer.isDryRun = isDryRun
        try printer.show("schema", Answer(kind: report.kind.rawValue, applied: report.applied)) { _ in
            Self.sentence(report)
        }
    }

    static func sentence(_ report: Migrations.Report) -> String {
        guard !report.applied.isEmpty else { return "The schema is up to date.\n" }
        let verb = report.isDryRun ? "To be applied" : "Applied"
        return report.applied.map { "\(verb): \($0)\n" }.joined()
    }
}
