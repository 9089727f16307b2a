import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service

extension ExportFormat: ExpressibleByArgument {}

struct ExportPaymentStatus: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "payment-status", abstract: "Takes over what became of a batch at the bank, from the bank's own file.",
        discussion: """
            The bank's file is a pain.002, which names its batch, or a table with the columns endToEndId and status, and perhaps \
            reason and amount, about the batch that --batch names. What does not fit the batch is an error, and nothing is \
            recorded. A rejected payment can go in the next batch. The answer is every payment of the batch as it now stands.

            EXAMPLE
              appel export payment-status brussels-2027 --report pain002.xml --as finance
              appel export payment-status brussels-2027 --report bank.csv --batch 3 --output out/batch-3.csv --as finance
            """)

    @OptionGroup var call: CallArgument

    @Option(help: ArgumentHelp("The bank's file: XML or CSV.", valueName: "file"), completion: .file(extensions: ["xml", "csv"]))
    var report: String

    @Option(help: "csv or json. (default: that of the file's name, else csv)")
    var format: ExportFormat?

    @OptionGroup var named: BatchOption
    @OptionGroup var whose: ActingOptions
    @OptionGroup var target: ExportTarget

    var language: Language { target.language }

    func run() async throws {
        try await target.atDesk { desk in
            let said = try read(Array(try InputFile.bytes(report)))
            if let path = target.path { try AtomicFile.check(path) }
            let receipt = try await reconcile(said, desk)
            let chosen: ExportFormat = format ?? (target.isNamed(".json") || target.path == nil && target.json ? .json : .csv)
            let export = RowExport<ReportReceipt.Line>(
                columns: PaymentStatusList.columns, format: chosen, isRehearsal: desk.printer.isRehearsal == true
            ) { PaymentStatusList.cells($0, receipt) }
            let rows = try target.sink(chosen.rawValue, isJSON: chosen == .json).write(export) { try receipt.lines.forEach($0) }
            try target.tell(chosen.rawValue, rows: rows, desk.printer)
        }
    }

    private func reconcile(_ said: BankReport, _ desk: Desk) async throws -> ReportReceipt {
        let request = try await whose.request(desk, isDryRun: target.trial.isDryRun)
        let batch = named.batch.map { PaymentBatchID($0) }
        do throws(ServiceError) {
            return try await desk.service.readBankReport(said, of: call.code, batch: batch, request)
        } catch {
            guard case .faults(let faults) = error else { throw error }
            let found = Message(
                fr: "le fichier de la banque ne correspond pas au lot ; rien n'a été changé",
                nl: "het bestand van de bank past niet bij de reeks; er is niets gewijzigd",
                en: "the bank's file does not fit the batch; nothing was changed")
            throw Failure(
                .faultyInput, found.text(in: language), at: faults.map { "\(report): \($0.message.text(in: language))" },
                next: Message(
                    fr: "demandez à la banque ; `appel export batches \(call.code)` montre les lots",
                    nl: "vraag de bank; `appel export batches \(call.code)` toont de reeksen",
                    en: "ask the bank; `appel export batches \(call.code)` shows the batches"
                ).text(in: language))
        }
    }

    private func read(_ bytes: [UInt8]) throws -> BankReport {
        do throws(BankReportFault) {
            let isXML = bytes.first { ![0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF].contains($0) } == UInt8(ascii: "<")
            return isXML ? try BankReport(xml: bytes) : try BankReport(csv: bytes)
        } catch {
            let why = Message(
                fr: "\(report) n'est pas un rapport de banque", nl: "\(report) is geen verslag van een bank",
                en: "\(report) is no report of a bank")
            throw Failure(
                .faultyInput, why.text(in: language), at: [error.message.text(in: language)],
                next: Message(
                    fr: "demandez un pain.002, ou faites un tableau avec les colonnes endToEndId et status",
                    nl: "vraag een pain.002, of maak een tabel met de kolommen endToEndId en status",
                    en: "ask for a pain.002, or make a table with the columns endToEndId and status"
                ).text(in: language))
        }
    }
}
