import ArgumentParser
import CallModel
import Presentation
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
