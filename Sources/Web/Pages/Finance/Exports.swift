import CallModel
import Exchange
import Foundation
import Hummingbird
import NIOCore
import Presentation
import Service

/// The lists of a decided call as files to keep.
enum Exports {
    static let names = [
        "finance.xlsx", "awards.xlsx", "awards.csv", "awards.json", "reserve.csv", "reserve.json", "refusals.csv", "refusals.json",
        "payments.xlsx", "payments.csv", "payments.json"
    ]

    static func answer(_ visit: Visit) async throws -> Response {
        let (code, name) = (try visit.call, try visit.parameter("name"))
        guard names.contains(name), let dot = name.lastIndex(of: ".") else { throw HTTPError(.notFound) }
        let (list, format) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
        try await visit.noteAccess("export \(list)", call: code)
        let bytes: [UInt8]
        switch (list, format) {
        case ("finance", _): bytes = try await finance(code, visit)
        case ("payments", "xlsx"): bytes = try await paymentWorkbook(code, visit)
        case ("payments", _): bytes = try await payments(code, format == "json" ? .json : .csv, visit)
        default:
            let wanted: ReleasedList = list == "awards" ? .awards : list == "reserve" ? .reserve : .refusals
            bytes =
                format == "xlsx"
                ? try await workbook(wanted, code, visit) : try await rows(wanted, code, format == "json" ? .json : .csv, visit)
        }
        return visit.download(ByteBuffer(bytes: bytes), named: "\(code)-\(name)", type: types[format] ?? "application/octet-stream")
    }

    private static let types = [
        "csv": "text/csv; charset=utf-8", "json": "application/json",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ]

    private static func rows(_ list: ReleasedList, _ code: String, _ format: ExportFormat, _ visit: Visit) async throws -> [UInt8] {
        let isRehearsal = visit.site.isRehearsal
        return try await visit.service().released(list.files, of: code) { head, files in
            let export = RowExport<ReleasedFile>(columns: list.columns, format: format, isRehearsal: isRehearsal) { list.cells($0, head) }
            var bytes: [UInt8] = []
            _ = try export.write(files) { bytes += $0 }
            return bytes
        }
    }

    private static func workbook(_ list: ReleasedList, _ code: String, _ visit: Visit) async throws -> [UInt8] {
        let (isRehearsal, language) = (visit.site.isRehearsal, visit.language)
        return try await visit.service().released(list.files, of: code) { head, files in
            try inFile { path in
                let workbook = ListWorkbook(
                    title: head.definition.title.text(in: language), name: list.name, columns: list.sheetColumns, language: language,
                    created: head.now, isRehearsal: isRehearsal)
                _ = try workbook.write(files, to: path) { list.cells($0, head) }
            }
        }
    }

    private static func finance(_ code: String, _ visit: Visit) async throws -> [UInt8] {
        let (isRehearsal, language) = (visit.site.isRehearsal, visit.language)
        return try await visit.service().financeAwards(of: code, in: language) { head, awards in
            try inFile { _ = try head.workbook(in: language, isRehearsal: isRehearsal).write(awards: awards, to: $0) }
        }
    }

    private static func paymentWorkbook(_ code: String, _ visit: Visit) async throws -> [UInt8] {
        let (isRehearsal, language) = (visit.site.isRehearsal, visit.language)
        return try await visit.service().financePayments(of: code, in: language) { head, payments in
            try inFile { _ = try head.workbook(in: language, isRehearsal: isRehearsal).write(payments: payments, to: $0) }
        }
    }

    private static func payments(_ code: String, _ format: ExportFormat, _ visit: Visit) async throws -> [UInt8] {
        let isRehearsal = visit.site.isRehearsal
        return try await visit.service().financePayments(of: code, in: visit.language) { head, payments in
            let export = RowExport<FinancePayment>(columns: PaymentList.columns, format: format, isRehearsal: isRehearsal) {
                PaymentList.cells($0, head)
            }
            var bytes: [UInt8] = []
            _ = try export.write({ take in try payments(.all, take) }) { bytes += $0 }
            return bytes
        }
    }

    /// Workbooks are written to a file by the library; it is read once and gone.
    private static func inFile(_ write: (String) throws -> Void) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("appel-\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try write(path)
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
