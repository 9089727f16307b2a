package import CallModel
package import Exchange
import Postgres
package import Store
import Workflow

/// A batch of the register with what the bank has said of it.
package struct PaymentBatchView: Sendable {
    package let batch: StoredPaymentBatch
    /// In the order of the file.
    package let payments: [StoredPayment]
    /// Why it was withdrawn, in the words of who did; nil where it was not, or where the words were erased.
    package let withdrawnBecause: String?

    package func count(_ status: StoredPayment.Status) -> Int { payments.count { $0.status == status } }

    package func total(_ status: StoredPayment.Status) -> Cents {
        payments.reduce(.zero) { $1.status == status ? $0 + $1.order.amount : $0 }
    }
}

extension BatchReceipt {
    /// The record of a batch whose file is written again.
    package init(again stored: StoredPaymentBatch) {
        self.init(
            batch: stored.id.value, message: stored.messageID, executionDate: stored.executionDate, payments: stored.payments,
            totalCents: stored.total, sha256: stored.digest.hex, leftOut: [])
    }
}

extension Service {
    /// The batches of a call, oldest first.
    package func paymentBatches(of code: String) async throws(ServiceError) -> [PaymentBatchView] {
        try await question { db in
            let call = try db.call(code: code).id
            let payments = Dictionary(grouping: try db.batchedPayments(of: call), by: \.batch)
            let batches = try db.paymentBatches(of: call)
            let reasons = try db.documents(batches.compactMap { $0.withdrawal?.reason })
            return batches.map { batch in
                PaymentBatchView(
                    batch: batch, payments: payments[batch.id] ?? [],
                    withdrawnBecause: batch.withdrawal.flatMap { reasons[$0.reason] })
            }
        }
    }

    /// Hands on what the file of a batch is made of, as it is read: written by `PaymentFile` it is the file as it was made, byte for
    /// byte.
    ///
    /// - Parameter body: runs on the session's own thread, and throws what it likes.
    /// - Throws: `ServiceError.store` where the record no longer gives that file: nothing else may go to the bank under its name.
    package func batchFile<Value: Sendable>(
        _ id: PaymentBatchID, of code: String,
        _ body: @escaping @Sendable (StoredPaymentBatch, PaymentBatch, RecordStream<PaymentBatch.Transfer>) throws -> Value
    ) async throws -> Value {
        try await streaming { db in
            let call = try db.call(code: code)
            let stored = try db.paymentBatch(id, of: call.id)
            guard stored.withdrawal == nil else {
                throw ServiceError.faults([InputFault(field: "batch", message: Self.isWithdrawn(stored))])
            }
            let batch = try Self.batch(stored)
            // Before the first byte leaves: the same rows are read again for it, in one state of the database.
            guard try PaymentFile.digest(of: batch, { try Self.forEachTransfer(of: id, in: call, db, $0) }) == stored.digest else {
                throw StoreError.unreadable("the record of batch \(id) no longer gives the file that was made of it")
            }
            return try body(stored, batch) { try Self.forEachTransfer(of: id, in: call, db, $0) }
        }
    }

    /// Takes a batch back that the bank never got: its payments wait again.
    package func withdrawBatch(
        _ id: PaymentBatchID, of code: String, reason: String?, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "withdraw batch \(code) \(id) \(reason ?? "")") { db, _ in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.keepPaymentBatches.permit(request.actor)
            guard let reason, !reason.allSatisfy(\.isWhitespace) else { throw Refusal.reasonMissing }
            let batch = try db.paymentBatch(id, of: loaded.call.id)
            let payments = try db.payments(of: id)
            guard batch.withdrawal == nil else {
                throw ServiceError.faults([InputFault(field: "batch", message: Self.isWithdrawn(batch))])
            }
            // What the bank has spoken of, it has.
            guard payments.allSatisfy({ $0.status == .ordered }) else {
                throw ServiceError.faults([InputFault(field: "batch", message: Self.isAtBank(batch))])
            }
            try db.withdraw(id, by: request.actor.reference, why: Document(.reason, reason), at: loaded.now)
            return (BulkReceipt(action: "withdraw", changed: payments.count), loaded.now)
        }
    }

    /// Hands the payments of a batch on as the bank gets them, in the order of its file. In a transaction.
    static func forEachTransfer(
        of batch: PaymentBatchID, in call: Call, _ db: borrowing Connection, _ take: (PaymentBatch.Transfer) throws -> Void
    ) throws {
        try db.forEachPayment(of: batch) { try take(transfer($0, of: call)) }
    }

    /// A payment of the register as the bank gets it.
    static func transfer(_ stored: StoredPayment, of call: Call) throws(StoreError) -> PaymentBatch.Transfer {
        guard let instalment = Instalment(rawValue: stored.order.instalment) else {
            throw .unreadable("instalment \(stored.order.instalment) in batch \(stored.batch)")
        }
        do throws(PaymentRefusals) {
            return try PaymentBatch.Transfer(PaymentOrder(stored.order, instalment, of: call))
        } catch {
            throw .unreadable("batch \(stored.batch): \(error.refusals)")
        }
    }

    private static func batch(_ stored: StoredPaymentBatch) throws(StoreError) -> PaymentBatch {
        do throws(PaymentRefusals) {
            let debtor = try PaymentDebtor(
                name: stored.debtorName, account: stored.debtorAccount,
                enterpriseNumber: stored.debtorNumber.flatMap { EnterpriseNumber($0) })
            return PaymentBatch(
                stored.messageID, from: debtor, on: stored.executionDate, createdAt: stored.madeAt, count: stored.payments,
                total: stored.total)
        } catch {
            throw .unreadable("batch \(stored.id): \(error.refusals)")
        }
    }

    static func isWithdrawn(_ batch: StoredPaymentBatch) -> Message {
        Message(
            fr: "Le lot \(batch.id) (\(batch.messageID)) a été retiré.", nl: "Reeks \(batch.id) (\(batch.messageID)) is ingetrokken.",
            en: "Batch \(batch.id) (\(batch.messageID)) was withdrawn.")
    }

    private static func isAtBank(_ batch: StoredPaymentBatch) -> Message {
        Message(
            fr: "La banque a répondu sur le lot \(batch.id) : il ne peut plus être retiré.",
            nl: "De bank heeft over reeks \(batch.id) geantwoord: ze kan niet meer ingetrokken worden.",
            en: "The bank has answered on batch \(batch.id): it can no longer be withdrawn.")
    }
}

extension PaymentOrder {
    fileprivate init(_ stored: StoredPayment.Order, _ instalment: Instalment, of call: Call) {
        self.init(
            identifier: PaymentIdentifier(call: call.code, grant: stored.grant.value, instalment: instalment),
            reference: stored.reference, payee: stored.payee, account: stored.account, amount: stored.amount,
            communication: stored.communication.flatMap { StructuredCommunication($0) })
    }
}
