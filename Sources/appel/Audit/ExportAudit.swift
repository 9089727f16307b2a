import ArgumentParser
import Audit
import CallModel
import Exchange
import Foundation
import Service
import Store

/// The names of the files of an exported audit.
enum AuditFiles {
    static let log = "log.jsonl"
    static let checkpoints = "checkpoints.txt"
    static let proofs = "proofs.jsonl"
    static let key = "key.pub"
    /// The folder of the rules, each in a file named after its SHA-256.
    static let definitions = "definitions"
}

struct ExportAudit: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the log, its checkpoints and the proofs between them into a folder.",
        discussion: """
            Everything is compared with what was signed before it is written. With the log comes the folder definitions: the rules of \
            each call as they were frozen, under the SHA-256 that the log names.

            The files name nobody, but the log has the scores that each member gave, under the member's number: the municipality \
            decides to whom it hands the log. checkpoints.txt, proofs.jsonl and definitions are for everyone. Publish the public key \
            elsewhere too: --key puts a copy of it beside the others.

            EXAMPLE
              appel audit export out/audit --key audit.key.pub
            """)

    @Argument(help: "The folder to write into; made where there is none.", completion: .directory)
    var folder: String

    @Option(help: ArgumentHelp("The public key of the log, or the file that holds it.", valueName: "public-key"), completion: .file())
    var key: String?

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    private struct Written: Encodable {
        let folder: String
        let events: Int
        let checkpoints: Int
        let proofs: Int
    }

    func run() async throws {
        let key = try key.map { try AuditKeyFile.open($0, in: language) }
        try await options.atDesk { desk in
            let log = try await Progress.showing("Writing the log") { try await write(desk.service, key) }
            var printer = desk.printer
            printer.isDryRun = trial.isDryRun
            let written = Written(
                folder: folder, events: log.events, checkpoints: log.checkpoints.count, proofs: log.proofs.count)
            try printer.show("audit", written) { _ in
                Message(
                    fr: "\(log.events) événements et \(log.checkpoints.count) point(s) de contrôle dans \(folder)\n",
                    nl: "\(log.events) gebeurtenissen en \(log.checkpoints.count) controlepunt(en) in \(folder)\n",
                    en: "\(log.events) events and \(log.checkpoints.count) checkpoint(s) in \(folder)\n"
                ).text(in: language)
            }
        }
    }

    private func write(_ service: Service, _ key: NoteKey?) async throws -> AuditedLog {
        if trial.isDryRun { return try await service.exportAudit(key: key) { _ in } }
        try makeFolder(folder)
        let outgoing = try OutgoingFile("\(folder)/\(AuditFiles.log)", isPrivate: false)
        let log = try await service.exportAudit(key: key) { line in try outgoing.append(line) }
        try makeFolder("\(folder)/\(AuditFiles.definitions)")
        for (digest, document) in log.definitions { try put("\(AuditFiles.definitions)/\(digest.hex).json", document) }
        try outgoing.finish()
        try put(AuditFiles.checkpoints, log.checkpoints.joined(separator: "\n"))
        try put(AuditFiles.proofs, log.proofs.map { (LogJSON.text($0) ?? "") + "\n" }.joined())
        if let key { try put(AuditFiles.key, "\(key)\n") }
        return log
    }

    private func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw FileWriteError(path, kind: .noPermission)
        }
    }

    private func put(_ name: String, _ text: String) throws {
        try AtomicFile.write(to: "\(folder)/\(name)") { (file) throws(FileWriteError) in try file.append(Array(text.utf8)) }
    }
}

struct TakeReceipt: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "Writes the proof of what was filed, for the applicant to keep.",
        discussion: """
            It holds what was filed with the salt of its digest, the events of the file up to its filing and, once a checkpoint covers \
            them, the proof that they are in it. It is the applicant's own, with personal data, and only its owner may read it. \
            `appel audit verify` checks it, without a database.

            EXAMPLE
              appel audit receipt brussels-2027 BXL27-004 --output receipt.json
            """)

    @OptionGroup var file: FileArguments

    @Option(
        name: [.customLong("output"), .customLong("out"), .customShort("o")],
        help: ArgumentHelp("The file to write, whole or not at all.", valueName: "file"), completion: .file(extensions: ["json"]))
    var output: String

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    private struct Written: Encodable {
        let file: String
        let digest: String
        let leaf: Int?
    }

    func run() async throws {
        try await options.atDesk { desk, request in
            let receipt = try await desk.service.filingReceipt(of: file.reference, in: file.call, request)
            guard let text = LogJSON.text(receipt) else { throw StoreError.unreadable("a receipt cannot be written") }
            if options.isDryRun {
                try AtomicFile.check(output)
            } else {
                let outgoing = try OutgoingFile(output, isPrivate: true)
                try outgoing.append(Array((text + "\n").utf8))
                try outgoing.finish()
            }
            let written = Written(file: output, digest: receipt.content.digest.hex, leaf: receipt.inclusion?.leaf)
            try desk.printer.show("receipt", written) { _ in
                let sentence =
                    receipt.inclusion == nil
                    ? Message(
                        fr: "aucun point de contrôle ne le couvre encore : reprenez un reçu plus tard",
                        nl: "nog geen controlepunt dekt het: haal later een nieuw ontvangstbewijs af",
                        en: "no checkpoint covers it yet: take another receipt later")
                    : Message(
                        fr: "couvert par un point de contrôle", nl: "gedekt door een controlepunt", en: "covered by a checkpoint")
                return "\(output): \(sentence.text(in: language))\nSHA-256 \(receipt.content.digest.hex)\n"
            }
        }
    }
}
