import ArgumentParser
import CallModel
import Presentation
import Service
import Store

struct CancelLottery: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Calls a lottery off, with a reason: it decides nothing any more, and stays readable.",
        discussion: """
            One may be called off until the moment from which its numbers count. From then on, drawn or not, it stands, unless the files \
            that a lottery has to separate are others by now. The next lottery of the call names it, with the reason.

            EXAMPLE
              appel lottery cancel brussels-2027 --lottery 1 --reason "BXL27-016 a été retiré"
            """)

    @OptionGroup var call: CallArgument

    @Option(help: "The number of the lottery.")
    var lottery: Int64

    @Option(help: "Why; kept and published, so that it must not name a person.")
    var reason: String

    @OptionGroup var target: LotteryTarget
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func validate() throws {
        guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("--reason is empty. Say why.") }
    }

    func run() async throws {
        try target.check()
        try await options.atDesk { desk, request in
            let record = try await desk.service.cancelLottery(LotteryID(lottery), of: call.code, reason: reason, request)
            try target.write(record.file, isDryRun: options.isDryRun)
            try desk.printer.show("lottery", LotteryAnswer(record)) { _ in LotteryAnswer(record).facts(in: language).text }
        }
    }
}
