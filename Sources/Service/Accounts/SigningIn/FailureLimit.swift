import CallModel
import Postgres
import Store

/// How many failures go unpunished in a minute. Every further one doubles the wait before the next attempt, up to a quarter of an hour;
/// nobody is locked out for good.
struct FailureLimit: Hashable, Sendable {
    let key: String
    let most: Int

    private static let window: Int64 = 60
    private static let longestWait: Int64 = 900
    /// So long without a failure, and the next one counts as the first.
    private static let memory: Int64 = 3600

    /// Of a key only the digest is kept: it may be made of an address.
    init(_ kind: String, _ name: String, most: Int) {
        key = "\(kind) \(Digest.sha256(Array(name.lowercased().utf8)).hex)"
        self.most = most
    }

    /// Failures to come into the account of an e-mail address.
    static func person(_ email: String) -> FailureLimit { FailureLimit("password", email, most: 5) }

    /// Counts an attempt as failed before its outcome is known, so that many at once do not all slip through.
    ///
    /// Throws `AccessRefusal.tooMany` when one of the limits makes it wait.
    static func reserve(_ limits: [FailureLimit], at now: Instant, _ db: borrowing Connection) throws {
        let counters = try db.lock(counters: limits.map(\.key), at: now)
        let wait = limits.map { $0.wait(counters[$0.key], at: now) }.max() ?? 0
        guard wait == 0 else { throw ServiceError.access(.tooMany(retryAfter: wait)) }
        for limit in limits {
            let counter = limit.standing(counters[limit.key], at: now)
            let count = counter.count + 1
            // Below the limit the minute runs from the first failure, beyond it the wait runs from the last one.
            try db.set(counter: limit.key, from: count < limit.most ? counter.start : now, to: count)
        }
    }

    /// Seconds until the next attempt.
    private func wait(_ counter: RateCounter?, at now: Instant) -> Int {
        let counter = standing(counter, at: now)
        guard counter.count >= most else { return 0 }
        let delay = min(Self.window << Int64(min(counter.count - most, 8)), Self.longestWait)
        let left = counter.start.adding(seconds: delay).microseconds - now.microseconds
        return left > 0 ? Int((left + 999_999) / 1_000_000) : 0
    }

    /// The counter, as far as it still counts.
    private func standing(_ counter: RateCounter?, at now: Instant) -> RateCounter {
        guard let counter else { return RateCounter(start: now, count: 0) }
        let end = counter.start.adding(seconds: counter.count < most ? Self.window : Self.memory)
        return now < end ? counter : RateCounter(start: now, count: 0)
    }
}
