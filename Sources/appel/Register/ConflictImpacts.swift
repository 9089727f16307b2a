import ArgumentParser
import CallModel
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

private struct ChangeRow: TableRow {
    let change: ImpactView.Change

    static let columns: [Column] = [
        .text(Words.reference), .text(ConflictWords.change), .number(ConflictWords.rankBefore), .number(ConflictWords.rankAfter),
        .number(ConflictWords.scoreBefore), .number(ConflictWords.scoreAfter), .number(ConflictWords.proposedBefore),
        .number(ConflictWords.proposedAfter)
    ]

    func cells(in language: Language) -> [String] {
        let (before, after) = (change.before, change.after)
        return [
            change.reference, ConflictWords.change(change.kind).text(in: language), before.rank.map { "\($0)" } ?? "",
            after?.rank.map { "\($0)" } ?? "", before.score.rounded(places: 2), after?.score.rounded(places: 2) ?? "",
            before.proposedCents.decimal, after?.proposedCents.decimal ?? ""
        ]
    }
}

extension Printer {
    /// What a late conflict changed.
    func text(of impact: ImpactView, _ style: Style) -> String {
        let heads = impact.pairs.map { ConflictWords.impact($0).text(in: language) + "\n" }.joined()
        guard !impact.changes.isEmpty else { return heads + ConflictWords.nothingChanges.text(in: language) + "\n" }
        return heads + text(of: impact.changes.map { ChangeRow(change: $0) }, style)
    }

    /// What became of a declaration or of a ruling.
    func show(_ receipt: ConflictReceipt) throws {
        try show("receipt", receipt) { style in
            var text = Words.treated(changed: receipt.changed, unchanged: receipt.unchanged).text(in: language) + "\n"
            text += receipt.pinned.map { ConflictWords.pinned($0).text(in: language) + "\n" }.joined()
            if !receipt.states.isEmpty { text += self.text(of: receipt.states.map { StateRow("review", $0) }, style) }
            return text + (receipt.impact.map { self.text(of: $0, style) } ?? "")
        }
    }
}
