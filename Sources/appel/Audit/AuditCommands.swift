import ArgumentParser
import Audit
import CallModel
import Exchange
import Foundation
import Presentation
import Service
import Store

struct AuditCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Shows to anyone that the log was never changed: checkpoints, receipts, and their verification.",
        discussion: """
            A checkpoint is a signature over the whole log. Whoever has kept one, or a receipt, can tell later whether anything before \
            it was changed, taken out or put in. docs/audit.md says how to verify without this program.

            EXAMPLE
              appel audit key audit.key --name subsidies.example.org/log
              appel audit checkpoint --key audit.key
              appel audit export out/audit
              appel audit verify out/audit --key audit.key.pub
            """,
        subcommands: [
            CreateAuditKey.self, TakeCheckpoint.self, ShowAudit.self, ExportAudit.self, TakeReceipt.self, VerifyAudit.self
        ])
}

struct CreateAuditKey: ParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Makes the pair of keys that signs checkpoints.",
        discussion: """
            The secret key goes into the file, which only its owner may read, and never into the database. Keep it apart from the \
            backups: whoever has it and the database can write another history. The public key goes beside it, into a file whose name \
            ends with .pub: publish it.

            EXAMPLE
              appel audit key audit.key --name subsidies.example.org/log
            """)

    @Argument(help: "The file to make. One that exists is never replaced.", completion: .file())
    var file: String

    @Option(help: "What the log is called: an address of yours without https://, such as subsidies.example.org/log.")
    var name: String

    @OptionGroup var trial: DryRunOption
    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    private struct Made: Encodable {
        let file: String
        let publicKey: String
    }

    func validate() throws {
        guard NoteKey.isName(name) else { throw ValidationError("--name may hold neither blanks nor plus signs.") }
    }

    func run() throws {
        guard let key = SigningKey(newFor: name) else { throw ValidationError("--name may hold neither blanks nor plus signs.") }
        let open = file + ".pub"
        for path in [file, open] {
            if FileManager.default.fileExists(atPath: path) { throw FileWriteError(path, kind: .exists) }
            try AtomicFile.check(path)
        }
        if !trial.isDryRun {
            try AtomicFile.create(file, Array((key.text + "\n").utf8), isPrivate: true)
            try AtomicFile.create(open, Array("\(key.verifier)\n".utf8), isPrivate: false)
        }
        var printer = printing.printer
        printer.isDryRun = trial.isDryRun
        // A dry run keeps no key, so that it shows none.
        let shown = trial.isDryRun ? "" : key.verifier.description
        try printer.show("key", Made(file: file, publicKey: shown)) { _ in "\(file)\n\(open)\n" + (shown.isEmpty ? "" : shown + "\n") }
    }
}

struct TakeCheckpoint: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Signs the log as it stands.",
        discussion: """
            First, every event that an earlier checkpoint covers is read and compared: a log that was changed is not signed, and the \
            command ends with exit code \(CommandStatus.databaseUnfit.rawValue). Nobody waits meanwhile. When nothing has happened \
            since, the last checkpoint is shown again. With --every it goes on until it is stopped, and reads new events only.

            EXAMPLE
              appel audit checkpoint --key audit.key
              appel audit checkpoint --key audit.key --every 10s
            """)

    @Option(help: ArgumentHelp("The secret key that `appel audit key` made.", valueName: "file"), completion: .file())
    var key: String

    @Option(help: ArgumentHelp("Take one again and again, such as every 10s or 5m.", valueName: "time"))
    var every: TimeLength?

    @Option(help: "With --every: stop after so many.")
    var times: Int?

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func validate() throws {
        guard (times ?? 1) >= 1 else { throw ValidationError("--times is at least 1.") }
        guard times == nil || every != nil else { throw ValidationError("--times goes with --every.") }
    }

    func run() async throws {
        let key = try AuditKeyFile.secret(key, in: language)
        try await options.atDesk { desk in
            var printer = desk.printer
            printer.isDryRun = trial.isDryRun
            var known: MerkleFrontier?
            var left = every == nil ? 1 : times ?? .max
            while true {
                let before = known
                let (receipt, tree) = try await Progress.showing("Reading the log") {
                    try await desk.service.takeCheckpoint(by: key, known: before, isDryRun: trial.isDryRun)
                }
                // What a dry run takes back is not there the next time.
                known = trial.isDryRun ? nil : tree
                try show(receipt, printer)
                left -= 1
                guard left > 0, let every else { return }
                try await Task.sleep(for: .seconds(every.seconds))
            }
        }
    }

    private func show(_ receipt: CheckpointReceipt, _ printer: Printer) throws {
        try printer.show("checkpoint", receipt) { _ in
            receipt.sentence.text(in: language) + "\n" + (receipt.note.map { "\n" + $0 } ?? "")
        }
    }
}

struct ShowAudit: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the last checkpoint, and how many events wait for the next.",
        discussion: "EXAMPLE\n  appel audit show --json")

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let status = try await desk.service.auditStatus()
            let answer = AuditAnswer(status)
            try desk.printer.show("audit", answer) { _ in
                answer.sentence.text(in: language) + "\n" + (status.last.map { "\(Moment.text($0.at))\n\n\($0.note)" } ?? "")
            }
        }
    }
}

/// The files of keys.
enum AuditKeyFile {
    /// The secret key of a file that nobody else may read.
    static func secret(_ path: String, in language: Language) throws -> SigningKey {
        let text = String(decoding: try InputFile.bytes(path), as: UTF8.self)
        if NoteKey(text.trimmed) != nil {
            let open = Message(
                fr: "\(path) contient la clé publique ; il faut la clé secrète",
                nl: "\(path) bevat de publieke sleutel; nodig is de geheime",
                en: "\(path) holds the public key; the secret one is needed")
            let next = Message(
                fr: "donnez le fichier sans .pub que `appel audit key` a fait",
                nl: "geef het bestand zonder .pub dat `appel audit key` maakte",
                en: "give the file without .pub that `appel audit key` made")
            throw Failure(.faultyInput, open.text(in: language), next: next.text(in: language))
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0 {
            let open = Message(
                fr: "\(path) peut être lu par d'autres", nl: "\(path) kan door anderen gelezen worden", en: "\(path) can be read by others")
            throw Failure(.notPermitted, open.text(in: language), next: "chmod 600 \(path.quotedForShell)")
        }
        guard let key = SigningKey(text.trimmed) else {
            throw Failure(.faultyInput, none(path).text(in: language), next: "`appel audit key FILE --name NAME`")
        }
        return key
    }

    /// A public key: itself, or a file that holds it.
    static func open(_ text: String, in language: Language) throws -> NoteKey {
        if let key = NoteKey(text.trimmed) { return key }
        guard let key = NoteKey(String(decoding: try InputFile.bytes(text), as: UTF8.self).trimmed) else {
            let next = Message(
                fr: "donnez la clé publique du journal, une ligne NOM+EMPREINTE+CLÉ, telle que la commune l'a publiée",
                nl: "geef de publieke sleutel van het logboek, een regel NAAM+VINGERAFDRUK+SLEUTEL, zoals de gemeente hem publiceerde",
                en: "give the public key of the log, a line NAME+HASH+KEY, as the municipality published it")
            throw Failure(.faultyInput, none(text).text(in: language), next: next.text(in: language))
        }
        return key
    }

    private static func none(_ path: String) -> Message {
        Message(
            fr: "\(path) ne contient pas de clé de ce genre", nl: "\(path) bevat geen sleutel van die soort",
            en: "\(path) holds no key of that kind")
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
