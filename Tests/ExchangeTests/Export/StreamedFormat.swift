import CallModel
import Foundation

@testable import Exchange

/// Every format in which awards or payments leave, with records that are made as they are asked for.
enum StreamedFormat: String, CaseIterable, Codable, Sendable {
    case csv, json, xlsx, finance, pain001, givingPackage, givingTable, iati, commonGrants, inventoryTable, inventoryList

    /// So many records that their file has some hundred kilobytes.
    var few: Int {
        switch self {
        case .csv, .json, .xlsx, .finance, .pain001: 5_000
        default: 2_000
        }
    }

    /// Writes so many records to a file.
    func write(_ count: Int, to path: String) throws {
        switch self {
        case .csv: try rows(.csv).write(Self.cells(count), to: path)
        case .json: try rows(.json).write(Self.cells(count), to: path)
        case .xlsx:
            let columns = Self.columns.map { WorkbookColumn($0, isTotalled: $0 == "awarded") }
            let book = ListWorkbook(title: "Awards", name: "awards", columns: columns, language: .french, created: Payments.created)
            try book.write(Self.cells(count), to: path) { $0 }
        case .finance:
            let line = FinanceLine(id: "solidarity", label: "Line", article: "8497/33202", total: Cents(15_000_000))
            let book = FinanceWorkbook(title: "Awards", lines: [line], language: .french, created: Payments.created)
            try book.write(
                awards: { part, take in
                    guard part == .line("solidarity") else { return }
                    for number in 0..<count {
                        try take(FinanceAward(reference: "A\(number)", organisation: "Eau ASBL", awarded: Cents(800_000), line: line.id))
                    }
                }, to: path)
        case .pain001: try Self.pay(count, to: path)
        default:
            guard let publisher = OpenAwards.publisher() else { return }
            try publish(publisher, Self.awards(count), to: path)
        }
    }

    private func publish(_ publisher: OpenPublisher, _ awards: RecordStream<OpenAward>, to path: String) throws {
        switch self {
        case .givingPackage:
            try GivingPackage(publisher: publisher, prefix: "360G-example", issued: OpenAwards.issued).write(awards, to: path)
        case .givingTable: try GivingTable(publisher: publisher, prefix: "360G-example").write(awards, to: path)
        case .iati: try IATIActivities(publisher: publisher, generatedAt: Payments.created).write(awards, to: path)
        case .commonGrants: try CommonGrantsAwards(publisher: publisher).write(awards, to: path)
        case .inventoryTable: try SubsidyInventory(year: Self.year, format: .csv).write(awards, to: path)
        default: try SubsidyInventory(year: Self.year, format: .json).write(awards, to: path)
        }
    }

    private func rows(_ format: ExportFormat) -> RowExport<[ExportCell]> {
        RowExport(columns: Self.columns, format: format) { $0 }
    }

    private static let columns = ["reference", "organisation", "rank", "awarded", "made_known"]
    /// In which the awards of `OpenAwards` were decided.
    private static let year = OpenAwards.award("A").awardedOn.year

    private static func cells(_ count: Int) -> RecordStream<[ExportCell]> {
        { take in
            for number in 0..<count {
                try take([
                    .text("A\(number)"), .text("Les amis de l'eau, ASBL"), .integer(number), .amount(Cents(800_000)), .date(Payments.day)
                ])
            }
        }
    }

    private static func awards(_ count: Int) -> RecordStream<OpenAward> {
        let model = OpenAwards.award("A")
        return { take in
            for number in 0..<count {
                var award = model
                award.reference = "A\(number)"
                try take(award)
            }
        }
    }

    /// Looked at, named and written in three passes, as a batch of the register is.
    private static func pay(_ count: Int, to path: String) throws {
        var check = PaymentCheck()
        var message = PaymentMessage()
        let transfers: RecordStream<PaymentBatch.Transfer> = { take in
            for number in 0..<count { try take(PaymentBatch.Transfer(Payments.order(Int64(number)))) }
        }
        for number in 0..<count {
            guard let transfer = check.transfer(Payments.order(Int64(number))) else { continue }
            message.add(transfer.order.identifier.description, sentBefore: 0)
        }
        try check.finish()
        let batch = PaymentBatch(
            message.identifier, from: try Payments.debtor(), on: Payments.day, createdAt: Payments.created, count: check.count,
            total: check.total)
        _ = try PaymentFile.digest(of: batch, transfers)
        try PaymentFile(batch).write(transfers, to: path)
    }
}
