import CallModel
package import Exchange
package import Service
import Workflow

/// The list of payments for finance: its columns, and what each payment is in them.
package enum PaymentList {
    package static let columns = [
        "call", "reference", "organisation", "account", "instalment", "orderedOn", "amount", "currency", "line", "article",
        "commitment", "communication", "endToEndId", "standing", "batch", "bankStatus"
    ]

    package static func cells(_ payment: FinancePayment, _ head: FinanceHead) -> [ExportCell] {
        let order = payment.order
        let article = head.lines.first { $0.id == payment.line }?.article
        return [
            .text(head.call.code), .text(order.reference), .text(order.payee), .text(order.account),
            .text("\(order.identifier.instalment)"), .date(payment.orderedOn), .amount(order.amount),
            .text(head.definition.currency.rawValue), payment.line.map { .text($0) } ?? .empty, article.map { .text($0) } ?? .empty,
            payment.commitment.map { .text($0) } ?? .empty, order.communication.map { .text($0.digits) } ?? .empty,
            .text(order.identifier.description), .text("\(order.standing)"),
            payment.bank.map { .integer(Int($0.batch)) } ?? .empty, payment.bank.map { .text($0.status) } ?? .empty
        ]
    }
}

/// What became of the payments of a batch, as a list.
package enum PaymentStatusList {
    package static let columns = ["batch", "reference", "organisation", "amount", "endToEndId", "status", "reason"]

    package static func cells(_ line: ReportReceipt.Line, _ receipt: ReportReceipt) -> [ExportCell] {
        [
            .integer(Int(receipt.batch)), .text(line.reference), .text(line.payee), .amount(line.amountCents),
            .text(line.endToEnd), .text(line.status), line.reason.map { .text($0) } ?? .empty
        ]
    }
}
