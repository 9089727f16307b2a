import ArgumentParser
import CallModel
import Store

struct BackUpDatabase: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Writes the whole database to a file, while others go on working.",
        discussion: """
            Beside it goes FILE.manifest.json, which says how much is in it; `appel db restore` counts again.

            EXAMPLE
              appel db backup appel-2027-06-08.backup
            """)

    @Argument(help: ArgumentHelp("The file to write; it must not exist yet.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func validate() throws {
        // The manifest has to lie beside it.
        guard file != "-" else { throw ValidationError("A backup goes to a file, not to standard output.") }
    }

    func run() async throws {
        let backup = Backup(try await options.location())
        let manifest = try await Progress.showing("Backing up") {
            trial.isDryRun ? try await backup.examineWriting(to: file) : try await backup.write(to: file)
        }
        try options.show(manifest, trial) { events in
            Message(
                fr: "\(file) : \(events) événements, avec son manifeste à côté.",
                nl: "\(file): \(events) gebeurtenissen, met het manifest ernaast.",
                en: "\(file): \(events) events, with its manifest beside it.")
        }
    }
}

struct RestoreDatabase: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Brings a backup back into an empty database: all of it, or nothing.",
        discussion: """
            EXAMPLE
              appel db start --data /srv/appel-new --no-migrate
              appel db restore appel-2027-06-08.backup --data /srv/appel-new
            """)

    @Argument(help: ArgumentHelp("The backup; its manifest lies beside it.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        let backup = Backup(try await options.location())
        guard !trial.isDryRun else {
            let manifest = try await Progress.showing("Checking the backup") { try await backup.examineRestoring(from: file) }
            return try options.show(manifest, trial) { events in
                Message(
                    fr: "\(file) : intact, \(events) événements à restaurer dans une base vide.",
                    nl: "\(file): ongeschonden, \(events) gebeurtenissen terug te zetten in een lege databank.",
                    en: "\(file): as it was written, \(events) events to restore into an empty database.")
            }
        }
        let files = try SQLFiles.locate()
        let manifest = try await Progress.showing("Restoring") { try await backup.restore(from: file, files: files) }
        try options.show(manifest, trial) { events in
            Message(
                fr: "\(file) : \(events) événements restaurés, chaque table comptée d'après le manifeste.",
                nl: "\(file): \(events) gebeurtenissen teruggezet, elke tabel nageteld met het manifest.",
                en: "\(file): \(events) events restored, every table counted against the manifest.")
        }
    }
}

extension ReadingOptions {
    fileprivate func show(_ manifest: BackupManifest, _ trial: DryRunOption, _ sentence: (Int64) -> Message) throws {
        var printer = printing.printer
        printer.isRehearsal = manifest.kind == .rehearsal
        printer.isDryRun = trial.isDryRun
        try printer.show("backup", manifest) { _ in sentence(manifest.events).text(in: language) + "\n" }
    }
}

struct OpenShell: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Opens psql on the database, for people who know SQL.",
        discussion: """
            By default as the auditor, who sees the whole log and can change nothing. It ends with psql's own exit codes, not with \
            Appel's: 1 for a fault of psql, 2 for a lost connection, 3 for an error in a script with ON_ERROR_STOP.

            EXAMPLE
              appel db shell -- -c "SELECT machine, count(*) FROM events GROUP BY machine"
            """)

    enum Access: String, CaseIterable, ExpressibleByArgument {
        case auditor
        case finance
        case program
        case owner

        var access: DatabaseAccess {
            switch self {
            case .auditor: .auditor
            case .finance: .finance
            case .program: .program
            case .owner: .owner
            }
        }
    }

    @Option(help: "auditor, finance, program or owner.")
    var role = Access.auditor

    @Argument(help: "What psql takes besides the connection, after --.")
    var arguments: [String] = []

    @OptionGroup var data: DataOptions
    @OptionGroup var speech: LanguageOptions

    var language: Language { speech.language }

    func run() async throws {
        try DatabaseShell.run(try await data.location(), as: role.access, arguments: arguments)
    }
}
