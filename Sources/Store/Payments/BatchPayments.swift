package import CallModel
package import Postgres

/// One payment of a batch: what the bank was told, and what became of it.
package struct StoredPayment: Hashable, Sendable {
    package enum Status: String, CaseIterable, Hashable, Sendable {
        /// In a file; the bank has said nothing of it yet.
        case ordered
        /// Accepted, and on its way.
        case pending
        /// Booked.
        case settled
        /// It was not and will not be paid by this batch.
        case rejected
        /// The bank never got the batch.
        case withdrawn

        /// Whether the payment is, or may yet be, made by its batch: no other batch may have it.
        package var isLive: Bool { self != .rejected && self != .withdrawn }
    }

    /// The payment as it stands in the file.
    package struct Order: Hashable, Sendable {
        package let grant: GrantID
        /// 1 is the first instalment, 2 the balance.
        package let instalment: Int
        package let endToEnd: String
        package let reference: String
        package let payee: String
        package let account: String
        package let amount: Cents
        /// Twelve digits.
        package let communication: String?

        package init(
            grant: GrantID, instalment: Int, endToEnd: String, reference: String, payee: String, account: String, amount: Cents,
            communication: String?
        ) {
            (self.grant, self.instalment, self.endToEnd) = (grant, instalment, endToEnd)
            (self.reference, self.payee, self.account) = (reference, payee, account)
            (self.amount, self.communication) = (amount, communication)
        }
    }

    package let batch: PaymentBatchID
    package let order: Order
    package let status: Status
    /// The bank's own words.
    package let reason: String?
}

/// What the bank says of one payment.
package struct PaymentNews: Hashable, Sendable {
    let grant: GrantID
    let instalment: Int
    let status: StoredPayment.Status
    let reason: String?

    package init(_ order: StoredPayment.Order, _ status: StoredPayment.Status, reason: String?) {
        (grant, instalment) = (order.grant, order.instalment)
        (self.status, self.reason) = (status, reason)
    }
}

private let paymentColumns = """
    p.batch_id, p.grant_id, p.instalment, p.end_to_end, p.reference, p.payee, p.account, p.amount_cents, p.communication, p.status,
    p.bank_reason
    """
private let insertPayments = Statement(
    "insert batch payments",
    """
    INSERT INTO batch_payments (
        batch_id, grant_id, instalment, end_to_end, reference, payee, account, amount_cents, communication, status, status_at)
    SELECT $1, n.grant_id, n.instalment, n.end_to_end, n.reference, n.payee, n.account, n.amount_cents, n.communication, 'ordered', $2
    FROM unnest($3::bigint[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[])
        AS n (grant_id, instalment, end_to_end, reference, payee, account, amount_cents, communication)
    """)
// In the order of the file: identifiers of one call differ in the grant and the instalment only.
private func inOrderOfFile(_ columns: String, _ batch: String) -> String {
    "SELECT \(columns) FROM batch_payments AS p WHERE p.batch_id = \(batch) ORDER BY p.grant_id, p.instalment"
}
private let paymentsOfBatch = Statement("payments of batch", inOrderOfFile(paymentColumns, "$1"))
private let paymentsOfCall = Statement(
    "batched payments of call",
    """
    SELECT \(paymentColumns)
    FROM batch_payments AS p
    JOIN payment_batches AS b ON b.id = p.batch_id
    WHERE b.call_id = $1
    ORDER BY p.batch_id, p.grant_id, p.instalment
    """)
private let paymentsOfGrants = Statement(
    "batched payments of grants",
    "SELECT \(paymentColumns) FROM batch_payments AS p WHERE p.grant_id = ANY ($1) ORDER BY p.batch_id, p.grant_id, p.instalment")
private let updatePayments = Statement(
    "update batch payments",
    """
    UPDATE batch_payments AS p
    SET status = n.status, bank_reason = n.reason, status_at = $2
    FROM unnest($3::bigint[], $4::integer[], $5::text[], $6::text[]) AS n (grant_id, instalment, status, reason)
    WHERE p.batch_id = $1 AND p.grant_id = n.grant_id AND p.instalment = n.instalment
    """)

extension Connection {
    /// Writes payments of a batch whose own row may come later in the transaction.
    package func keep(_ orders: [StoredPayment.Order], in batch: PaymentBatchID, at now: Instant) throws {
        try query(
            insertPayments, batch, now, orders.map(\.grant), orders.map { Int32($0.instalment) }, orders.map(\.endToEnd),
            orders.map(\.reference), orders.map(\.payee), orders.map(\.account), orders.map(\.amount), orders.map(\.communication))
    }

    /// Hands the payments of a batch on as they are read, in the order of the file. In a transaction.
    package func forEachPayment(of batch: PaymentBatchID, _ body: (StoredPayment) throws -> Void) throws {
        try forEachPiece(of: inOrderOfFile(paymentColumns, "\(batch)")) { rows in
            for row in rows { try body(StoredPayment(row)) }
        }
    }

    /// Hands on by what the bank tells each payment of a batch, and in how many batches it was that were not carried out, in the
    /// order of the file. In a transaction.
    package func forEachIdentifier(of batch: PaymentBatchID, _ body: (_ endToEnd: String, _ sentBefore: Int) throws -> Void) throws {
        let sentBefore = """
            (SELECT count(*)::integer FROM batch_payments AS o
            WHERE o.grant_id = p.grant_id AND o.instalment = p.instalment AND o.status IN ('rejected', 'withdrawn'))
            """
        try forEachPiece(of: inOrderOfFile("p.end_to_end, \(sentBefore)", "\(batch)")) { rows in
            for row in rows { try body(row.string(0), row.int(1)) }
        }
    }

    /// In the order of the file.
    package func payments(of batch: PaymentBatchID) throws -> [StoredPayment] {
        try query(paymentsOfBatch, batch).map { try StoredPayment($0) }
    }

    /// Every payment that ever was in a batch of a call, oldest batch first.
    package func batchedPayments(of call: CallID) throws -> [StoredPayment] {
        try query(paymentsOfCall, call).map { try StoredPayment($0) }
    }

    /// Every payment of these grants that ever was in a batch, oldest batch first.
    package func batchedPayments(of grants: [GrantID]) throws -> [StoredPayment] {
        try query(paymentsOfGrants, grants).map { try StoredPayment($0) }
    }

    package func keep(_ news: [PaymentNews], of batch: PaymentBatchID, at now: Instant) throws {
        try query(
            updatePayments, batch, now, news.map(\.grant), news.map { Int32($0.instalment) }, news.map(\.status.rawValue),
            news.map(\.reason))
    }
}

extension StoredPayment {
    fileprivate init(_ row: Row) throws {
        let status = try row.string(9)
        guard let known = Status(rawValue: status) else { throw StoreError.unreadable("status \(status) of a payment") }
        batch = try row.value(0)
        order = Order(
            grant: try row.value(1), instalment: try row.int(2), endToEnd: try row.string(3), reference: try row.string(4),
            payee: try row.string(5), account: try row.string(6), amount: try row.value(7), communication: try row.optionalString(8))
        self.status = known
        reason = try row.optionalString(10)
    }
}
