package import CallModel
package import Postgres

/// Until when each kind of thing that goes with time is kept.
package struct SweepBounds: Sendable {
    package let now: Instant
    /// A session that began before, or that nobody used since `idle`, is over.
    package let started: Instant
    package let idle: Instant
    package let forms: Instant
    package let counters: Instant
    package let mails: Instant
    package let accesses: Instant

    package init(
        now: Instant, started: Instant, idle: Instant, forms: Instant, counters: Instant, mails: Instant, accesses: Instant
    ) {
        (self.now, self.started, self.idle, self.forms) = (now, started, idle, forms)
        (self.counters, self.mails, self.accesses) = (counters, mails, accesses)
    }
}

/// How many rows a sweep took away.
package struct SweptRows: Hashable, Codable, Sendable {
    package let sessions: Int
    package let links: Int
    package let forms: Int
    package let counters: Int
    package let mails: Int
    package let accesses: Int

    package init(sessions: Int, links: Int, forms: Int, counters: Int, mails: Int, accesses: Int) {
        (self.sessions, self.links, self.forms) = (sessions, links, forms)
        (self.counters, self.mails, self.accesses) = (counters, mails, accesses)
    }
}

private let sweepSessions = Statement(
    "sweep sessions", "DELETE FROM web_sessions WHERE started_at <= $1 OR seen_at <= $2")
private let sweepLinks = Statement("sweep links", "DELETE FROM login_links WHERE expires_at <= $1 OR used_at IS NOT NULL")
private let sweepForms = Statement("sweep forms", "DELETE FROM kept_forms WHERE kept_at <= $1")
private let sweepCounters = Statement("sweep counters", "DELETE FROM rate_counters WHERE window_start <= $1")
private let sweepMails = Statement("sweep mails", "DELETE FROM mails WHERE delivered_at <= $1")
// Nobody repeats a command after a month; erasing a person has to go through fewer answers then.
private let sweepAnswers = Statement("sweep answers", "DELETE FROM idempotency WHERE at <= $1")
private let sweepAccesses = Statement("sweep accesses", "DELETE FROM access_log WHERE at < $1")

extension Connection {
    /// Takes away what has had its time.
    package func sweep(_ bounds: SweepBounds) throws -> SweptRows {
        _ = try execute(sweepAnswers, bounds.mails)
        return SweptRows(
            sessions: try execute(sweepSessions, bounds.started, bounds.idle), links: try execute(sweepLinks, bounds.now),
            forms: try execute(sweepForms, bounds.forms), counters: try execute(sweepCounters, bounds.counters),
            mails: try execute(sweepMails, bounds.mails), accesses: try execute(sweepAccesses, bounds.accesses))
    }
}
