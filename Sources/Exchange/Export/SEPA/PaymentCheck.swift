package import CallModel

/// Looks at the payments that are to go to the bank, one by one, and counts and adds up those that can be made.
///
/// Nothing is kept of a payment that is in order. The payments of one grant have to come one after the other.
package struct PaymentCheck {
    /// What was given and is not paid: amounts of zero, cancelled and suspended grants.
    package private(set) var leftOut: [PaymentOrder] = []
    package private(set) var count = 0
    package private(set) var total = Cents.zero
    private var refusals: [PaymentRefusal]
    /// The payments of the grant that came last.
    private var latest: Set<PaymentIdentifier> = []

    /// - Parameter refusals: what is wrong with the batch as a whole.
    package init(_ refusals: PaymentRefusals? = nil) { self.refusals = refusals?.refusals ?? [] }

    /// The payment as it goes to the bank; nil for one that is left out, and for one that is refused.
    package mutating func transfer(_ order: PaymentOrder) -> PaymentBatch.Transfer? {
        guard order.standing == .due, order.amount != .zero else {
            leftOut.append(order)
            return nil
        }
        if latest.first?.grant != order.identifier.grant { latest = [] }
        guard latest.insert(order.identifier).inserted else {
            refusals.append(.repeated(reference: order.reference, identifier: order.identifier.description))
            return nil
        }
        do throws(PaymentRefusals) {
            let transfer = try PaymentBatch.Transfer(order)
            count += 1
            total += order.amount
            return transfer
        } catch {
            refusals += error.refusals
            return nil
        }
    }

    /// - Throws: every refusal at once; there is no batch of the rest, so that nobody is forgotten.
    package func finish() throws(PaymentRefusals) {
        guard refusals.isEmpty else { throw PaymentRefusals(refusals) }
        guard count > 0 else { throw PaymentRefusals([.nothingToPay]) }
    }
}

/// By what a bank tells one message from another: the payments in it, and how often each was sent before.
///
/// The same payments give the same message whenever they are exported; a payment that was rejected, and goes again, makes another.
package struct PaymentMessage {
    private var hash = RunningDigest()
    private var isFirst = true

    package init() {}

    /// Adds the next payment, in the order of the file.
    ///
    /// - Parameter sentBefore: in how many batches it was that were not carried out.
    package mutating func add(_ endToEnd: String, sentBefore: Int) {
        let line = (isFirst ? "" : "\n") + endToEnd + (sentBefore == 0 ? "" : " \(sentBefore)")
        hash.add(Array(line.utf8))
        isFirst = false
    }

    /// 35 characters.
    package var identifier: String { "APPEL" + hash.finish().hex.prefix(30).uppercased() }
}
