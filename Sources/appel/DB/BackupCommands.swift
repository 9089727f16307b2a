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

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        let backup = Backup(try await options.location())
        let manifest = try await Progress.showing("Backing up") { try await backup.write(to: file) }
        try options.show(manifest) { "\(file): \($0) events, with its manifest beside it.\n" }
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

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        let backup = Backup(try await options.location())
        let files = try SQLFiles.locate()
        let manifest = try await Progress.showing("Restoring") { try await backup.restore(from: file, files: files) }
        try options.show(manifest) { "\(file): \($0) events restored, every table counted against the manifest.\n" }
    }
}

extension ReadingOptions {
    fileprivate func show(_ manifest: BackupManifest, _ sentence: (Int64) -> String) throws {
        var printer = printing.printer
        printer.isRehearsal = manifest.kind == .rehearsal
        try printer.show("backup", manifest) { _ in sentence(manifest.events) }
    }
}

struct OpenShell: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Opens psql on the database, for people who know SQL.",
        discussion: """
            By default as the auditor, who sees the whole log and can change nothing.

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
