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
    package init(again view: PaymentBatchView) {
        let stored = view.batch
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

    /// The file of a batch as it was made, byte for byte.
    ///
    /// - Throws: `ServiceError.store` where the record no longer gives that file: nothing else may go to the bank under its name.
    package func batchFile(
        _ id: PaymentBatchID, of code: String
    ) async throws(ServiceError) -> (view: PaymentBatchView, batch: PaymentBatch) {
        try await question { db in
            let call = try db.call(code: code)
            let stored = try db.paymentBatch(id, of: call.id)
            guard stored.withdrawal == nil else {
                throw ServiceError.faults([InputFault(field: "batch", message: Self.isWithdrawn(stored))])
            }
            let payments = try db.payments(of: id)
            let batch = try Self.batch(stored, payments, of: call)
            guard batch.write({ _ in }) == stored.digest else {
                throw StoreError.unreadable("the record of batch \(id) no longer gives the file that was made of it")
            }
            return (PaymentBatchView(batch: stored, payments: payments, withdrawnBecause: nil), batch)
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

    /// A batch of the register as the bank got it.
    static func batch(
        _ stored: StoredPaymentBatch, _ payments: [StoredPayment], of call: Call
    ) throws(StoreError) -> PaymentBatch {
        do throws(PaymentRefusals) {
            return try PaymentBatch(
                again: stored.messageID, payments.compactMap { PaymentOrder($0.order, of: call) },
                from: PaymentDebtor(
                    name: stored.debtorName, account: stored.debtorAccount,
                    enterpriseNumber: stored.debtorNumber.flatMap { EnterpriseNumber($0) }),
                on: stored.executionDate, createdAt: stored.madeAt)
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
    /// The payment as the register has it; nil for an instalment that this program does not know.
    fileprivate init?(_ stored: StoredPayment.Order, of call: Call) {
        guard let instalment = Instalment(rawValue: stored.instalment) else { return nil }
        self.init(
            identifier: PaymentIdentifier(call: call.code, grant: stored.grant.value, instalment: instalment),
            reference: stored.reference, payee: stored.payee, account: stored.account, amount: stored.amount,
            communication: stored.communication.flatMap { StructuredCommunication($0) })
    }
}
