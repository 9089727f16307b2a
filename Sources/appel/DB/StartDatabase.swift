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
    @OptionGroup var trial: DryRunOption
    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    private struct Answer: Encodable {
        let folder: String
        let started: Bool
        let created: Bool
        let kind: String?
        let applied: [String]
    }

    private var wantedKind: DatabaseKind? { isRehearsal ? .rehearsal : nil }

    func run() async throws {
        let cluster = data.cluster()
        let files = try SQLFiles.locate()
        let (outcome, report) = trial.isDryRun ? try await examine(cluster, files) : try await start(cluster, files)
        var printer = printing.printer
        printer.isRehearsal = report.map { $0.kind == .rehearsal }
        printer.isDryRun = trial.isDryRun
        try printer.show("server", answer(outcome, report, cluster)) { _ in sentences(outcome, report, cluster) }
        try await warnOfOtherDatabase()
    }

    private func start(_ cluster: Cluster, _ files: SQLFiles) async throws -> (Cluster.StartOutcome, Migrations.Report?) {
        let outcome = try await Progress.showing("Starting PostgreSQL") { try await cluster.start(files: files) }
        guard migrates else { return (outcome, nil) }
        let migrations = Migrations(.cluster(cluster), files: files)
        let report = try await Progress.showing("Preparing the schema") { try await migrations.migrate(kind: wantedKind) }
        return (outcome, report)
    }

    /// What would happen. The schema of data that lie still cannot be seen: only their server can read them.
    private func examine(_ cluster: Cluster, _ files: SQLFiles) async throws -> (Cluster.StartOutcome, Migrations.Report?) {
        let outcome = try cluster.examineStart()
        guard migrates else { return (outcome, nil) }
        switch outcome {
        case .started(createdData: true): return (outcome, try Migrations.plan(kind: wantedKind ?? .real, files: files))
        case .started(createdData: false): return (outcome, nil)
        case .alreadyRunning:
            return (outcome, try await Migrations(.cluster(cluster), files: files).migrate(kind: wantedKind, dryRun: true))
        }
    }

    private func answer(_ outcome: Cluster.StartOutcome, _ report: Migrations.Report?, _ cluster: Cluster) -> Answer {
        Answer(
            folder: cluster.folder, started: outcome != .alreadyRunning, created: outcome == .started(createdData: true),
            kind: report?.kind.rawValue, applied: report?.applied ?? [])
    }

    private func sentences(_ outcome: Cluster.StartOutcome, _ report: Migrations.Report?, _ cluster: Cluster) -> String {
        var text = sentence(outcome, cluster.folder).text(in: language) + "\n"
        if let report { text += MigrateDatabase.sentence(report, in: language) }
        guard !trial.isDryRun else { return text }
        let stop = "appel db stop\(data.typed)"
        let goingOn = Message(
            fr: "Il continue de tourner. Pour l'arrêter : \(stop)", nl: "Het draait verder. Stop het met: \(stop)",
            en: "It goes on running. Stop it with: \(stop)")
        return text + goingOn.text(in: language) + "\n"
    }

    private func sentence(_ outcome: Cluster.StartOutcome, _ folder: String) -> Message {
        switch outcome {
        case .started(createdData: true) where trial.isDryRun:
            Message(
                fr: "PostgreSQL démarrerait, sur de nouvelles données dans \(folder).",
                nl: "PostgreSQL zou starten, op nieuwe gegevens in \(folder).",
                en: "PostgreSQL would start, on new data in \(folder).")
        case .started(createdData: false) where trial.isDryRun:
            Message(
                fr: "PostgreSQL démarrerait, sur les données de \(folder).",
                nl: "PostgreSQL zou starten, op de gegevens in \(folder).",
                en: "PostgreSQL would start, on the data in \(folder).")
        case .started(createdData: true):
            Message(
                fr: "PostgreSQL tourne, sur de nouvelles données dans \(folder).",
                nl: "PostgreSQL draait, op nieuwe gegevens in \(folder).", en: "PostgreSQL runs, on new data in \(folder).")
        case .started(createdData: false):
            Message(
                fr: "PostgreSQL tourne, sur les données de \(folder).", nl: "PostgreSQL draait, op de gegevens in \(folder).",
                en: "PostgreSQL runs, on the data in \(folder).")
        case .alreadyRunning:
            Message(
                fr: "PostgreSQL tournait déjà, sur les données de \(folder).",
                nl: "PostgreSQL draaide al, op de gegevens in \(folder).",
                en: "PostgreSQL ran already, on the data in \(folder).")
        }
    }

    /// The commands that follow would not come here.
    private func warnOfOtherDatabase() async throws {
        guard data.folder == nil, try await Settings.database() != nil else { return }
        let note = Message(
            fr:
                "note : une autre base de données est configurée (APPEL_DATABASE ou config/server.yaml), et les commandes utilisent celle-là.",
            nl: "noot: er is een andere databank ingesteld (APPEL_DATABASE of config/server.yaml), en de opdrachten gebruiken die.",
            en: "note: another database is configured (APPEL_DATABASE or config/server.yaml), and commands use that one.")
        try Terminal.error.write(note.text(in: language) + "\n")
    }
}
