import Presentation
import Selection

/// Two outcomes side by side, on a terminal.
struct ScenarioText {
    private let comparison: ScenarioComparison
    private let printer: Printer

    init(_ comparison: ScenarioComparison, _ printer: Printer) { (self.comparison, self.printer) = (comparison, printer) }

    func text(_ style: Style) -> String {
        comparison.facts(in: printer.language).text + "\n" + printer.text(of: comparison.rows, style)
    }
}
