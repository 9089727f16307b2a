import ArgumentParser
import CallModel
import Presentation
import Service

struct ShowImpacts: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact", abstract: "Shows what conflicts that came late changed: the list with the member's scores, and without.",
        discussion: "EXAMPLE\n  appel conflict impact brussels-2027 --json")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let impacts = try await desk.service.conflictImpacts(of: call.code)
            try desk.printer.show("impacts", impacts) { style in
                guard !impacts.isEmpty else { return Words.nothing.text(in: language) + "\n" }
                return impacts.map { style.faint(Moment.text($0.at)) + "\n" + desk.printer.text(of: $0, style) }.joined(separator: "\n")
            }
        }
    }
}

extension Printer {
    /// What a late conflict changed.
    func text(of impact: ImpactView, _ style: Style) -> String {
        let sentences = impact.sentences.map { $0.text(in: language) + "\n" }.joined()
        return sentences + (impact.changes.isEmpty ? "" : text(of: impact.rows, style))
    }

    /// What became of a declaration or of a ruling.
    func show(_ receipt: ConflictReceipt) throws {
        try show("receipt", receipt) { style in
            var text = receipt.sentences.map { $0.text(in: language) + "\n" }.joined()
            if !receipt.states.isEmpty { text += self.text(of: receipt.states.map { StateRow("review", $0) }, style) }
            return text + (receipt.impact.map { self.text(of: $0, style) } ?? "")
        }
    }
}
