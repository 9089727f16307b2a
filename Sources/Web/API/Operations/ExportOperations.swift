import CallModel
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Exports"
    private static let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    private static let sheetTypes = ["text/csv", "application/json", sheet]
    private static let format = Query.choice("format", "How the list leaves; csv unless told.", ["csv", "json", "xlsx"])

    /// What is published, and what finance takes away. Each is made whole before its first byte leaves.
    static let exports: [Operation] = [
        released("exportAwards", "awards", "The awards that were made known.", .awards),
        released("exportReserve", "reserve", "The reserve list that was made known.", .reserve),
        // Why a file was refused is for its association and the offices, not for everybody.
        released("exportRefusals", "refusals", "The refusals that were made known, without their reasons.", .publicRefusals),
        released(
            "exportRefusalReasons", "refusal-reasons", "The refusals that were made known, with their reasons.", .refusals,
            .asking(.results)
        ).noting("export refusals"),
        .download(
            "exportFinance", "/calls/{call}/exports/finance", in: chapter, "Awards with their commitments and payments, as a workbook.",
            .asking(.payments), [sheet]
        ) { visit in
            let (code, language, isRehearsal) = (try visit.parameter("call"), visit.language, visit.site.isRehearsal)
            let service = visit.service
            return try await TemporaryFile(".xlsx") { path in
                _ = try await service.financeAwards(of: code, in: language) { head, awards in
                    try head.workbook(in: language, isRehearsal: isRehearsal).write(awards: awards, to: path)
                }
            }
            .response(type: sheet, name: "\(code)-finance.xlsx")
        }
        .noting("export finance"),
        .download(
            "exportPayments", "/calls/{call}/exports/payments", in: chapter, "The payments.", .asking(.payments), sheetTypes, [format]
        ) { visit in
            let (code, language, isRehearsal) = (try visit.parameter("call"), visit.language, visit.site.isRehearsal)
            let (service, format) = (visit.service, try visit.listFormat())
            return try await TemporaryFile(".\(format)") { path in
                _ = try await service.financePayments(of: code, in: language) { head, payments in
                    guard let rows = ExportFormat(rawValue: format) else {
                        return try head.workbook(in: language, isRehearsal: isRehearsal).write(payments: payments, to: path)
                    }
                    let export = RowExport<FinancePayment>(columns: PaymentList.columns, format: rows, isRehearsal: isRehearsal) {
                        PaymentList.cells($0, head)
                    }
                    return try export.write({ take in try payments(.all, take) }, check: { _ in }, to: path)
                }
            }
            .response(type: mediaType(format), name: "\(code)-payments.\(format)")
        }
        .noting("export payments"),
        .download(
            "exportOpenData", "/open-data", in: chapter, "The awards of all calls, as open data.", .anyone,
            ["application/json", "text/csv", "application/xml"],
            [
                .choice("format", "The standard.", ["360giving", "inventory", "iati", "commongrants"]), .text("call", "Only this call."),
                .text("prefix", "360Giving's prefix of the publisher: 360G-…"), .integer("year", "The year of the inventory.")
            ]
        ) { visit in try await OpenDataDownload(visit).response() }
    ]

    private static func released(
        _ id: String, _ path: String, _ summary: String, _ list: ReleasedList, _ access: Access = .anyone
    ) -> Operation {
        .download(id, "/calls/{call}/exports/\(path)", in: chapter, summary, access, sheetTypes, [format]) { visit in
            let (code, language, isRehearsal) = (try visit.parameter("call"), visit.language, visit.site.isRehearsal)
            let (service, format) = (visit.site.service, try visit.listFormat())
            return try await TemporaryFile(".\(format)") { path in
                _ = try await service.released(list.files, of: code) { head, files in
                    guard let rows = ExportFormat(rawValue: format) else {
                        return try ListWorkbook(
                            title: head.definition.title.text(in: language), name: list.name, columns: list.sheetColumns,
                            language: language, created: head.now, isRehearsal: isRehearsal
                        ).write(files, to: path) { list.cells($0, head) }
                    }
                    let export = RowExport<ReleasedFile>(columns: list.columns, format: rows, isRehearsal: isRehearsal) {
                        list.cells($0, head)
                    }
                    return try export.write(files, check: { _ in }, to: path)
                }
            }
            .response(type: mediaType(format), name: "\(code)-\(list.name).\(format)")
        }
    }

    private static func mediaType(_ format: String) -> String {
        switch format {
        case "json": "application/json"
        case "xlsx": sheet
        default: "text/csv"
        }
    }
}

extension APIVisit {
    fileprivate func listFormat() throws -> String {
        guard let format = query("format") else { return "csv" }
        guard ["csv", "json", "xlsx"].contains(format) else { throw badQuery("format") }
        return format
    }
}

/// The awards in one of the standards of open data.
struct OpenDataDownload {
    private let visit: APIVisit
    private let format: String
    private let prefix: String
    private let year: Int?

    init(_ visit: APIVisit) throws {
        self.visit = visit
        format = visit.query("format") ?? "inventory"
        prefix = visit.query("prefix") ?? ""
        year = try visit.number("year", 2000...2100)
        guard ["360giving", "inventory", "iati", "commongrants"].contains(format) else { throw visit.badQuery("format") }
        if format == "360giving" {
            guard prefix.hasPrefix("360G-"), prefix.utf8.count > 5, OpenKey.plain(prefix) == prefix else { throw visit.badQuery("prefix") }
        }
        // These standards have no place where a file could say that it is not real.
        if format == "iati" || format == "commongrants" { try visit.refuseRehearsal() }
    }

    func response() async throws -> Response {
        let (format, prefix, year, isRehearsal) = (format, prefix, year, visit.site.isRehearsal)
        let (call, language, service) = (visit.query("call"), visit.language, visit.site.service)
        let file = try await TemporaryFile { path in
            _ = try await service.openData(of: call, in: language) { head, awards in
                switch format {
                case "360giving":
                    try GivingPackage(publisher: head.publisher, prefix: prefix, issued: head.today, isRehearsal: isRehearsal)
                        .write(awards, check: { if $0.isEmpty { throw Self.nothingToPublish } }, to: path)
                case "iati":
                    try IATIActivities(publisher: head.publisher, generatedAt: head.now, results: [:])
                        .write(awards, check: { _ in }, to: path)
                case "commongrants": try CommonGrantsAwards(publisher: head.publisher).write(awards, check: { _ in }, to: path)
                default:
                    try SubsidyInventory(year: year.map(Int64.init) ?? head.today.year - 1, format: .csv, isRehearsal: isRehearsal)
                        .write(awards, check: { _ in }, to: path)
                }
            }
        }
        return switch format {
        case "iati": file.response(type: "application/xml", name: "iati.xml")
        case "inventory": file.response(type: "text/csv", name: "inventory.csv")
        default: file.response(type: "application/json", name: "\(format).json")
        }
    }

    /// A package of the standard has one grant at least.
    private static let nothingToPublish = Refused(
        .conflict,
        Problem(
            "nothingToPublish", .refused,
            Message(
                fr: "il n'y a aucun subside à publier", nl: "er is geen subsidie te publiceren", en: "there is no grant to publish")))
}
