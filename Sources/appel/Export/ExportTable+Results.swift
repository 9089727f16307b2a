import CallModel
import Exchange
import Service
import Workflow

extension ExportTable {
    static func awards(_ results: ResultsView) -> ExportTable {
        var table = ExportTable(columns: [
            "call", "reference", "organisation", "title", "category", "rank", "score", "requested", "advised", "awarded",
            "line", "article", "departure", "currency"
        ])
        for kept in results.awards {
            let (view, file) = (kept.view, kept.view.file)
            table.add([
                .text(results.call.code), .text(file.reference), .text(view.organisation), .text(view.title),
                .text(file.summary?.category), .integer(file.rank), .score(file.score), .amount(file.summary?.requested),
                .amount(file.advised), .amount(file.awarded), .text(file.line), .text(results.article(of: file.line)),
                .text(kept.departure), .text(results.definition.currency.rawValue)
            ])
        }
        return table
    }

    static func reserve(_ results: ResultsView) -> ExportTable {
        var table = ExportTable(columns: [
            "call", "place", "reference", "organisation", "title", "category", "rank", "score", "requested", "departure",
            "currency"
        ])
        for kept in results.reserve {
            let (view, file) = (kept.view, kept.view.file)
            table.add([
                .text(results.call.code), .integer(file.reserveRank), .text(file.reference), .text(view.organisation),
                .text(view.title), .text(file.summary?.category), .integer(file.rank), .score(file.score),
                .amount(file.summary?.requested), .text(kept.departure), .text(results.definition.currency.rawValue)
            ])
        }
        return table
    }

    static func refusals(_ results: ResultsView) -> ExportTable {
        var table = ExportTable(columns: [
            "call", "reference", "organisation", "title", "category", "state", "rank", "score", "requested", "codes",
            "reason", "departure", "currency"
        ])
        for refused in results.turnedDown {
            let file = refused.view.file
            table.add([
                .text(results.call.code), .text(file.reference), .text(refused.view.organisation),
                .text(refused.view.title), .text(file.summary?.category), .text(file.state.name), .integer(file.rank),
                .score(file.score), .amount(file.summary?.requested), .text(refused.codes.joined(separator: ";")),
                .text(refused.reason), .text(refused.departure), .text(results.definition.currency.rawValue)
            ])
        }
        return table
    }
}

extension ResultsView {
    fileprivate func article(of line: String?) -> String? { lines.first { $0.id == line }?.article }
}

extension ExportCell {
    fileprivate static func text(_ value: String?) -> ExportCell { value.map { .text($0) } ?? .empty }
    fileprivate static func amount(_ value: Cents?) -> ExportCell { value.map { .amount($0) } ?? .empty }
    fileprivate static func integer(_ value: Int32?) -> ExportCell { value.map { .integer(Int($0)) } ?? .empty }
    fileprivate static func score(_ value: Fraction?) -> ExportCell { value.map { .decimal($0.rounded(places: 2)) } ?? .empty }
}
