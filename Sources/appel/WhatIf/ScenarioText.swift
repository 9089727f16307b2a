import CallModel
import Selection

/// Two outcomes side by side, as people read them.
struct ScenarioText {
    private let comparison: ScenarioComparison
    private let printer: Printer

    init(_ comparison: ScenarioComparison, _ printer: Printer) { (self.comparison, self.printer) = (comparison, printer) }

    func text(_ style: Style) -> String {
        let language = printer.language
        let altered = comparison.altered.map { "\($0.application) \($0.first.decimal) → \($0.second.decimal)" }
        let lists = [(Words.entering, comparison.entering), (Words.leaving, comparison.leaving), (Words.altered, altered)]
        let files = Facts(lists.map { ($0.0.text(in: language), $0.1.isEmpty ? "–" : $0.1.joined(separator: ", ")) }).text
        return files + "\n" + printer.text(of: comparison.lines.map(Line.init), style)
    }

    private struct Line: TableRow {
        let line: ScenarioComparison.Line

        init(_ line: ScenarioComparison.Line) { self.line = line }

        static let columns: [Column] = [
            .text(Words.line), .number(Words.before), .number(Words.ofWhichReserved), .number(Words.after), .number(Words.ofWhichReserved)
        ]

        func cells(in language: Language) -> [String] {
            [line.id, line.first.decimal, line.firstReserved.decimal, line.second.decimal, line.secondReserved.decimal]
        }
    }
}
