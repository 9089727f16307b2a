package import CallModel
package import Postgres

/// A lottery of the register. What was published and what was drawn are JSON texts, kept word for word.
package struct StoredLottery: Sendable {
    package let id: LotteryID
    package let notice: String
    package let draw: String?
    /// Why, by whom and when it was called off.
    package let cancelled: (reason: String, by: String, at: Instant)?
}

private let insertLottery = Statement(
    "insert lottery",
    """
    INSERT INTO lotteries (call_id, purpose, notice, published_by, published_at, entropy_from)
    VALUES ($1, $2, $3, $4, $5, $6)
    RETURNING id
    """)
private let drawLottery = Statement(
    "draw lottery", "UPDATE lotteries SET draw = $2, drawn_by = $3, drawn_at = $4 WHERE id = $1 AND draw IS NULL RETURNING id")
private let cancelLottery = Statement(
    "cancel lottery",
    """
    UPDATE lotteries SET cancel_reason = $2, cancelled_by = $3, cancelled_at = $4 WHERE id = $1 AND cancelled_at IS NULL RETURNING id
    """)
private let nextLottery = Statement("next lottery", "SELECT coalesce(max(id), 0) + 1 FROM lotteries")
private let lotteriesOfCall = Statement(
    "lotteries of call",
    "SELECT id, notice, draw, cancel_reason, cancelled_by, cancelled_at FROM lotteries WHERE call_id = $1 ORDER BY id")

extension Connection {
    /// Oldest first.
    package func lotteries(of call: CallID) throws -> [StoredLottery] {
        try query(lotteriesOfCall, call).map { row in
            let at: Instant? = try row.value(5)
            return StoredLottery(
                id: try row.value(0), notice: try row.string(1), draw: try row.optionalString(2),
                cancelled: try at.map { (try row.string(3), try row.string(4), $0) })
        }
    }

    package func publish(
        lottery notice: String, of call: CallID, purpose: String, by actor: String, at now: Instant, entropyFrom: Instant
    ) throws -> LotteryID {
        try query(insertLottery, call, purpose, notice, actor, now, entropyFrom).single().value(0)
    }

    /// The number that the next lottery would have; a rehearsal of its publication takes none from the sequence, which never gives back.
    package func nextLottery() throws -> LotteryID { try query(Store.nextLottery).single().value(0) }

    /// - Returns: whether it was called off now, and not before.
    package func cancel(lottery: LotteryID, reason: String, by actor: String, at now: Instant) throws -> Bool {
        try query(cancelLottery, lottery, reason, actor, now).singleOrNone() != nil
    }

    /// - Returns: whether it was drawn now, and not before.
    package func keep(draw: String, of lottery: LotteryID, by actor: String, at now: Instant) throws -> Bool {
        try query(drawLottery, lottery, draw, actor, now).singleOrNone() != nil
    }
}
