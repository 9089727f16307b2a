import ArgumentParser
import Audit
import CallModel
import Foundation
import Store

struct VerifyAudit: ParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Verifies an exported log, checkpoints and receipts, without a database.",
        discussion: """
            Each file is known by what it holds: a folder that `appel audit export` wrote or files of it, checkpoints that you have \
            kept, receipts. Everything must agree with everything else; the first thing that does not ends the command with exit code \
            \(CommandStatus.faultyInput.rawValue). A receipt that no checkpoint covers, and no log that is given holds, is not \
            verifiable yet, and the command ends with \(CommandStatus.tryAgain.rawValue). --key is the public key as it was published; without it the key beside the files is \
            taken, which proves nothing against those who wrote them.

            EXAMPLE
              appel audit verify out/audit receipt.json --key audit.key.pub
              appel audit verify out/audit kept-in-march.txt --key audit.key.pub
              appel audit verify receipt.json --key audit.key.pub --json
            """)

    @Argument(help: "Folders and files.", completion: .file())
    var files: [String]

    @Option(help: ArgumentHelp("The public key, or the file that holds it.", valueName: "public-key"), completion: .file())
    var key: String?

    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    private struct Answer: Encodable {
        let key: String
        /// Whether the key came with the files.
        let keyFromFiles: Bool
        /// `nil` where there was no log.
        let events: Int?
        let checkpoints: Int
        let receipts: [ReceiptAnswer]
    }

    private struct ReceiptAnswer: Encodable {
        let call: String
        let reference: String
        let digest: String
        /// Whether a signature vouches for it. Without, it shows what was filed and nothing of the log.
        let verified: Bool
        let leaf: Int?
        /// The size of the checkpoint that covers it.
        let checkpoint: Int?
    }

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("Name the files to verify.") }
    }

    func run() throws {
        let evidence = try Evidence(files, in: language)
        guard let key = try key.map({ try AuditKeyFile.open($0, in: language) }) ?? evidence.key else {
            let missing = Message(
                fr: "il manque la clé publique du journal", nl: "de publieke sleutel van het logboek ontbreekt",
                en: "the public key of the log is missing")
            throw Failure(.usage, missing.text(in: language), next: "--key")
        }
        let found = try evidence.verify(under: key, in: language)
        let answer = Answer(
            key: key.description, keyFromFiles: self.key == nil, events: found.events, checkpoints: found.checkpoints,
            receipts: found.receipts.map { seen in
                ReceiptAnswer(
                    call: seen.receipt.call, reference: seen.receipt.reference, digest: seen.receipt.content.digest.hex,
                    verified: seen.cover != nil, leaf: seen.cover?.leaf, checkpoint: seen.cover?.checkpoint)
            })
        try printing.printer.show("verified", answer) { style in text(answer, style) }
        // All that was said holds; a script has to hear that it is not yet what it asked for.
        if !answer.receipts.allSatisfy(\.verified) { throw ExitCode(CommandStatus.tryAgain.rawValue) }
    }

    private func text(_ answer: Answer, _ style: Style) -> String {
        let events = answer.events.map { count in
            Message(fr: "\(count) événements, ", nl: "\(count) gebeurtenissen, ", en: "\(count) events, ").text(in: language)
        }
        let covered = answer.receipts.count(where: \.verified)
        let counts = Message(
            fr: "\(answer.checkpoints) point(s) de contrôle et \(covered) reçu(s) vérifiés",
            nl: "\(answer.checkpoints) controlepunt(en) en \(covered) ontvangstbewijs(zen) nagekeken",
            en: "\(answer.checkpoints) checkpoint(s) and \(covered) receipt(s) verified")
        let receipts = answer.receipts.map { receipt in
            let place = receipt.checkpoint.map { size in
                Message(
                    fr: "événement \(receipt.leaf ?? 0) du point de contrôle \(size)",
                    nl: "gebeurtenis \(receipt.leaf ?? 0) van controlepunt \(size)",
                    en: "event \(receipt.leaf ?? 0) of checkpoint \(size)")
            }
            let waiting = Message(
                fr: "pas encore vérifiable : aucun point de contrôle ne le couvre ; comparez-le plus tard avec le journal",
                nl: "nog niet na te gaan: geen controlepunt dekt het; vergelijk het later met het logboek",
                en: "not verifiable yet: no checkpoint covers it; hold it against the log later")
            return "  \(receipt.call) \(receipt.reference): \((place ?? waiting).text(in: language))\n    SHA-256 \(receipt.digest)\n"
        }
        let trust = Message(
            fr: "La clé accompagnait les fichiers : comparez-la avec celle qui est publiée.\n  \(answer.key)\n",
            nl: "De sleutel zat bij de bestanden: vergelijk hem met de gepubliceerde.\n  \(answer.key)\n",
            en: "The key came with the files: compare it with the published one.\n  \(answer.key)\n")
        return (events ?? "") + style.good(counts.text(in: language)) + "\n" + receipts.joined()
            + (answer.keyFromFiles ? style.warning(trust.text(in: language)) : "")
    }
}
