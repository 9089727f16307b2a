import CallModel
import Exchange
import Postgres
import Store

/// Writes the payments that wait, and can be made, into the record of a batch: a few at a time, none is kept.
struct PaymentGathering {
    private(set) var check: PaymentCheck
    private let debtor: Result<PaymentDebtor, PaymentRefusals>
    private let now: Instant
    private var batch: PaymentBatchID?
    private var inBatch: [BatchReceipt.LeftOut] = []

    /// - Parameter account: the one that pays.
    init(for authority: GrantingAuthority, account: String, at now: Instant) {
        self.now = now
        do throws(PaymentRefusals) {
            // The bank's character set has no language: the first name that there is.
            debtor = .success(
                try PaymentDebtor(
                    name: authority.name.text(in: .french), account: account, enterpriseNumber: authority.enterpriseNumber))
            check = PaymentCheck()
        } catch {
            debtor = .failure(error)
            check = PaymentCheck(error)
        }
    }

    /// - Parameter orders: all that were ordered on some grants.
    mutating func take(_ orders: [PaymentOrder], _ db: borrowing Connection) throws {
        var book = PaymentBook(try db.batchedPayments(of: orders.map { GrantID($0.identifier.grant) }))
        let admitted = orders.filter { book.admits($0) }
        inBatch += book.leftOut
        let rows = admitted.compactMap { check.transfer($0) }.map { StoredPayment.Order($0) }
        guard !rows.isEmpty else { return }
        let batch = try batch ?? db.newPaymentBatch()
        self.batch = batch
        try db.keep(rows, in: batch, at: now)
    }

    /// Every payment that is not in the batch: by its nature a list, which the answer holds whole.
    var leftOut: [BatchReceipt.LeftOut] { inBatch + check.leftOut.map { BatchReceipt.LeftOut($0) } }

    /// - Throws: `ServiceError.payments` with everything that keeps the batch from the bank.
    func finish() throws -> (batch: PaymentBatchID, debtor: PaymentDebtor) {
        do throws(PaymentRefusals) {
            try check.finish()
            guard let batch else { throw PaymentRefusals([.nothingToPay]) }
            return (batch, try debtor.get())
        } catch {
            throw ServiceError.payments(error, leftOut: leftOut)
        }
    }
}

/// Where payments stand at the bank, and which of them may still go there.
struct PaymentBook {
    /// By end-to-end identifier.
    private var live: [String: StoredPayment] = [:]
    private(set) var leftOut: [BatchReceipt.LeftOut] = []

    init(_ payments: [StoredPayment]) {
        for payment in payments where payment.status.isLive { live[payment.order.endToEnd] = payment }
    }

    func live(_ order: PaymentOrder) -> StoredPayment? { live[order.identifier.description] }

    /// Whether a payment is in no live batch; one that is, is noted as left out.
    mutating func admits(_ order: PaymentOrder) -> Bool {
        guard let known = live(order) else { return true }
        leftOut.append(
            BatchReceipt.LeftOut(
                reference: order.reference, endToEnd: order.identifier.description, amountCents: order.amount, why: .inBatch,
                batch: known.batch.value, status: known.status.rawValue))
        return false
    }
}

extension BatchReceipt.LeftOut {
    fileprivate init(_ order: PaymentOrder) {
        let why: Why =
            switch order.standing {
            case .due: .zero
            case .cancelled: .cancelled
            case .suspended: .suspended
            }
        self.init(
            reference: order.reference, endToEnd: order.identifier.description, amountCents: order.amount, why: why, batch: nil,
            status: nil)
    }
}

extension StoredPayment.Order {
    fileprivate init(_ transfer: PaymentBatch.Transfer) {
        let order = transfer.order
        self.init(
            grant: GrantID(order.identifier.grant), instalment: order.identifier.instalment.rawValue,
            endToEnd: order.identifier.description, reference: order.reference, payee: transfer.name,
            account: transfer.account.iban.text, amount: order.amount, communication: order.communication?.digits)
    }
}
