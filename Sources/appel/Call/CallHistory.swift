import ArgumentParser
import CallModel
import Presentation
import Service

struct CallHistory: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Shows everything that happened to a call itself, first to last.",
        discussion: "EXAMPLE\n  appel call history brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            try desk.printer.list("events", try await desk.service.historyRows(try await desk.service.history(ofCall: call.code)))
        }
    }
}
