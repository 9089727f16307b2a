package import CallModel
package import Postgres

/// A file that was made for the bank, as the register has it.
package struct StoredPaymentBatch: Hashable, Sendable {
    /// That the bank never got it, who says so and why.
    package struct Withdrawal: Hashable, Sendable {
        package let by: String
        package let at: Instant
        /// The digest of a document.
        package let reason: Digest
    }

    package let id: PaymentBatchID
    package let call: CallID
    package let messageID: String
    package let executionDate: CalendarDate
    package let debtorName: String
    package let debtorAccount: String
    package let debtorNumber: String?
    package let payments: Int
    package let total: Cents
    /// Of the file.
    package let digest: Digest
    package let madeBy: String
    package let madeAt: Instant
    package let withdrawal: Withdrawal?
}

/// A batch before it has a number.
package struct NewPaymentBatch: Sendable {
    let call: CallID
    let messageID: String
    let executionDate: CalendarDate
    let debtorName: String
    let debtorAccount: String
    let debtorNumber: String?
    let payments: Int
    let total: Cents
    let digest: Digest
    let madeBy: String
    let madeAt: Instant

    package init(
        call: CallID, messageID: String, executionDate: CalendarDate, debtorName: String, debtorAccount: String,
        debtorNumber: String?, payments: Int, total: Cents, digest: Digest, madeBy: String, madeAt: Instant
    ) {
        (self.call, self.messageID, self.executionDate) = (call, messageID, executionDate)
        (self.debtorName, self.debtorAccount, self.debtorNumber) = (debtorName, debtorAccount, debtorNumber)
        (self.payments, self.total, self.digest) = (payments, total, digest)
        (self.madeBy, self.madeAt) = (madeBy, madeAt)
    }
}

private let batchColumns = """
    b.id, b.call_id, b.message_id, b.execution_date, b.debtor_name, b.debtor_account, b.debtor_number, b.payments, b.total_cents,
    b.sha256, b.made_by, b.made_at, b.withdrawn_by, b.withdrawn_at, b.withdrawn_why
    """
private let insertBatch = Statement(
    "insert payment batch",
    """
    INSERT INTO payment_batches (
        id, call_id, message_id, execution_date, debtor_name, debtor_account, debtor_number, payments, total_cents, sha256, made_by,
        made_at)
    OVERRIDING SYSTEM VALUE
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    """)
private let nextBatch = Statement("next payment batch", "SELECT nextval('payment_batches_id_seq')")
private let batchByID = Statement(
    "payment batch", "SELECT \(batchColumns) FROM payment_batches AS b WHERE b.call_id = $1 AND b.id = $2")
private let batchByMessage = Statement(
    "payment batch by message", "SELECT \(batchColumns) FROM payment_batches AS b WHERE b.call_id = $1 AND b.message_id = $2")
private let batchesOfCall = Statement(
    "payment batches of call", "SELECT \(batchColumns) FROM payment_batches AS b WHERE b.call_id = $1 ORDER BY b.id")
private let withdrawBatch = Statement(
    "withdraw payment batch",
    "UPDATE payment_batches SET withdrawn_by = $2, withdrawn_at = $3, withdrawn_why = $4 WHERE id = $1")
private let withdrawPayments = Statement(
    "withdraw batch payments", "UPDATE batch_payments SET status = 'withdrawn', status_at = $2 WHERE batch_id = $1")

/// At once, so that a dry run sees it too.
private let checkBatches = Statement("check payment batches", "SET CONSTRAINTS check_batch, payment_of_batch IMMEDIATE")

extension Connection {
    /// The number of a batch whose payments are written first: only they say what its file is.
    package func newPaymentBatch() throws -> PaymentBatchID { try query(nextBatch).single().value(0) }

    /// Writes a batch whose payments are there.
    package func keep(_ batch: NewPaymentBatch, as id: PaymentBatchID) throws {
        try query(
            insertBatch, id, batch.call, batch.messageID, batch.executionDate, batch.debtorName, batch.debtorAccount,
            batch.debtorNumber, Int32(clamping: batch.payments), batch.total, batch.digest, batch.madeBy, batch.madeAt)
        try query(checkBatches)
    }

    package func paymentBatch(_ id: PaymentBatchID, of call: CallID) throws -> StoredPaymentBatch {
        guard let row = try query(batchByID, call, id).singleOrNone() else {
            throw StoreError.notFound(kind: "batch", name: "\(id)")
        }
        return try StoredPaymentBatch(row)
    }

    /// - Parameter message: the identifier under which the bank has it.
    package func paymentBatch(message: String, of call: CallID) throws -> StoredPaymentBatch? {
        try query(batchByMessage, call, message).singleOrNone().map { try StoredPaymentBatch($0) }
    }

    /// Oldest first.
    package func paymentBatches(of call: CallID) throws -> [StoredPaymentBatch] {
        try query(batchesOfCall, call).map { try StoredPaymentBatch($0) }
    }

    /// Takes a batch and all its payments out of force.
    package func withdraw(_ batch: PaymentBatchID, by actor: String, why: Document, at now: Instant) throws {
        var pipeline = Pipeline()
        Document.add([why], to: &pipeline)
        pipeline.add(withdrawBatch, batch, actor, now, why.digest)
        pipeline.add(withdrawPayments, batch, now)
        pipeline.add(checkBatches)
        _ = try run(pipeline)
    }
}

extension StoredPaymentBatch {
    fileprivate init(_ row: Row) throws {
        id = try row.value(0)
        call = try row.value(1)
        messageID = try row.string(2)
        executionDate = try row.value(3)
        debtorName = try row.string(4)
        debtorAccount = try row.string(5)
        debtorNumber = try row.optionalString(6)
        payments = try row.int(7)
        total = try row.value(8)
        digest = try row.value(9)
        madeBy = try row.string(10)
        madeAt = try row.value(11)
        let (by, at, reason) = (try row.optionalString(12), try row.value(13) as Instant?, try row.value(14) as Digest?)
        withdrawal =
            if let by, let at, let reason { Withdrawal(by: by, at: at, reason: reason) } else { nil }
    }
}
