import ArgumentParser
import CallModel
import Store

struct StartDatabase: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Starts the private PostgreSQL, making it and its schema where they are missing.",
        discussion: """
            The server listens on a unix socket only, and goes on after this command: stop it with `appel db stop`.
            A rehearsal is for trying things out: its clock can be set, and everything it prints says what it is.

            EXAMPLE
              appel db start
              appel db start --rehearsal --data /tmp/try
            """)

    @Flag(name: .customLong("rehearsal"), help: "Make a new database a rehearsal, for ever.")
    var isRehearsal = false

    @Flag(name: .customLong("migrate"), inversion: .prefixedNo, help: "Bring the schema up to date.")
    var migrates = true

    @OptionGroup var data: DataOptions
    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    private struct Answer: Encodable {
        let folder: String
        let started: Bool
        let created: Bool
        let kind: String?
        let applied: [String]
    }

    func run() async throws {
        let cluster = Cluster(folder: data.folder)
        let files = try SQLFiles.locate()
        let outcome = try await Progress.showing("Starting PostgreSQL") { try await cluster.start(files: files) }
        var report: Migrations.Report?
        if migrates {
            let migrations = Migrations(.cluster(cluster), files: files)
            report = try await Progress.showing("Preparing the schema") {
                try await migrations.migrate(kind: isRehearsal ? .rehearsal : nil)
            }
        }
        var printer = printing.printer
        printer.isRehearsal = report.map { $0.kind == .rehearsal }
        try printer.show("server", answer(outcome, report, cluster)) { _ in sentences(outcome, report, cluster) }
        try await warnOfOtherDatabase()
    }

    private func answer(_ outcome: Cluster.StartOutcome, _ report: Migrations.Report?, _ cluster: Cluster) -> Answer {
        Answer(
            folder: cluster.folder, started: outcome != .alreadyRunning, created: outcome == .started(createdData: true),
            kind: report?.kind.rawValue, applied: report?.applied ?? [])
    }

    private func sentences(_ outcome: Cluster.StartOutcome, _ report: Migrations.Report?, _ cluster: Cluster) -> String {
        var text =
            switch outcome {
            case .started(createdData: true): "PostgreSQL runs, on new data in \(cluster.folder).\n"
            case .started(createdData: false): "PostgreSQL runs, on the data in \(cluster.folder).\n"
            case .alreadyRunning: "PostgreSQL ran already, on the data in \(cluster.folder).\n"
            }
        if let report { text += MigrateDatabase.sentence(report) }
        let option = data.folder.map { " --data \($0)" } ?? ""
        return text + "It goes on running. Stop it with: appel db stop\(option)\n"
    }

    /// The commands that follow would not come here.
    private func warnOfOtherDatabase() async throws {
        guard data.folder == nil, try await Settings.database() != nil else { return }
        try Terminal.error.write(
            "note: another database is configured (APPEL_DATABASE or config/server.yaml), and commands use that one.\n")
    }
}
