import ArgumentParser
import CallModel
import Presentation
import Service

struct ReviewDisagreement: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "disagreement", abstract: "Lists the files whose reviewers lie furthest apart.",
        discussion: """
            By the variance of the reviews' totals on 100; range and variance are exact fractions with --json.

            EXAMPLE
              appel review disagreement brussels-2027 --top 10
            """)

    @OptionGroup var call: CallArgument

    @Option(help: "How many files at most. (default: all on which reviewers differ)")
    var top: Int?

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let found = try await desk.service.disagreements(of: call.code)
            try desk.printer.list("disagreements", found.prefix(max(0, top ?? found.count)).map(DisagreementRow.init))
        }
    }
}
