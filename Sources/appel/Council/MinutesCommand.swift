import ArgumentParser
import CallModel
import Presentation
import Service

struct MeetingMinutes: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "minutes", abstract: "Writes the minutes of a meeting: for each file who left and when, its quorum and its advice.",
        discussion: """
            The quorum is counted for each file, without experts from outside and without those who left the room for it.

            EXAMPLE
              appel meeting minutes brussels-2027 2027-06-08 --lang fr
            """)

    @OptionGroup var call: CallArgument

    @Argument(help: "The reference of the meeting.")
    var meeting: String

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let minutes = MinutesAnswer(try await desk.service.minutes(of: call.code, meeting: meeting))
            try desk.printer.show("minutes", minutes) { style in text(minutes, desk.printer, style) }
        }
    }

    private func text(_ minutes: MinutesAnswer, _ printer: Printer, _ style: Style) -> String {
        let table = minutes.items.isEmpty ? Words.nothing.text(in: language) + "\n" : printer.text(of: minutes.items, style)
        let remarks = minutes.remarks.map { $0.text(in: language) + "\n" }
        return minutes.facts(in: language).text + "\n" + table + remarks.joined()
    }
}
