import ArgumentParser
import CallModel
import Service
import Store

/// One batch of the register.
struct BatchOption: ParsableArguments {
    @Option(help: ArgumentHelp("A batch, by the number that `appel export batches` shows.", valueName: "number"))
    var batch: Int64?
}

struct ListBatches: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "batches", abstract: "Lists the files that were made for the bank, and what became of them.",
        discussion: """
            With --batch, the payments of that one.

            EXAMPLE
              appel export batches brussels-2027
              appel export batches brussels-2027 --batch 3 --json
            """)

    @OptionGroup var call: CallArgument
    @OptionGroup var named: BatchOption
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let batches = try await desk.service.paymentBatches(of: call.code)
            guard let number = named.batch else { return try desk.printer.list("batches", batches.map(BatchRow.init)) }
            guard let found = batches.first(where: { $0.batch.id.value == number }) else {
                throw StoreError.notFound(kind: "batch", name: "\(number)")
            }
            try desk.printer.list("payments", found.payments.map(BatchPaymentRow.init))
        }
    }
}

struct WithdrawBatch: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw-batch", abstract: "Takes a batch back that the bank never got: its payments wait again.",
        discussion: """
            Only when it is certain that the file was not sent, or that the bank refused it as a whole: its payments will be in \
            the next batch. A batch of which the bank has spoken stays.

            EXAMPLE
              appel export withdraw-batch brussels-2027 --batch 3 --reason "Fichier jamais envoyé" --as finance
            """)

    @OptionGroup var call: CallArgument

    @Option(help: ArgumentHelp("The batch, by the number that `appel export batches` shows.", valueName: "number"))
    var batch: Int64

    @Option(help: "Why; kept as a document that can be erased.")
    var reason: String

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let receipt = try await desk.service.withdrawBatch(PaymentBatchID(batch), of: call.code, reason: reason, request)
            try desk.printer.show(receipt)
        }
    }
}

private struct BatchRow: Encodable, TableRow {
    let batch: Int64
    let message: String
    let madeAt: String
    let madeBy: String
    let executionDate: CalendarDate
    let payments: Int
    let totalCents: Cents
    let sha256: String
    let ordered: Int
    let pending: Int
    let settled: Int
    let rejected: Int
    let settledCents: Cents
    let rejectedCents: Cents
    let withdrawnAt: String?
    let withdrawnBy: String?
    let withdrawnBecause: String?

    init(_ view: PaymentBatchView) {
        let stored = view.batch
        (batch, message) = (stored.id.value, stored.messageID)
        (madeAt, madeBy, executionDate) = (stored.madeAt.iso8601, stored.madeBy, stored.executionDate)
        (payments, totalCents, sha256) = (stored.payments, stored.total, stored.digest.hex)
        (ordered, pending) = (view.count(.ordered), view.count(.pending))
        (settled, rejected) = (view.count(.settled), view.count(.rejected))
        (settledCents, rejectedCents) = (view.total(.settled), view.total(.rejected))
        (withdrawnAt, withdrawnBy) = (stored.withdrawal?.at.iso8601, stored.withdrawal?.by)
        withdrawnBecause = view.withdrawnBecause
    }

    static let columns: [Column] = [
        .number(BatchWords.batch), .text(BatchWords.message), .text(BatchWords.execution), .number(BatchWords.payments),
        .number(Words.total), .number(BatchWords.settled), .number(BatchWords.rejected), .flexible(Words.state)
    ]

    func cells(in language: Language) -> [String] {
        [
            "\(batch)", message, executionDate.description, "\(payments)", totalCents.decimal, "\(settled)", "\(rejected)",
            state.text(in: language)
        ]
    }

    private var state: Message {
        if withdrawnAt != nil { return BatchWords.status("withdrawn") }
        if ordered == payments { return BatchWords.status("ordered") }
        return settled + rejected == payments ? BatchWords.answered : BatchWords.status("pending")
    }
}

private struct BatchPaymentRow: Encodable, TableRow {
    let reference: String
    let payee: String
    let account: String
    let amountCents: Cents
    let endToEnd: String
    let status: String
    let reason: String?

    init(_ payment: StoredPayment) {
        let order = payment.order
        (reference, payee, account) = (order.reference, order.payee, order.account)
        (amountCents, endToEnd) = (order.amount, order.endToEnd)
        (status, reason) = (payment.status.rawValue, payment.reason)
    }

    static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .text(Words.account), .number(Words.amount),
        .text(BatchWords.endToEnd), .text(Words.state), .flexible(Words.reason)
    ]

    func cells(in language: Language) -> [String] {
        [
            reference, payee, account, amountCents.decimal, endToEnd, BatchWords.status(status).text(in: language), reason ?? ""
        ]
    }
}

/// A payment that is not in a file, and why.
struct LeftOutRow: Encodable, TableRow {
    let leftOut: BatchReceipt.LeftOut

    init(_ leftOut: BatchReceipt.LeftOut) { self.leftOut = leftOut }

    static let columns: [Column] = [
        .text(Words.reference), .text(BatchWords.endToEnd), .number(Words.amount), .flexible(BatchWords.leftOut)
    ]

    func cells(in language: Language) -> [String] {
        [leftOut.reference, leftOut.endToEnd, leftOut.amountCents.decimal, leftOut.reason.text(in: language)]
    }
}
