import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service

/// How the payments leave.
enum PaymentFormat: String, CaseIterable, ExpressibleByArgument {
    case csv, json, xlsx, pain001
}

struct ExportPayments: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "payments", abstract: "The payments that were ordered: a list for finance, or a file for the bank.",
        discussion: """
            A file for the bank (pain001) is a batch of the register, which finance makes: it holds the payments that are due and \
            are in no batch yet, so that nothing is paid twice however often files are exported. Amounts of zero, cancelled and \
            suspended grants stay out, and are named. --batch writes the file of a batch again, byte for byte. What the bank \
            rejects may go in the next batch: `appel export payment-status` reads that. A batch that the bank never got is taken \
            back with `appel export withdraw-batch`.

            EXAMPLE
              appel export payments brussels-2027 --output out/payments.xlsx
              appel export payments brussels-2027 --format pain001 --execute 2027-09-17 --account "BE68 5390 0754 7034" \
            --output out/payments.xml --as finance
              appel export payments brussels-2027 --batch 3 --output out/payments.xml
            """)

    @OptionGroup var call: CallArgument

    @Option(help: "csv, json, xlsx or pain001. (default: xlsx for a file of that name, else csv)")
    var format: PaymentFormat?

    @Option(help: ArgumentHelp("Only the payments that were ordered on this day, such as 2027-09-15.", valueName: "date"))
    var day: CalendarDate?

    @Option(help: ArgumentHelp("The day on which the bank is to pay. (default: tomorrow)", valueName: "date"))
    var execute: CalendarDate?

    @Option(help: ArgumentHelp("The municipality's account, for pain001.", valueName: "iban"))
    var account: String?

    @OptionGroup var named: BatchOption
    @OptionGroup var whose: ActingOptions
    @OptionGroup var target: ExportTarget

    var language: Language { target.language }

    func validate() throws {
        guard named.batch != nil else { return }
        guard format == nil || format == .pain001, day == nil, execute == nil, account == nil else {
            throw ValidationError("--batch writes a file as it was made; leave --format, --day, --execute and --account out.")
        }
    }

    func run() async throws {
        try await target.atDesk { desk in
            if let batch = named.batch { return try await again(PaymentBatchID(batch), desk) }
            guard chosenFormat == .pain001 else { return try await list(desk) }
            try await order(desk)
        }
    }

    private func list(_ desk: Desk) async throws {
        let (language, day) = (language, day)
        let isRehearsal = desk.printer.isRehearsal == true
        if chosenFormat == .xlsx {
            let (path, isDryRun) = (try target.requirePath("xlsx"), target.trial.isDryRun)
            let rows = try await desk.service.financePayments(of: call.code, in: language) { head, payments in
                let wanted: FinanceRecords<FinancePayment> = { part, take in
                    try payments(part) { if day == nil || $0.orderedOn == day { try take($0) } }
                }
                guard !isDryRun else { return try head.count(wanted, path) }
                return try head.workbook(in: language, isRehearsal: isRehearsal).write(payments: wanted, to: path)
            }
            return try target.tell("xlsx", rows: rows, desk.printer)
        }
        let format: ExportFormat = chosenFormat == .json ? .json : .csv
        let sink = try target.sink(format.rawValue, isJSON: format == .json)
        let rows = try await desk.service.financePayments(of: call.code, in: language) { head, payments in
            let export = RowExport<FinancePayment>(columns: PaymentList.columns, format: format, isRehearsal: isRehearsal, isPrivate: true)
            {
                PaymentList.cells($0, head)
            }
            return try sink.write(export) { take in
                try payments(.all) { if day == nil || $0.orderedOn == day { try take($0) } }
            }
        }
        try target.tell(format.rawValue, rows: rows, desk.printer)
    }

    /// The record first, then its file: see `Service.orderPayments`.
    private func order(_ desk: Desk) async throws {
        try refuseRehearsal(desk)
        guard let account else { throw accountMissing }
        // Where no file can be written no batch is made.
        if let path = target.path { try AtomicFile.check(path) }
        let request = try await whose.request(desk, isDryRun: target.trial.isDryRun)
        let receipt = try await desk.service.orderPayments(
            of: call.code, BatchWish(account: account, day: day, executionDate: execute), request)
        guard !target.trial.isDryRun else { return try show(receipt, desk.printer) }
        do {
            _ = try await write(PaymentBatchID(receipt.batch), desk)
        } catch {
            throw unwritten(receipt, error)
        }
        if target.path != nil { try show(receipt, desk.printer) }
    }

    private func again(_ id: PaymentBatchID, _ desk: Desk) async throws {
        try refuseRehearsal(desk)
        let receipt = try await write(id, desk)
        if target.path != nil || target.trial.isDryRun { try show(receipt, desk.printer) }
    }

    private func write(_ id: PaymentBatchID, _ desk: Desk) async throws -> BatchReceipt {
        let sink = ExportSink(path: target.path, isDryRun: target.trial.isDryRun)
        return try await desk.service.batchFile(id, of: call.code) { stored, batch, transfers in
            if sink.path != nil || !sink.isDryRun { _ = try sink.write(PaymentFile(batch), transfers) }
            return BatchReceipt(again: stored)
        }
    }

    private struct Written: Encodable {
        let file: String?
        let batch: BatchReceipt
    }

    private func show(_ receipt: BatchReceipt, _ printer: Printer) throws {
        var printer = printer
        printer.isDryRun = target.trial.isDryRun
        try printer.show("export", Written(file: target.path, batch: receipt)) { style in
            let left = receipt.leftOut.isEmpty ? "" : printer.text(of: receipt.leftOut.map(LeftOutRow.init), style)
            return "\(receipt.sentence.text(in: language))\n\(receipt.message)  SHA-256 \(receipt.sha256)\n" + left
        }
    }

    private var chosenFormat: PaymentFormat {
        if let format { return format }
        if target.isNamed(".xlsx") { return .xlsx }
        return target.isNamed(".json") || target.path == nil && target.json ? .json : .csv
    }

    private func refuseRehearsal(_ desk: Desk) throws {
        guard desk.printer.isRehearsal == true else { return }
        let why = Message(
            fr: "une répétition ne paie rien", nl: "een repetitie betaalt niets", en: "a rehearsal pays nothing")
        let next = Message(
            fr: "exportez en csv ou en xlsx, qui disent qu'ils viennent d'une répétition",
            nl: "exporteer als csv of xlsx, die zeggen dat ze van een repetitie komen",
            en: "export csv or xlsx, which say that they are a rehearsal's")
        throw Failure(.refused, why.text(in: language), next: next.text(in: language))
    }

    private var accountMissing: Failure {
        let why = Message(
            fr: "le fichier pour la banque demande le compte qui paie", nl: "het bestand voor de bank vraagt de rekening die betaalt",
            en: "the file for the bank needs the account that pays")
        let next = Message(fr: "répétez avec --account", nl: "herhaal met --account", en: "repeat with --account")
        return Failure(.usage, why.text(in: language), next: next.text(in: language))
    }

    /// The record stands, and the file can be had from it.
    private func unwritten(_ receipt: BatchReceipt, _ error: any Error) -> Failure {
        var failure = Failure(of: error, in: language) ?? Failure(.inputOutput, "\(error)")
        let command = "appel export payments \(call.code) --batch \(receipt.batch) --output"
        let next = Message(
            fr: "le lot est enregistré sans son fichier : \(command) FICHIER",
            nl: "de reeks is geregistreerd zonder bestand: \(command) BESTAND",
            en: "the batch is recorded without its file: \(command) FILE")
        failure.next = next.text(in: language)
        return failure
    }
}
