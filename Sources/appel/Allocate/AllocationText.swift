import CallModel
import Presentation
import Selection

/// An allocation on a terminal.
struct AllocationText {
    private let tables: AllocationTables
    private let printer: Printer

    init(_ allocation: Allocation, _ problem: AllocationProblem, _ printer: Printer) {
        (tables, self.printer) = (AllocationTables(allocation, problem), printer)
    }

    func text(_ style: Style) -> String {
        [
            section(Words.awardList, tables.awards, style), section(Words.budgetLines, tables.lines, style),
            section(Words.unfunded, tables.unfunded, style)
        ].joined(separator: "\n")
    }

    private func section<Row: TableRow>(_ title: Message, _ rows: [Row], _ style: Style) -> String {
        let heading = style.strong("\(title.text(in: printer.language)) (\(rows.count))") + "\n"
        return heading + (rows.isEmpty ? "" : printer.text(of: rows, style))
    }
}
