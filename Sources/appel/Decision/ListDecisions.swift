import ArgumentParser
import CallModel
import Presentation
import Service

struct ListDecisions: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows the results of a call: budget lines, awards, reserve list, refusals with reasons.",
        discussion: "EXAMPLE\n  appel decision list brussels-2027 --lang fr")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let answer = ResultsAnswer(try await desk.service.results(of: call.code))
            try desk.printer.show("results", answer) { style in
                let carried = answer.lines.compactMap(CarryOverRow.init)
                let forward = answer.lines.compactMap(CarryForwardRow.init)
                return [
                    section(Words.budgetLines, answer.lines, desk, style),
                    carried.isEmpty ? nil : section(Words.carriedOver, carried, desk, style),
                    forward.isEmpty ? nil : section(Words.carriedForward, forward, desk, style),
                    section(Words.awardList, answer.awards, desk, style),
                    section(Words.reserveList, answer.reserve, desk, style),
                    section(Words.refusals, answer.refusals, desk, style)
                ].compactMap { $0 }.joined(separator: "\n")
            }
        }
    }

    private func section<Row: TableRow>(_ title: Message, _ rows: [Row], _ desk: Desk, _ style: Style) -> String {
        let heading = style.strong("\(title.text(in: language)) (\(rows.count))") + "\n"
        return heading + (rows.isEmpty ? "" : desk.printer.text(of: rows, style))
    }
}
