import ArgumentParser
import CallModel
import Exchange
import Service
import Store

struct ArchiveCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Everything of a call in one file, and back.",
        discussion: """
            A ZIP archive with the rules, the files and their documents, the organisations, members, reviews, meetings, conflicts \
            and payments, the log, where everything stands, and a manifest with the size and the SHA-256 of each part.

            EXAMPLE
              appel archive export brussels-2027 --output brussels-2027.zip
              appel archive verify brussels-2027.zip
            """,
        subcommands: [ExportArchive.self, ImportArchive.self, VerifyArchive.self])
}

struct ExportArchive: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes everything of a call into one file.",
        discussion: """
            The file holds personal data, and only its owner may read it. What stays behind: other calls, and the answers kept \
            for repeated commands.

            EXAMPLE
              appel archive export brussels-2027 --output brussels-2027.zip
            """)

    @OptionGroup var call: CallArgument

    @Option(
        name: [.customLong("output"), .customLong("out"), .customShort("o")],
        help: ArgumentHelp("The file to write, whole or not at all.", valueName: "file"), completion: .file(extensions: ["zip"]))
    var output: String

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            var printer = desk.printer
            printer.isDryRun = trial.isDryRun
            guard !trial.isDryRun else {
                try AtomicFile.check(output)
                _ = try await desk.service.call(call.code)
                return try printer.show("archive", ["file": output]) { _ in output + "\n" }
            }
            let manifest = try await Progress.showing("Writing the archive") {
                try await desk.service.archive(call.code, to: output)
            }
            try printer.show("archive", ArchiveAnswer(output, manifest, try ArchiveFile.open(output, in: language))) { _ in
                ArchiveAnswer.sentence(output, manifest).text(in: language) + "\n"
            }
        }
    }
}

struct ImportArchive: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes a call from its archive into an empty database, and rebuilds everything from its log.",
        discussion: """
            All of it, or nothing: every byte of the archive is looked at first, and the rows that come of the log are compared \
            with those that the archive has. `appel db migrate` makes the database first.

            EXAMPLE
              appel archive import brussels-2027.zip --data /tmp/copy
            """)

    @OptionGroup var archive: ArchiveArgument
    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        let file = try ArchiveFile.open(archive.file, in: language)
        try await options.atDesk { desk in
            // Only the owner may put numbers back.
            let owner = try await Database(options.location(), as: .owner)
            do {
                let events = try await Progress.showing("Importing the archive") {
                    try await Service.restore(file, into: owner, dryRun: trial.isDryRun)
                }
                var printer = desk.printer
                printer.isDryRun = trial.isDryRun
                try printer.show("archive", ArchiveAnswer(archive.file, file.manifest, file)) { _ in
                    Message(
                        fr: "\(file.manifest.call) : \(events) événements repris\n",
                        nl: "\(file.manifest.call): \(events) gebeurtenissen overgenomen\n",
                        en: "\(file.manifest.call): \(events) events taken over\n"
                    ).text(in: language)
                }
            } catch {
                await owner.close()
                throw error
            }
            await owner.close()
        }
    }
}

struct VerifyArchive: ParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Looks at every byte of an archive, without a database.",
        discussion: """
            Names every part that was changed, taken out or put in. The fingerprint that it shows is the SHA-256 of the manifest, \
            and stands for the whole archive: whoever has kept it knows that this is the same one.

            EXAMPLE
              appel archive verify brussels-2027.zip
            """)

    @OptionGroup var archive: ArchiveArgument
    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    func run() throws {
        let file = try ArchiveFile.open(archive.file, in: language)
        var printer = printing.printer
        printer.isRehearsal = file.manifest.isRehearsal
        try printer.show("archive", ArchiveAnswer(archive.file, file.manifest, file)) { _ in
            ArchiveAnswer.sentence(archive.file, file.manifest).text(in: language) + "\nSHA-256 \(file.fingerprint.hex)\n"
        }
    }
}

struct ArchiveArgument: ParsableArguments {
    @Argument(help: "A file that `appel archive export` wrote.", completion: .file(extensions: ["zip"]))
    var file: String
}

/// What is told of an archive.
private struct ArchiveAnswer: Encodable {
    let file: String
    let fingerprint: String
    let manifest: ArchiveManifest

    init(_ path: String, _ manifest: ArchiveManifest, _ archive: ArchiveFile) {
        (file, fingerprint, self.manifest) = (path, archive.fingerprint.hex, manifest)
    }

    static func sentence(_ path: String, _ manifest: ArchiveManifest) -> Message {
        let (call, events, parts) = (manifest.call, manifest.events, manifest.parts.count)
        return Message(
            fr: "\(path) : \(call), \(events) événements, \(parts) parties intactes",
            nl: "\(path): \(call), \(events) gebeurtenissen, \(parts) delen ongeschonden",
            en: "\(path): \(call), \(events) events, \(parts) parts as they were written")
    }
}

extension ArchiveFile {
    /// Opens an archive that is as it was written. Throws a `Failure` that names every part that is not.
    fileprivate static func open(_ path: String, in language: Language) throws -> ArchiveFile {
        do throws(ArchiveFaults) {
            return try ArchiveFile(path: path)
        } catch {
            if error.faults.contains(.file(.missing)) { throw InputFile.missing(path) }
            let found = Message(
                fr: "\(path) n'est pas une archive intacte ; rien n'a été changé",
                nl: "\(path) is geen ongeschonden archief; er is niets gewijzigd",
                en: "\(path) is no archive as it was written; nothing was changed")
            let next = Message(
                fr: "prenez une autre copie, ou exportez l'appel à nouveau", nl: "neem een andere kopie, of exporteer de oproep opnieuw",
                en: "take another copy, or export the call again")
            throw Failure(
                .faultyInput, found.text(in: language), at: error.faults.map { $0.message.text(in: language) },
                next: next.text(in: language))
        }
    }
}
