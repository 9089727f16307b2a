import CallModel
import Foundation
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// The auditor: the log, what vouches for it, and who looked at what.
enum AuditPages {
    private static let access = Access.only([.auditor])

    static let routes: [PageRoute] =
        [
            .get("audit", access) { visit in try await status(visit) },
            .get("audit/log", access) { visit in try await log(visit) },
            .get("audit/checkpoints/:size", access) { visit in try await checkpoint(visit) },
            .get("audit/access", .doing(.readAccessLog)) { visit in try await accesses(visit) }
        ] + ProofPages.routes

    static func neighbours(_ visit: Visit, current: String = "") -> Neighbours {
        Neighbours(
            [
                (path: "audit", text: visit.say("audit.status")), (path: "audit/log", text: visit.say("audit.log")),
                (path: "audit/consistency", text: visit.say("audit.consistency")),
                (path: "audit/access", text: visit.say("audit.access"))
            ], current: current.isEmpty ? "audit" : "audit/\(current)")
    }

    private static func status(_ visit: Visit) async throws -> Response {
        let service = try visit.service()
        let status = try await service.auditStatus()
        var block = Block()
        block.texts = [visit.say("audit.statusText")]
        block.tiles = [
            Block.Tile(visit.formats.number(status.last?.size ?? 0), visit.say("audit.covered")),
            Block.Tile(visit.formats.number(status.pending), visit.say("audit.pending"))
        ]
        if status.last == nil { block.inset = visit.say("audit.noCheckpoint") }
        var signed = Block(visit.say("audit.checkpoints"))
        let rows = try await service.checkpoints().reversed().map { checkpoint in
            FigureRow("\(checkpoint.size)", visit.formats.moment(checkpoint.at), checkpoint.root.hex)
        }
        let columns: [Column] = [
            .text(visit.message("audit.events")), .text(Words.at), .flexible(visit.message("audit.root"))
        ]
        signed.tables = [
            TableView(visit.say("audit.checkpoints"), rows, visit, columns: columns) { visit.path("audit/checkpoints/\($0.cells[0])") }
        ]
        var how = Block(visit.say("audit.how"))
        how.texts = [visit.say("audit.howText")]
        if status.last != nil {
            how.links = ["log.jsonl", "checkpoints.txt", "proofs.jsonl"].map { Block.Link(visit.path("audit/files/\($0)"), $0) }
        }
        how.links.append(Block.Link(visit.path("check"), visit.say("common.howToCheck")))
        return try visit.show(.blocks(visit.say("audit.title"), [block, signed, how], around: neighbours(visit), visit))
    }

    private static func checkpoint(_ visit: Visit) async throws -> Response {
        let size = Int(try visit.parameter("size"))
        guard let found = try await visit.service().checkpoints().first(where: { $0.size == size }) else { throw HTTPError(.notFound) }
        let parts: Parts = [
            "facts": Facts([
                (visit.say("audit.events"), visit.formats.number(found.size)), (visit.say("audit.at"), visit.formats.moment(found.at)),
                (visit.say("audit.root"), found.root.hex)
            ]).parts,
            "language": "en", "body": found.note, "back": visit.path("audit")
        ]
        return try visit.show(Page("office/mail", title: visit.say("audit.checkpoint", ["size": "\(found.size)"]), parts))
    }

    private static func log(_ visit: Visit) async throws -> Response {
        let machine = visit.query("machine").flatMap { MachineKind(name: $0)?.name }
        let page = try await visit.service().logPage(before: visit.query("before").flatMap { Int64($0) }, of: machine)
        let names = try await visit.service().historyRows(page.events)
        let rows = zip(page.events, names).map { event, row in
            FigureRow(["\(event.seq)", visit.say("audit.machine.\(event.machine)"), "\(event.stream)"] + row.cells(in: visit.language))
        }
        let columns: [Column] =
            [
                .text(visit.message("audit.number")), .text(visit.message("audit.thing")), .text(visit.message("audit.thingNumber"))
            ] + HistoryRow.columns
        var block = Block()
        let things = Dictionary(page.events.map { ("\($0.seq)", "audit/things/\($0.machine)/\($0.stream)") }) { first, _ in first }
        block.tables = [
            TableView(visit.say("audit.log"), rows, visit, columns: columns, isPaged: false) { row in
                things[row.cells[0]].map { visit.path($0) }
            }
        ]
        if let next = page.next {
            let filter = machine.map { "&machine=\($0)" } ?? ""
            block.links = [Block.Link(visit.path("audit/log?before=\(next)\(filter)"), visit.say("audit.earlier"))]
        }
        let choices =
            [Field.Choice("", visit.say("office.any"))]
            + MachineKind.allCases.map { Field.Choice($0.name, visit.say("audit.machine.\($0.name)")) }
        let made = Page.blocks(
            visit.say("audit.log"), [block], around: neighbours(visit, current: "log"), visit,
            more: [
                "path": visit.path("audit/log"), "hasChoices": true,
                "choices": [Field("machine", visit.say("audit.thing"), .select(choices), values: [machine ?? ""]).parts]
            ])
        return try visit.show(Page("office/register", title: made.title, made.parts))
    }

    private static let mostEntries = 200

    private static func accesses(_ visit: Visit) async throws -> Response {
        func typed(_ name: String) -> String? { visit.query(name).flatMap { $0.isEmpty ? nil : $0 } }
        let found = try await visit.service().accessLog(
            call: typed("call"), file: typed("file"), before: typed("before").flatMap { Int64($0) }, most: mostEntries + 1,
            try visit.command())
        let entries = found.prefix(mostEntries)
        let naming = Naming(visit: visit)
        let rows = entries.map { entry in
            FigureRow(
                visit.formats.moment(entry.at), entry.actor, entry.account.map { "\($0)" } ?? "", naming.question(entry.question),
                entry.call ?? "",
                entry.file ?? "")
        }
        let columns: [Column] = [
            .text(Words.at), .text(Words.actor), .text(visit.message("audit.account")), .text(visit.message("audit.question")),
            .text(Words.call), .text(Words.reference)
        ]
        var block = Block()
        block.texts = [visit.say("audit.accessText")]
        block.tables = [TableView(visit.say("audit.access"), rows, visit, columns: columns, isPaged: false)]
        if found.count > mostEntries, let last = entries.last {
            var address = URLComponents()
            address.queryItems = [URLQueryItem(name: "before", value: "\(last.id)")]
            for name in ["call", "file"] {
                if let value = typed(name) { address.queryItems?.append(URLQueryItem(name: name, value: value)) }
            }
            block.links = [Block.Link(visit.path("audit/access?\(address.percentEncodedQuery ?? "")"), visit.say("audit.earlier"))]
        }
        let made = Page.blocks(
            visit.say("audit.access"), [block], around: neighbours(visit, current: "access"), visit,
            more: [
                "path": visit.path("audit/access"), "hasChoices": true,
                "choices": [
                    Field("call", visit.say("audit.call"), .line(className: "short"), values: [typed("call") ?? ""]).parts,
                    Field("file", visit.say("audit.file"), .line(className: "short"), values: [typed("file") ?? ""]).parts
                ]
            ])
        return try visit.show(Page("office/register", title: made.title, made.parts))
    }
}
