package import CallModel
package import Postgres

/// How often something was counted, and since when: for failures, since the last one.
package struct RateCounter: Hashable, Sendable {
    package let start: Instant
    package let count: Int

    package init(start: Instant, count: Int) { (self.start, self.count) = (start, count) }
}

private let lockCounters = Statement(
    "lock counters",
    """
    INSERT INTO rate_counters AS c (key, window_start, count)
    SELECT k, $2, 0
    FROM unnest($1::text[]) AS k
    ORDER BY k
    ON CONFLICT (key) DO UPDATE SET count = c.count
    RETURNING key, window_start, count
    """)
private let setCounter = Statement("set counter", "UPDATE rate_counters SET window_start = $2, count = $3 WHERE key = $1")
private let takeOff = Statement("take off counter", "UPDATE rate_counters SET count = greatest(0, count - $2) WHERE key = $1")
private let deleteCounters = Statement("delete counters", "DELETE FROM rate_counters WHERE key = ANY ($1)")
private let countUp = Statement(
    "count up",
    """
    INSERT INTO rate_counters AS c (key, window_start, count)
    VALUES ($1, $2, 1)
    ON CONFLICT (key) DO UPDATE
    SET window_start = CASE WHEN c.window_start <= $3 THEN EXCLUDED.window_start ELSE c.window_start END,
        count = CASE WHEN c.window_start <= $3 THEN 1 ELSE least(c.count, 1000000000) + 1 END
    RETURNING window_start, count
    """)

extension Connection {
    /// The counters under some keys, made where they are not there, and held until the transaction ends. Whoever takes several
    /// takes them in one order, so that nobody waits in a circle.
    package func lock(counters keys: [String], at now: Instant) throws -> [String: RateCounter] {
        var found: [String: RateCounter] = [:]
        for row in try query(lockCounters, keys, now) {
            found[try row.string(0)] = RateCounter(start: try row.value(1), count: try row.int(2))
        }
        return found
    }

    package func set(counter key: String, from start: Instant, to count: Int) throws { try execute(setCounter, key, start, Int64(count)) }
    package func take(_ count: Int, offCounter key: String) throws { try execute(takeOff, key, Int64(count)) }
    package func delete(counters keys: [String]) throws { try execute(deleteCounters, keys) }

    /// Counts one more under a key, in a window that began after `expired` or begins now.
    package func count(_ key: String, at now: Instant, after expired: Instant) throws -> RateCounter {
        let row = try query(countUp, key, now, expired).single()
        return RateCounter(start: try row.value(0), count: try row.int(1))
    }
}
