import CallModel
import Postgres
import Workflow

/// How the call is locked while a command is decided. The order of locks is always call, then file, then review or grant.
package enum CallLock: Sendable {
    /// For commands on single files: many at once, but never across the call's closing or decision.
    case share
    /// For commands that close, list or decide: alone.
    case update
}

/// The statements that lock a call which is found through one thing or another.
///
/// The row's own lock does not queue: PostgreSQL lets those who share it in past one who waits to have it alone, so that a close
/// could wait for as long as files come in. So each takes a place in a queue before it: an advisory lock of the call, which is
/// granted first come first served, and goes with the transaction.
struct CallLocking {
    private let queueShared: Statement
    private let queueAlone: Statement
    private let lockShared: Statement
    private let lockAlone: Statement

    /// - Parameters:
    ///   - suffix: what the statements' names end in.
    ///   - call: gives the call's number for `$1`. A file's call never changes, so that it may be read before the lock.
    ///   - source: what that is read from.
    private init(_ suffix: String, call: String, from source: String = "") {
        // Two numbers of 32 bits name such a lock. Calls whose numbers differ by a multiple of 2^31 would share a queue, no more.
        let place = "(\(Self.queue), ((\(call)) & 2147483647)::integer) \(source)"
        let row = "SELECT \(CallMachine.table.selection) FROM calls WHERE id = (SELECT \(call) \(source))"
        queueShared = Statement("queue call\(suffix) shared", "SELECT pg_advisory_xact_lock_shared\(place)")
        queueAlone = Statement("queue call\(suffix)", "SELECT pg_advisory_xact_lock\(place)")
        lockShared = Statement("lock call\(suffix) shared", "\(row) FOR SHARE")
        lockAlone = Statement("lock call\(suffix)", "\(row) FOR UPDATE")
    }

    /// Tells these advisory locks from others of two numbers; those of idempotency keys have one.
    private static let queue = 1

    /// `$1` is the call itself.
    static let itself = CallLocking("", call: "$1::bigint")
    /// `$1` is a file of the call.
    static let ofFile = CallLocking(" of file", call: "call_id", from: "FROM applications WHERE id = $1")
    /// `$1` is a review of a file of the call.
    static let ofReview = CallLocking(
        " of review", call: "a.call_id",
        from: "FROM reviews AS r JOIN applications AS a ON a.id = r.application_id WHERE r.id = $1")

    fileprivate func queue(_ lock: CallLock) -> Statement {
        switch lock {
        case .share: queueShared
        case .update: queueAlone
        }
    }

    fileprivate func lock(_ lock: CallLock) -> Statement {
        switch lock {
        case .share: lockShared
        case .update: lockAlone
        }
    }
}

extension Pipeline {
    /// Queues for a call and locks its row, which the handle's result then holds, or nothing where there is no such call.
    mutating func lockCall<Tag>(_ locking: CallLocking, _ id: Identifier<Tag>, _ lock: CallLock) -> Handle {
        add(locking.queue(lock), id)
        return add(locking.lock(lock), id)
    }
}
