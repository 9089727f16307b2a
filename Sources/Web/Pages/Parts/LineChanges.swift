import Presentation

/// Which lines of a text went, and which came.
struct LineChanges {
    private let rows: [FigureRow]
    let added: Int
    let removed: Int

    init(from old: String, to new: String, _ visit: Visit) {
        let (before, after) = (Self.lines(of: old), Self.lines(of: new))
        var gone: Set<Int> = []
        var fresh: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let place, _, _): gone.insert(place)
            case .insert(let place, _, _): fresh.insert(place)
            }
        }
        (added, removed) = (fresh.count, gone.count)
        var rows: [FigureRow] = []
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            if gone.contains(left) {
                rows.append(FigureRow("\(left + 1)", visit.say("office.lineGone"), before[left]))
                left += 1
            } else if fresh.contains(right) {
                rows.append(FigureRow("\(right + 1)", visit.say("office.lineNew"), after[right]))
                right += 1
            } else {
                left += 1
                right += 1
            }
        }
        self.rows = rows
    }

    var isEmpty: Bool { rows.isEmpty }

    func table(_ visit: Visit) -> TableView {
        TableView(
            visit.say("office.changedLines"), rows, visit, isCaptionHidden: false,
            columns: [
                .text(visit.message("office.lineNumber")), .text(visit.message("office.lineChange")),
                .flexible(visit.message("office.lineText"))
            ], isPaged: false)
    }

    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
