import ArgumentParser
import CallModel
import Presentation
import Service

struct ShowCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a call: its dates, its money, and how many files are in each state.",
        discussion: "EXAMPLE\n  appel call show brussels-2027 --lang nl")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let view = try await desk.service.call(call.code)
            let answer = CallAnswer(view, tally: try await desk.service.tally(of: call.code))
            try desk.printer.show("call", answer) { style in
                view.facts(in: language).text + "\n" + desk.printer.text(of: answer.budgetLines.map { BudgetLineRow($0) }, style)
                    + "\n" + desk.printer.text(of: answer.criteria.map { CriterionRow($0) }, style)
                    + (answer.files.isEmpty ? "" : "\n" + desk.printer.text(of: answer.files.map { StateRow("application", $0) }, style))
            }
        }
    }
}
