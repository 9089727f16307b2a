import CallModel
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Selection
import Service
import Store
import Workflow

/// What came of a call once it was made known: who gets what, who waits, who gets nothing; and the same as files.
enum ResultsPage {
    static let routes: [PageRoute] = [
        .get("calls/:call/results", .anyone) { visit in try await show(visit) },
        .get("calls/:call/results/:name", .anyone) { visit in try await download(visit) }
    ]

    private static let lists: [ReleasedList] = [.awards, .reserve, .publicRefusals]

    private static func show(_ visit: Visit) async throws -> Response {
        let view = try await CallPage.view(visit)
        guard view.call.makesDecisionsKnown else { throw HTTPError(.notFound) }
        let code = view.call.code
        let naming = Naming(visit: visit, definition: view.definition)
        var tables: [Parts] = []
        var known: Set<String> = []
        for list in lists {
            let rows = try await visit.site.service.released(list.files, of: code) { _, stream in
                var rows: [ResultRow] = []
                try stream { rows.append(ResultRow($0, list.files)) }
                return rows
            }
            if list.name == "awards" { known.formUnion(rows.map(\.reference)) }
            tables.append(table(list, rows, code, naming))
        }
        // What was decided and not made known is in no picture either.
        let chart = LinesChart.make(try await visit.site.service.results(of: code), visit, known: known)
        let path = visit.path("calls/\(OwnFileVisit.escaped(code))")
        return try visit.show(
            Page(
                "public/results", title: visit.say("public.results"),
                [
                    "call": view.definition.title.text(in: visit.language), "path": path, "tables": tables,
                    "chart": chart.map { [$0.parts] } ?? [],
                    "giving": visit.site.settings.givingPrefix == nil ? "" : path + "/results/360giving.json",
                    "certificate": try await visit.site.service.callsWithCertificate().contains(view.call.id)
                        ? path + "/results/certificate.json" : "",
                    "inventory": path + "/results/inventory.csv"
                ]))
    }

    private static func table(_ list: ReleasedList, _ rows: [ResultRow], _ code: String, _ naming: Naming) -> Parts {
        let visit = naming.visit
        let total = rows.compactMap(\.amount).reduce(.zero, +)
        return [
            "heading": visit.say("public.list-\(list.name)"), "count": visit.say("public.files", count: rows.count),
            "total": list.name == "awards" ? visit.say("public.totalAwarded", ["amount": visit.formats.amount(total)]) : "",
            "isAwards": list.name == "awards", "hasLines": (naming.definition?.budgetLines.count ?? 0) > 1,
            "isNamed": list.name != "refusals",
            "hasRows": !rows.isEmpty, "rows": rows.map { $0.parts(naming) },
            "csv": visit.path("calls/\(OwnFileVisit.escaped(code))/results/\(list.name).csv"),
            "json": visit.path("calls/\(OwnFileVisit.escaped(code))/results/\(list.name).json")
        ]
    }

    // MARK: Files

    private static func download(_ visit: Visit) async throws -> Response {
        let view = try await CallPage.view(visit)
        let code = view.call.code
        let name = try visit.parameter("name")
        let parts = name.split(separator: ".").map(String.init)
        guard view.call.makesDecisionsKnown, parts.count == 2 else { throw HTTPError(.notFound) }
        let isRehearsal = visit.site.isRehearsal
        let bytes: [UInt8]
        switch (parts[0], parts[1]) {
        case ("360giving", "json"):
            guard let prefix = visit.site.settings.givingPrefix else { throw HTTPError(.notFound) }
            bytes = try await visit.site.service.openData(of: code, in: visit.language) { head, awards in
                try written(GivingPackage(publisher: head.publisher, prefix: prefix, issued: head.today, isRehearsal: isRehearsal), awards)
            }
        case ("inventory", "csv"):
            let year = visit.query("year").flatMap(Int64.init)
            bytes = try await visit.site.service.openData(of: code, in: visit.language) { head, awards in
                try written(SubsidyInventory(year: year ?? head.today.year, format: .csv, isRehearsal: isRehearsal), awards)
            }
        case ("certificate", "json"):
            bytes = Array(try await visit.site.service.certificate(of: code).utf8)
        default:
            guard let list = lists.first(where: { $0.name == parts[0] }), let format = ExportFormat(rawValue: parts[1]) else {
                throw HTTPError(.notFound)
            }
            bytes = try await visit.site.service.released(list.files, of: code) { head, files in
                try written(
                    RowExport<ReleasedFile>(columns: list.columns, format: format, isRehearsal: isRehearsal) { list.cells($0, head) }, files
                )
            }
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: parts[1] == "csv" ? "text/csv; charset=utf-8" : "application/json",
                .contentDisposition: "attachment; filename*=UTF-8''\(OwnFileVisit.escaped("\(code)-\(name)"))"
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func written<Export: StreamedExport>(
        _ export: Export, _ records: RecordStream<Export.Record>
    ) throws -> [UInt8] {
        var export = export
        try records { export.add($0) }
        export.finish()
        return export.take()
    }
}

/// One file of a list, as the page shows it.
private struct ResultRow: Sendable {
    let rank: Int32?
    let reference: String
    let organisation: String
    let title: String
    let score: String
    let requested: Cents?
    let amount: Cents?
    let line: String
    let state: ApplicationState

    init(_ released: ReleasedFile, _ list: DecidedFiles) {
        let file = released.view.file
        (reference, organisation, title) = (file.reference, released.view.organisation, released.view.title)
        rank = list == .reserveListed ? file.reserveRank : file.rank
        (score, requested) = (file.score?.rounded(places: 2) ?? "", file.summary?.requested)
        (amount, line, state) = (list == .awarded ? file.awarded : nil, file.line ?? "", file.state)
    }

    func parts(_ naming: Naming) -> Parts {
        let visit = naming.visit
        return [
            "rank": rank.map(String.init) ?? "–", "reference": reference, "organisation": organisation, "title": title,
            "score": score.isEmpty ? "–" : visit.formats.decimal(score), "requested": requested.map(visit.formats.amount) ?? "–",
            "amount": amount.map(visit.formats.amount) ?? "", "line": naming.line(line), "state": state.label.text(in: visit.language)
        ]
    }
}
