import CallModel
package import Exchange
package import Service
package import Store
import Workflow

/// One of the lists that a decided call is told by: its files, and what is said of each.
package struct ReleasedList: Sendable {
    /// As the command is called.
    package let name: String
    package let files: DecidedFiles
    package let columns: [String]
    package let cells: @Sendable (ReleasedFile, ReleasedHead) -> [ExportCell]

    package static let awards = ReleasedList(
        name: "awards", files: .awarded,
        columns: [
            "call", "reference", "organisation", "title", "category", "rank", "score", "requested", "advised", "awarded",
            "line", "article", "bound", "bound_article", "made_known", "departure", "currency"
        ]
    ) { released, head in
        let (view, file) = (released.view, released.view.file)
        return [
            .text(head.call.code), .text(file.reference), .text(view.organisation), .text(view.title),
            .text(file.summary?.category), .integer(file.rank), .score(file.score), .amount(file.summary?.requested),
            .amount(file.advised), .amount(file.awarded), .text(file.line), .text(head.article(of: file.line)),
            .text(file.bound?.code), .text(file.bound?.article), head.day(file.notifiedAt).map(ExportCell.date) ?? .empty,
            .text(released.departure), .text(head.definition.currency.rawValue)
        ]
    }

    package static let reserve = ReleasedList(
        name: "reserve", files: .reserveListed,
        columns: [
            "call", "place", "reference", "organisation", "title", "category", "rank", "score", "requested", "bound",
            "bound_article", "departure", "currency"
        ]
    ) { released, head in
        let (view, file) = (released.view, released.view.file)
        return [
            .text(head.call.code), .integer(file.reserveRank), .text(file.reference), .text(view.organisation),
            .text(view.title), .text(file.summary?.category), .integer(file.rank), .score(file.score),
            .amount(file.summary?.requested), .text(file.bound?.code), .text(file.bound?.article), .text(released.departure),
            .text(head.definition.currency.rawValue)
        ]
    }

    package static let refusals = ReleasedList(
        name: "refusals", files: .turnedDown,
        columns: [
            "call", "reference", "organisation", "title", "category", "state", "rank", "score", "requested", "codes",
            "reason", "departure", "currency"
        ]
    ) { released, head in
        let file = released.view.file
        return [
            .text(head.call.code), .text(file.reference), .text(released.view.organisation), .text(released.view.title),
            .text(file.summary?.category), .text(file.state.name), .integer(file.rank), .score(file.score),
            .amount(file.summary?.requested), .text(released.codes.joined(separator: ";")), .text(released.reason),
            .text(released.departure), .text(head.definition.currency.rawValue)
        ]
    }
}

extension ReleasedList {
    /// What everybody may know of a file that got nothing: which it is, and where it stood. Why is told to its association.
    package static let publicRefusals = ReleasedList(
        name: "refusals", files: .turnedDown, columns: publicColumns
    ) { released, head in
        zip(refusals.columns, refusals.cells(released, head)).filter { publicColumns.contains($0.0) }.map(\.1)
    }

    private static let publicColumns = ["call", "reference", "category", "state", "rank", "score", "requested", "codes", "currency"]
}

extension ReleasedList {
    /// The list as a sheet: amounts are added up, and long texts get the room that they need.
    package var sheetColumns: [WorkbookColumn] {
        columns.map { column in
            let width: Double =
                switch column {
                case "organisation", "title", "reason", "departure": 40
                case "place", "rank", "score", "currency": 9
                default: 16
                }
            return WorkbookColumn(column, width: width, isTotalled: ["requested", "advised", "awarded"].contains(column))
        }
    }
}

extension ExportCell {
    fileprivate static func text(_ value: String?) -> ExportCell { value.map { .text($0) } ?? .empty }
    fileprivate static func amount(_ value: Cents?) -> ExportCell { value.map { .amount($0) } ?? .empty }
    fileprivate static func integer(_ value: Int32?) -> ExportCell { value.map { .integer(Int($0)) } ?? .empty }
    fileprivate static func score(_ value: Fraction?) -> ExportCell { value.map { .decimal($0.rounded(places: 2)) } ?? .empty }
}
