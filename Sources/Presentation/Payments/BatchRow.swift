package import CallModel
package import Service
package import Store

/// A batch of payments for the bank, in a list.
package struct BatchRow: Codable, TableRow {
    package let batch: Int64
    package let message: String
    package let madeAt: String
    package let madeBy: String
    package let executionDate: CalendarDate
    package let payments: Int
    package let totalCents: Cents
    package let sha256: String
    package let ordered: Int
    package let pending: Int
    package let settled: Int
    package let rejected: Int
    package let settledCents: Cents
    package let rejectedCents: Cents
    package let withdrawnAt: String?
    package let withdrawnBy: String?
    package let withdrawnBecause: String?

    package init(_ view: PaymentBatchView) {
        let stored = view.batch
        (batch, message) = (stored.id.value, stored.messageID)
        (madeAt, madeBy, executionDate) = (stored.madeAt.iso8601, stored.madeBy, stored.executionDate)
        (payments, totalCents, sha256) = (stored.payments, stored.total, stored.digest.hex)
        (ordered, pending) = (view.count(.ordered), view.count(.pending))
        (settled, rejected) = (view.count(.settled), view.count(.rejected))
        (settledCents, rejectedCents) = (view.total(.settled), view.total(.rejected))
        (withdrawnAt, withdrawnBy) = (stored.withdrawal?.at.iso8601, stored.withdrawal?.by)
        withdrawnBecause = view.withdrawnBecause
    }

    package static let columns: [Column] = [
        .number(BatchWords.batch), .text(BatchWords.message), .text(BatchWords.execution), .number(BatchWords.payments),
        .number(Words.total), .number(BatchWords.settled), .number(BatchWords.rejected), .flexible(Words.state)
    ]

    package func cells(in language: Language) -> [String] {
        [
            "\(batch)", message, executionDate.description, "\(payments)", totalCents.decimal, "\(settled)", "\(rejected)",
            state.text(in: language)
        ]
    }

    private var state: Message {
        if withdrawnAt != nil { return BatchWords.status("withdrawn") }
        if ordered == payments { return BatchWords.status("ordered") }
        return settled + rejected == payments ? BatchWords.answered : BatchWords.status("pending")
    }
}

/// A payment of a batch.
package struct BatchPaymentRow: Codable, TableRow {
    package let reference: String
    package let payee: String
    package let account: String
    package let amountCents: Cents
    package let endToEnd: String
    package let status: String
    package let reason: String?

    package init(_ payment: StoredPayment) {
        let order = payment.order
        (reference, payee, account) = (order.reference, order.payee, order.account)
        (amountCents, endToEnd) = (order.amount, order.endToEnd)
        (status, reason) = (payment.status.rawValue, payment.reason)
    }

    package static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .text(Words.account), .number(Words.amount),
        .text(BatchWords.endToEnd), .text(Words.state), .flexible(Words.reason)
    ]

    package func cells(in language: Language) -> [String] {
        [
            reference, payee, account, amountCents.decimal, endToEnd, BatchWords.status(status).text(in: language), reason ?? ""
        ]
    }
}
