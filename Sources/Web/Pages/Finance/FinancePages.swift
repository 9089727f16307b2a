import CallModel
import Exchange
import Foundation
import Hummingbird
import NIOCore
import Presentation
import Service
import Workflow

/// Finance: awards with their commitments and payments, and what leaves for the books.
enum FinancePages {
    /// Who looks at the money; what each may do is asked for each step.
    static let access = Access.only([.finance, .budgetHolder])

    static let routes: [PageRoute] = PageRoute.together(
        [
            .get("finance", access) { visit in try await calls(visit) },
            .get("finance/:call", access) { visit in try await overview(visit) }
        ],
        [("office", Access.only(.office)), ("college", Access.only(.college)), ("finance", access)].flatMap { area, access -> [PageRoute] in
            [
                .get("\(area)/:call/exports", access) { visit in try await exports(visit) },
                .get("\(area)/:call/exports/:name", access) { visit in try await Exports.answer(visit) }
            ]
        })

    static func neighbours(_ code: String, _ visit: Visit, current: String = "") -> Neighbours {
        let pages = ["grants", "batches", "signatures", "exports"]
        return Neighbours(
            [(path: "finance/\(code)", text: visit.say("finance.awards"))]
                + pages.map { (path: "finance/\(code)/\($0)", text: visit.say("finance.\($0)")) },
            current: current.isEmpty ? "finance/\(code)" : "finance/\(code)/\(current)")
    }

    private static func calls(_ visit: Visit) async throws -> Response {
        let calls = try await visit.service().calls().filter { $0.state != .drafted }
        var block = Block()
        block.tables = [
            try await CallList.table(calls, "finance", visit)
        ]
        return try visit.show(.blocks(visit.say("finance.title"), [block], visit))
    }

    private static func overview(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let service = try visit.service()
        let view = try await service.call(code)
        let grants = try await service.grants(of: code).map(\.grant)
        func sum(_ amount: KeyPath<Grant, Cents>) -> String { visit.formats.amount(grants.reduce(.zero) { $0 + $1[keyPath: amount] }) }
        var block = Block()
        block.texts = [visit.say("office.stateIs", ["state": view.call.state.label.text(in: visit.language)])]
        let results = try await service.results(of: code)
        let awarded = results.awards.reduce(Cents.zero) { $0 + ($1.view.file.awarded ?? .zero) }
        let committed = grants.filter { $0.commitment != nil }.reduce(Cents.zero) { $0 + $1.awarded }
        block.tiles = [
            Block.Tile(visit.formats.amount(awarded), visit.say("finance.awarded")),
            Block.Tile(visit.formats.amount(committed), visit.say("finance.committed"), path: visit.path("finance/\(code)/grants")),
            Block.Tile(sum(\.paid), visit.say("finance.paid"), path: visit.path("finance/\(code)/batches")),
            Block.Tile(sum(\.claimed), visit.say("finance.claimed")), Block.Tile(sum(\.recovered), visit.say("finance.recovered"))
        ]
        var blocks = [block]
        if view.call.publishedAt == nil, view.call.terms?.procedure == .competitive {
            block.inset = visit.say("finance.notReleased")
            blocks = [block]
        } else {
            blocks += [try await awards(code, view.definition, visit)]
        }
        blocks += Results.blocks(results, visit) { visit.path("finance/\(code)/grants/\($0)") }.prefix(1)
        return try visit.show(
            .blocks(view.definition.title.text(in: visit.language), blocks, around: neighbours(code, visit), visit))
    }

    /// Every award with what became of its money.
    private static func awards(_ code: String, _ definition: CallDefinition, _ visit: Visit) async throws -> Block {
        let language = visit.language
        let rows = try await visit.service().financeAwards(of: code, in: language) { _, awards in
            var rows: [FigureRow] = []
            try awards(.all) { award in
                let left = award.isOver ? Cents.zero : award.awarded - award.paid
                rows.append(
                    FigureRow(
                        award.reference, award.organisation, award.line ?? "", award.awarded.decimal, award.commitment ?? "",
                        award.paid.decimal, left.decimal, award.state ?? ""))
            }
            return rows
        }
        var block = Block(visit.say("finance.awards"))
        let columns: [Column] = [
            .text(Words.reference), .flexible(Words.organisation), .text(Words.line), .number(Words.awarded), .text(Words.commitment),
            .number(Words.paid), .number(visit.message("finance.left")), .text(Words.state)
        ]
        block.tables = [
            TableView(visit.say("finance.awards"), rows, visit, columns: columns, definition: definition) {
                visit.path("finance/\(code)/grants/\($0.cells[0])")
            }
        ]
        return block
    }

    private static func exports(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        var block = Block()
        let isKnown = try await visit.service().call(code).call.makesDecisionsKnown
        block.texts = [visit.say(isKnown ? "finance.exportsText" : "finance.exportsLater")]
        block.links =
            !isKnown
            ? []
            : Exports.names.map { name in
                let parts = name.split(separator: ".").map(String.init)
                let what = visit.say("finance.export.\(parts[0])")
                return Block.Link(
                    visit.path("\(visit.area)/\(code)/exports/\(name)"),
                    visit.say("finance.export", ["name": what, "format": parts[1].uppercased()]))
            }
        return try visit.show(
            .blocks(
                "\(visit.say("finance.exports")) – \(code)", [block], around: Around.call(code, visit, current: "exports"), visit))
    }
}
