package import CallModel
import HummingbirdCore
package import Presentation

/// The rows that the command line prints too, as an accessible table: a caption, headings, and the first cell of each row as its
/// head, which may lead somewhere. Drawn by the template `parts/table`.
package struct TableView {
    /// How many rows a page holds at most.
    package static let rowsPerPage = 50

    private let caption: String
    private let columns: [Column]
    private let rows: [(cells: [String], path: String?)]
    private let language: Language
    private let isCaptionHidden: Bool
    private let pages: Parts?

    /// - Parameters:
    ///   - path: where the head of a row leads.
    ///   - isCaptionHidden: where a heading above the table says the same.
    ///   - columns: where they are not the same for every table of such rows.
    ///   - definition: of the call, for what it calls its categories, lines and criteria.
    ///   - isPaged: whether only a part is shown, chosen by the address; one table of a page at most.
    package init<Row: TableRow>(
        _ caption: String, _ rows: [Row], _ visit: Visit, isCaptionHidden: Bool = true, columns: [Column]? = nil,
        definition: CallDefinition? = nil, isPaged: Bool = true, path: (Row) -> String? = { _ in nil }
    ) {
        let columns = columns ?? Row.columns
        (self.caption, self.columns, self.language, self.isCaptionHidden) = (caption, columns, visit.language, isCaptionHidden)
        let length = isPaged ? Self.rowsPerPage : max(1, rows.count)
        let count = max(1, (rows.count + length - 1) / length)
        let page = min(max(1, Int(visit.query("page") ?? "") ?? 1), count)
        let naming = Naming(visit: visit, definition: definition)
        self.rows = rows.dropFirst((page - 1) * length).prefix(length).map { row in
            let cells = zip(columns, row.cells(in: visit.language)).map { column, cell in
                column.side == .right ? visit.formats.figure(cell) : visit.formats.plain(naming.text(cell, under: column.heading))
            }
            return (cells, path(row))
        }
        pages =
            count == 1
            ? nil
            : [
                "position": visit.say("common.pageOf", ["page": "\(page)", "count": "\(count)"]),
                "before": page > 1 ? visit.address(page: page - 1) : "", "after": page < count ? visit.address(page: page + 1) : ""
            ]
    }

    package var parts: Parts {
        var parts: Parts = [
            "caption": caption, "isCaptionHidden": isCaptionHidden, "hasRows": !rows.isEmpty,
            "columns": columns.map { ["heading": $0.heading.text(in: language), "isNumber": $0.side == .right] as Parts },
            "rows": rows.map { row -> Parts in
                [
                    "cells": zip(columns, row.cells).enumerated().map { place, cell -> Parts in
                        // A reference is not broken at its hyphen, nor an article before its paragraph.
                        let isWhole = cell.1.count < 24 && (!cell.1.contains(" ") || cell.1.hasPrefix("Art. "))
                        return [
                            "text": cell.1, "isNumber": cell.0.side == .right, "isHead": place == 0,
                            "path": place == 0 ? row.path ?? "" : "",
                            "isWhole": isWhole
                        ]
                    }
                ]
            }
        ]
        // Without this the template would look for the names in what is around the table.
        parts["pages"] = pages ?? false
        return parts
    }
}

extension Facts {
    /// For the template `parts/facts`.
    package var parts: [Parts] { pairs.map { ["name": $0.name, "value": $0.value] } }

    /// With amounts and moments as the language of the page writes them.
    func written(_ visit: Visit) -> Facts { Facts(pairs.map { ($0.name, visit.formats.plain($0.value)) }) }
}

extension Visit {
    /// The address of this page with another part of its table.
    fileprivate func address(page: Int) -> String {
        let rest = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("page=") && !$0.hasPrefix("notice=") }
        return request.uri.path + "?" + (rest.map(String.init) + ["page=\(page)"]).joined(separator: "&")
    }
}
