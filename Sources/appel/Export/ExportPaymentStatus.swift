import ArgumentParser
import CallModel
import Exchange
import Service

struct ExportPaymentStatus: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "payment-status", abstract: "What became of a day's payments at the bank, from the bank's own file.",
        discussion: """
            The bank's file is a pain.002, or a table with the columns endToEndId and status. What does not fit the payments of \
            the day is an error; nothing is recorded.

            EXAMPLE
              appel export payment-status brussels-2027 --report pain002.xml --day 2027-09-15 --account "BE68 5390 0754 7034"
            """)

    @OptionGroup var call: CallArgument

    @Option(help: ArgumentHelp("The bank's file: XML or CSV.", valueName: "file"), completion: .file(extensions: ["xml", "csv"]))
    var report: String

    @Option(help: "csv or json. (default: that of the file's name, else csv)")
    var format: ExportFormat?

    @OptionGroup var bank: BankOptions
    @OptionGroup var target: ExportTarget

    var language: Language { target.language }

    func run() async throws {
        try await target.atDesk { desk in
            let bytes = Array(try InputFile.bytes(report))
            let view = try await desk.service.finance(of: call.code, in: language)
            let batch = try bank.batch(of: view, isRehearsal: desk.printer.isRehearsal == true, in: language)
            let outcome = Reconciliation(batch, with: try read(bytes))
            guard outcome.faults.isEmpty else {
                let found = Message(
                    fr: "le fichier de la banque ne correspond pas aux paiements",
                    nl: "het bestand van de bank past niet bij de betalingen",
                    en: "the bank's file does not fit the payments")
                throw Failure(
                    .faultyInput, found.text(in: language), at: outcome.faults.map { "\(report): \($0.message.text(in: language))" },
                    next: Message(
                        fr: "demandez à la banque, ou donnez avec --day le jour dont parle le fichier",
                        nl: "vraag de bank, of geef met --day de dag waarover het bestand gaat",
                        en: "ask the bank, or give the day that the file is about with --day"
                    ).text(in: language))
            }
            let chosen: ExportFormat = format ?? (target.isNamed(".json") || target.path == nil && target.json ? .json : .csv)
            try target.deliver(ReadyExport(.status(outcome), as: chosen, isRehearsal: false), desk.printer)
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

extension ExportTable {
    fileprivate static func status(_ outcome: Reconciliation) -> ExportTable {
        var table = ExportTable(columns: ["reference", "organisation", "amount", "endToEndId", "status", "reason"])
        for line in outcome.lines {
            let order = line.transfer.order
            table.add([
                .text(order.reference), .text(order.payee), .amount(order.amount), .text(order.identifier.description),
                .text(line.outcome?.rawValue ?? "unknown"), line.reason.map { .text($0) } ?? .empty
            ])
        }
        return table
    }
}
