import CallModel
import Presentation

/// Rows for people: aligned by what a terminal shows, one row a line.
struct Table: Hashable {
    let columns: [Column]
    var rows: [[String]]

    init(_ columns: [Column], _ rows: [[String]] = []) { (self.columns, self.rows) = (columns, rows) }

    /// - Parameter width: the columns of the terminal; `nil` cuts nothing.
    func text(in language: Language, style: Style, width: Int? = nil) -> String {
        let headings = columns.map { $0.heading.text(in: language) }
        let cells = rows.map { $0.map(\.onOneLine) }
        var widths = columns.indices.map { index in
            ([headings] + cells).map { $0[index].displayWidth }.max() ?? 0
        }
        narrow(&widths, to: width)
        let lines = [line(headings, widths, style: style.strong)] + cells.map { line($0, widths) { $0 } }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ cells: [String], _ widths: [Int], style: (String) -> String) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let shown = cell.shortened(to: widths[index])
            let isLast = index == cells.count - 1
            let gap = String(repeating: " ", count: max(0, widths[index] - shown.displayWidth))
            switch columns[index].side {
            case .left: line += style(shown) + (isLast ? "" : gap)
            case .right: line += gap + style(shown)
            }
            if !isLast { line += "  " }
        }
        // A last cell that is empty would leave blanks at the end.
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Takes the columns that are too many from the flexible ones, which keep enough to be recognised.
    private func narrow(_ widths: inout [Int], to width: Int?) {
        guard let width else { return }
        var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
        while excess > 0 {
            let flexible = columns.indices.filter { columns[$0].isFlexible && widths[$0] > 12 }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }
}
