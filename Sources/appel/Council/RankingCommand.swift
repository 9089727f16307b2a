import ArgumentParser
import CallModel
import Presentation
import Service

struct RankingCommand: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "ranking", abstract: "Shows the scored files in order, what separated equal ones, and who misses a minimum.",
        discussion: "EXAMPLE\n  appel ranking brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let answer = RankingAnswer(try await desk.service.ranking(of: call.code), in: language)
            try desk.printer.show("ranking", answer) { style in
                var text = answer.places.isEmpty ? Words.nothing.text(in: language) + "\n" : desk.printer.text(of: answer.places, style)
                if !answer.notFundable.isEmpty { text += "\n" + desk.printer.text(of: answer.notFundable, style) }
                return text
            }
        }
    }
}
