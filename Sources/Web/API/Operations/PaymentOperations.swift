import CallModel
import Exchange
import Foundation
import HTTPTypes
import Presentation
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Payments"

    /// Batches for the bank, and what it says of them.
    static let payments: [Operation] = [
        .list("listBatches", "/calls/{call}/payment-batches", in: chapter, "The batches of a call.", .asking(.payments), key: \.key) {
            visit -> [BatchRow] in
            try await visit.service.paymentBatches(of: try visit.parameter("call")).map(BatchRow.init)
        }
        .noting("batches"),
        .list(
            "listBatchPayments", "/calls/{call}/payment-batches/{batch}/payments", in: chapter, "The payments of a batch.",
            .asking(.payments), key: \.key
        ) { visit -> [BatchPaymentRow] in
            let number = try visit.identifier("batch")
            guard
                let found = try await visit.service.paymentBatches(of: try visit.parameter("call")).first(where: {
                    $0.batch.id.value == number
                })
            else { throw StoreError.notFound(kind: "batch", name: "\(number)") }
            return found.payments.map(BatchPaymentRow.init)
        }
        .noting("batch"),
        .command(
            "orderPayments", "/calls/{call}/payment-batches", in: chapter, "Puts what is due into a batch for the bank.",
            .doing(.keepPaymentBatches)
        ) { (visit, input: BatchInput) -> BatchReceipt in
            try visit.refuseRehearsal()
            return try await visit.site.service.orderPayments(
                of: try visit.parameter("call"),
                BatchWish(account: input.account, day: input.day, executionDate: input.executionDate), try visit.command())
        },
        .download(
            "getBatchFile", "/calls/{call}/payment-batches/{batch}/file", in: chapter, "The file for the bank (pain.001).",
            .doing(.keepPaymentBatches), ["application/xml"]
        ) { visit in
            try visit.refuseRehearsal()
            let (number, code, service) = (try visit.identifier("batch"), try visit.parameter("call"), visit.service)
            return try await TemporaryFile { path in
                _ = try await service.batchFile(PaymentBatchID(number), of: code) { _, batch, transfers in
                    try PaymentFile(batch).write(transfers, to: path)
                }
            }
            .response(type: "application/xml", name: "\(code)-\(number).xml")
        }
        .noting("batch"),
        .upload(
            "readBankReport", "/calls/{call}/payment-batches/report", in: chapter, "Reads what the bank says (pain.002 or a table).",
            .doing(.keepPaymentBatches), ["application/xml", "text/csv"], [.integer("batch", "Of which batch a table speaks.")]
        ) { visit, file -> ReportReceipt in
            let report: BankReport
            do throws(BankReportFault) {
                report = try file.type == "application/xml" ? BankReport(xml: file.bytes) : BankReport(csv: file.bytes)
            } catch {
                throw Refused(.unprocessableContent, code: "badBankReport", error.message)
            }
            let batch = try visit.number("batch", 1...Int(Int32.max)).map { PaymentBatchID(Int64($0)) }
            return try await visit.site.service.readBankReport(
                report, of: try visit.parameter("call"), batch: batch, try visit.command())
        },
        .command(
            "withdrawBatch", "/calls/{call}/payment-batches/{batch}/withdraw", in: chapter, "Takes a batch back that the bank never got.",
            .doing(.keepPaymentBatches)
        ) { (visit, input: NeededReason) -> BulkReceipt in
            try await visit.site.service.withdrawBatch(
                PaymentBatchID(try visit.identifier("batch")), of: try visit.parameter("call"), reason: input.reason, try visit.command())
        }
    ]
}

struct BatchInput: Codable {
    /// The account that pays.
    let account: String
    let day: CalendarDate?
    let executionDate: CalendarDate?
}

extension APIVisit {
    /// A rehearsal pays and publishes nothing that could be taken for real.
    func refuseRehearsal() throws {
        guard !site.isRehearsal else { throw Refused(.conflict, Problem("rehearsal", .refused, Self.rehearsal)) }
    }

    private static let rehearsal = Message(
        fr: "une répétition ne paie et ne publie rien", nl: "een repetitie betaalt en publiceert niets",
        en: "a rehearsal pays and publishes nothing")
}

extension BatchRow {
    var key: String { String(repeating: "0", count: max(0, 20 - String(batch).count)) + String(batch) }
}

extension BatchPaymentRow {
    var key: String { endToEnd }
}
