package import CallModel
package import Postgres

/// A lottery of the register. What was published and what was drawn are JSON texts, kept word for word.
package struct StoredLottery: Sendable {
    package let id: LotteryID
    package let notice: String
    package let draw: String?
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
private let lotteriesOfCall = Statement(
    "lotteries of call", "SELECT id, notice, draw FROM lotteries WHERE call_id = $1 ORDER BY id")

extension Connection {
    /// Oldest first.
    package func lotteries(of call: CallID) throws -> [StoredLottery] {
        try query(lotteriesOfCall, call).map { row in
            StoredLottery(id: try row.value(0), notice: try row.string(1), draw: try row.optionalString(2))
        }
    }

    package func publish(
        lottery notice: String, of call: CallID, purpose: String, by actor: String, at now: Instant, entropyFrom: Instant
    ) throws -> LotteryID {
        try query(insertLottery, call, purpose, notice, actor, now, entropyFrom).single().value(0)
    }

    /// - Returns: whether it was drawn now, and not before.
    package func keep(draw: String, of lottery: LotteryID, by actor: String, at now: Instant) throws -> Bool {
        try query(drawLottery, lottery, draw, actor, now).singleOrNone() != nil
    }
}
