package import CallModel
package import Exchange
import Postgres
import Store
import Workflow

/// What a bank's report has told of a batch.
package struct ReportReceipt: Hashable, Codable, Sendable {
    package struct Line: Hashable, Codable, Sendable {
        package let reference: String
        package let payee: String
        package let amountCents: Cents
        package let endToEnd: String
        package let status: String
        package let reason: String?
    }

    package let batch: Int64
    package let message: String
    /// How many payments the report moved on.
    package let changed: Int
    package let unchanged: Int
    /// Whether every payment is booked.
    package let isComplete: Bool
    /// Every payment of the batch as it now stands, in the order of the file.
    package let lines: [Line]
}

extension Service {
    /// Takes over what the bank says of a batch: all of the report, or nothing of one that does not fit.
    ///
    /// A report may come again, and an older one after a newer: it changes nothing then. A payment that is booked or rejected
    /// stays so, and one that is said to be both is a fault.
    ///
    /// - Parameter batch: what a report is about that does not say itself, as a table does not.
    package func readBankReport(
        _ report: BankReport, of code: String, batch: PaymentBatchID?, _ request: Request
    ) async throws(ServiceError) -> ReportReceipt {
        try await command(request, "bank report \(code) \(report) \(batch.map { "\($0)" } ?? "")") { db, _ in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.keepPaymentBatches.permit(request.actor)
            let stored = try Self.batch(of: report, named: batch, in: loaded.call.id, db)
            let payments = try db.payments(of: stored.id)
            let transfers = try payments.map { try Self.transfer($0, of: loaded.call) }
            let outcome = Reconciliation(stored.messageID, transfers, with: report)
            var faults = outcome.faults.map { InputFault(field: "", message: $0.message) }
            if stored.withdrawal != nil { faults.append(InputFault(field: "", message: Self.isWithdrawn(stored))) }
            var lines: [ReportReceipt.Line] = []
            var news: [PaymentNews] = []
            for (payment, line) in zip(payments, outcome.lines) {
                var (status, reason) = (payment.status, payment.reason)
                switch payment.status.told(line.outcome) {
                case .contradiction:
                    let fault = Reconciliation.Fault.contradiction(payment.order.endToEnd)
                    faults.append(InputFault(field: "", message: fault.message))
                case .nothingNew: break
                case .moves(let new):
                    (status, reason) = (new, line.reason)
                    news.append(PaymentNews(payment.order, new, reason: line.reason))
                }
                lines.append(ReportReceipt.Line(payment.order, status, reason))
            }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            if !news.isEmpty { try db.keep(news, of: stored.id, at: loaded.now) }
            let receipt = ReportReceipt(
                batch: stored.id.value, message: stored.messageID, changed: news.count, unchanged: lines.count - news.count,
                isComplete: lines.allSatisfy { $0.status == StoredPayment.Status.settled.rawValue }, lines: lines)
            return (receipt, loaded.now)
        }
    }

    /// The batch that a report is about: the named one, which a message that it answers must not contradict, or that message's.
    private static func batch(
        of report: BankReport, named id: PaymentBatchID?, in call: CallID, _ db: borrowing Connection
    ) throws -> StoredPaymentBatch {
        if let id { return try db.paymentBatch(id, of: call) }
        guard let message = report.messageID else {
            throw ServiceError.faults([InputFault(field: "batch", message: reportWithoutMessage)])
        }
        guard let found = try db.paymentBatch(message: message, of: call) else {
            throw ServiceError.faults([InputFault(field: "", message: Reconciliation.Fault.otherMessage(message).message)])
        }
        return found
    }

    private static let reportWithoutMessage = Message(
        fr: "Le rapport ne dit pas de quel lot il parle : nommez-le avec --batch.",
        nl: "Het verslag zegt niet over welke reeks het gaat: noem ze met --batch.",
        en: "The report does not say which batch it is about: name it with --batch.")
}

extension StoredPayment.Status {
    enum Told: Hashable {
        case nothingNew
        case moves(StoredPayment.Status)
        case contradiction
    }

    /// What the bank's word makes of a payment that stands here.
    func told(_ outcome: BankOutcome?) -> Told {
        switch (self, outcome) {
        case (_, nil), (.pending, .pending), (.settled, .settled), (.rejected, .rejected): .nothingNew
        // An older report: the bank has said more since.
        case (.settled, .pending), (.rejected, .pending): .nothingNew
        case (.ordered, .pending): .moves(.pending)
        case (.ordered, .settled), (.pending, .settled): .moves(.settled)
        case (.ordered, .rejected), (.pending, .rejected): .moves(.rejected)
        case (.settled, .rejected), (.rejected, .settled): .contradiction
        // The batch as a whole is told apart.
        case (.withdrawn, _): .nothingNew
        }
    }
}

extension ReportReceipt.Line {
    fileprivate init(_ order: StoredPayment.Order, _ status: StoredPayment.Status, _ reason: String?) {
        self.init(
            reference: order.reference, payee: order.payee, amountCents: order.amount, endToEnd: order.endToEnd,
            status: status.rawValue, reason: reason)
    }
}
