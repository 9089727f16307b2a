import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service

struct AttachDocument: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Puts documents in a file: a draft, or one whose complement was asked for.",
        discussion: """
            Each must be what its name says and of a type that the call accepts. Where a virus scanner is configured it is asked \
            first, and an infected document is refused; without one, the document is kept and not handed out.

            EXAMPLE
              appel application attach brussels-2027 BXL27-004 statutes statutes.pdf
              appel application attach brussels-2027 BXL27-004 accounts 2025.pdf 2026.xlsx --replace
            """)

    @OptionGroup var file: FileArguments

    @Argument(help: ArgumentHelp("The id of the attachment that the call asks for.", valueName: "attachment"))
    var attachment: String

    @Argument(help: ArgumentHelp("The documents.", valueName: "file"), completion: .file())
    var paths: [String]

    @Flag(help: "Instead of those that are there for it already.")
    var replace = false

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func validate() throws {
        guard !paths.isEmpty else { throw ValidationError("Name the documents to attach.") }
    }

    func run() async throws {
        try await options.atDesk(expectedVersion: expected.version) { desk, request in
            let scanner = try await Settings.scanner()
            let documents = try desk.reading { () throws(ImportFailure) in
                var documents: [IncomingDocument] = []
                for path in paths { documents.append(try IncomingDocument(path: path)) }
                return try Import.screened(documents, by: scanner)
            }
            let receipt = try await desk.handing(nil, "Attaching") {
                try await desk.service.attach(
                    documents, as: attachment, replacing: replace, to: file.reference, of: file.call, request)
            }
            desk.warn(of: documents)
            try desk.printer.show(receipt)
        }
    }
}

struct ListDocuments: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents", abstract: "Lists the documents of a file, and what the virus scanner said of each.",
        discussion: "EXAMPLE\n  appel application documents brussels-2027 BXL27-004")

    @OptionGroup var file: FileArguments
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let documents = try await desk.service.documents(of: file.reference, in: file.call)
            try desk.printer.list("documents", documents.map(DocumentRow.init))
        }
    }
}

struct FetchDocument: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "document", abstract: "Writes a document of a file to disk.",
        discussion: """
            `appel application documents` shows what each is called. One that no virus scanner has seen is refused; the secretariat \
            may take it with --unscanned. Only the owner of the new file may read it.

            EXAMPLE
              appel application document brussels-2027 BXL27-004 statutes --output out/statutes.pdf
            """)

    @OptionGroup var file: FileArguments

    @Argument(help: ArgumentHelp("What the list of documents calls it.", valueName: "document"))
    var document: String

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write, whole or not at all.", valueName: "file"), completion: .file())
    var output: String

    @Flag(help: "Even if no virus scanner has seen it; for the secretariat.")
    var unscanned = false

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    private struct Written: Encodable {
        let file: String
        let document: DocumentRow
    }

    func run() async throws {
        try await options.atDesk { desk, request in
            do {
                let found = try await desk.service.document(
                    document, of: file.reference, in: file.call, for: request.actor, evenUnscanned: unscanned)
                if options.isDryRun { try AtomicFile.check(output) } else { try await write(found, desk.service) }
                try desk.printer.show("document", Written(file: output, document: DocumentRow(found))) { _ in
                    "\(output)  \(found.document.size)  SHA-256 \(found.document.digest.hex)\n"
                }
            } catch let refusal as DocumentRefusal {
                throw Failure(.refused, sentences: refusal.message.text(in: language))
            }
        }
    }

    private func write(_ found: FileDocument, _ service: Service) async throws {
        let outgoing = try OutgoingFile(output, isPrivate: true)
        try await service.handOver(found) { try outgoing.append($0) }
        try outgoing.finish()
    }
}

struct ScanDocuments: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Scans for viruses the documents that no scanner has seen, of every call.",
        discussion: """
            The scanner is ClamAV's clamd, where `clamd` in config/server.yaml or APPEL_CLAMD says that it is: /run/clamav/clamd.ctl or \
            host:3310.

            EXAMPLE
              appel application scan
            """)

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            guard let scanner = try await Settings.scanner() else {
                throw Failure(.faultyInput, sentences: ScanFailure.noScanner.message.text(in: language))
            }
            let report = try await Progress.showing("Scanning") {
                try await desk.service.scanDocuments(by: scanner, in: language, request)
            }
            try desk.printer.show("scan", report) { style in text(report, style) }
        }
    }

    private func text(_ report: ScanReport, _ style: Style) -> String {
        let infected = report.infected.map { style.warning($0.virus) + "  " + $0.digest + "\n" }.joined()
        let damaged = report.damaged.map { digest in
            style.warning(ScanReport.damagedMark.text(in: language)) + "  " + digest + "\n"
        }.joined()
        return report.sentence.text(in: language) + "\n" + infected + damaged + (report.reason.map { $0 + "\n" } ?? "")
    }
}
