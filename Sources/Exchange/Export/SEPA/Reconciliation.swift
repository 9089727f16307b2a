package import CallModel

/// What became of a batch at the bank: every payment in one place, and everything that does not fit.
package struct Reconciliation: Hashable, Sendable {
    package enum Fault: Error, Hashable, Sendable {
        /// The report answers another message.
        case otherMessage(String)
        /// A payment that is not in the batch.
        case unknown(String)
        /// Two statuses that cannot both be true, such as booked and rejected.
        case contradiction(String)
        case otherAmount(endToEnd: String, ordered: Cents, reported: Cents)
    }

    package struct Line: Hashable, Sendable {
        package let transfer: PaymentBatch.Transfer
        /// Nil while the bank has not said anything of it.
        package let outcome: BankOutcome?
        package let reason: String?
    }

    /// In the order of the batch.
    package let lines: [Line]
    package let faults: [Fault]

    /// - Parameters:
    ///   - messageID: of the batch.
    ///   - transfers: all of the batch, in its order.
    package init(_ messageID: String, _ transfers: [PaymentBatch.Transfer], with report: BankReport) {
        var faults: [Fault] = []
        if let message = report.messageID, message != messageID { faults.append(.otherMessage(message)) }
        var known: [String: BankStatus] = [:]
        let ordered = Dictionary(uniqueKeysWithValues: transfers.map { ($0.order.identifier.description, $0.order.amount) })
        for status in report.statuses {
            guard let amount = ordered[status.endToEnd] else {
                faults.append(.unknown(status.endToEnd))
                continue
            }
            if let reported = status.amount, reported != amount {
                faults.append(.otherAmount(endToEnd: status.endToEnd, ordered: amount, reported: reported))
                continue
            }
            guard let earlier = known[status.endToEnd] else {
                known[status.endToEnd] = status
                continue
            }
            // A report tells a payment's way: pending may become booked or rejected, and neither changes again.
            if earlier.outcome == .pending {
                known[status.endToEnd] = status
            } else if status.outcome != .pending, status.outcome != earlier.outcome {
                faults.append(.contradiction(status.endToEnd))
            }
        }
        // An answer to another message says nothing of this one as a whole.
        let isAboutBatch = report.messageID == nil || report.messageID == messageID
        lines = transfers.map { transfer in
            let status = known[transfer.order.identifier.description]
            return Line(
                transfer: transfer, outcome: status?.outcome ?? (isAboutBatch ? report.overall : nil),
                reason: status?.reason ?? (status == nil && isAboutBatch ? report.overallReason : nil))
        }
        self.faults = faults
    }

    /// Whether every payment is booked and nothing is left to look at.
    package var isComplete: Bool { faults.isEmpty && lines.allSatisfy { $0.outcome == .settled } }

    package func total(_ outcome: BankOutcome?) -> Cents {
        lines.reduce(.zero) { $1.outcome == outcome ? $0 + $1.transfer.order.amount : $0 }
    }
}
