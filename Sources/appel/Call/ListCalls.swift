import ArgumentParser
import CallModel
import Presentation
import Service

struct ListCalls: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the calls.", discussion: "EXAMPLE\n  appel call list --json")

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            try desk.printer.list("calls", try await desk.service.calls().map(CallRow.init))
        }
    }
}
