/// A small, fixed number of sessions, each a connection with a thread of its own.
///
/// A call hands over one synchronous closure, which runs whole on a session's thread: it cannot suspend while it holds a lock of the
/// database, and costs one change of thread whatever the number of its statements. Calls are served in the order in which they
/// came. Connections are made when first needed and made again after they broke.
///
/// ```swift
/// let pool = try SessionPool(PostgresConfiguration(connectionString: "dbname=shop"))
/// let total = try await pool.transaction { db in
///     try db.query(sumOfOrders, customer).single().int64(0)
/// }
/// await pool.shutdown()
/// ```
public final class SessionPool: Sendable {
    private let core: PoolCore

    /// Starts the threads; connects to nothing yet. Throws `invalidConnectionString`.
    public init(_ configuration: PostgresConfiguration) throws(PostgresError) {
        core = try PoolCore(configuration)
        try core.start()
    }

    deinit {
        core.close(cancelling: false)
    }

    /// Runs a closure with a connection. A transaction that it leaves open is rolled back and reported as `transactionLeftOpen`.
    ///
    /// Cancelling the task takes the call out of the queue, or cancels the statement that runs; it throws `CancellationError` then.
    /// A closure that finished all the same returns its value, so that a commit is never reported as cancelled. Connecting itself
    /// cannot be cancelled; libpq's `connect_timeout` (10 seconds unless given) bounds it.
    /// - Parameter timeout: The time for waiting and running together, after which it throws `timedOut`; the configuration's
    ///   `callTimeout` when `nil`.
    @discardableResult
    public func withSession<T: Sendable>(
        timeout: Duration? = nil, _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        let deadline = (timeout ?? core.configuration.callTimeout).map { MonotonicTime.now.advanced(by: $0) }
        let job = TypedJob(deadline: deadline, body)
        return try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                job.await(continuation)
                core.submit(job)
            }
        } onCancel: {
            core.cancel(job)
        }
    }

    /// Runs a closure in a transaction: commits when it returns, rolls back when it throws. See `Connection.transaction`.
    @discardableResult
    public func transaction<T: Sendable>(
        isolation: Isolation = .readCommitted, readOnly: Bool = false, timeout: Duration? = nil,
        _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        try await withSession(timeout: timeout) { db in
            try db.transaction(isolation: isolation, readOnly: readOnly, body)
        }
    }

    /// Runs a closure, and runs it again when it threw a serialization failure (40001) or a deadlock (40P01).
    ///
    /// The closure holds its whole transaction, so that nothing of an attempt that failed remains. Nothing else is tried again; in
    /// particular not `commitUnknown`, which only the caller can resolve.
    /// - Parameters:
    ///   - maximum: How often to run it at most, from 1.
    ///   - timeout: The time for each attempt.
    @discardableResult
    public func retrying<T: Sendable>(
        maximum: Int = 5, timeout: Duration? = nil,
        _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        var attempt = 1
        while true {
            do {
                return try await withSession(timeout: timeout, body)
            } catch let error as PostgresError where error.isRetryable && attempt < maximum {
                // Those that collided would collide again if all came back at once.
                let ceiling = Int64(1) << min(attempt, 6)
                try await Task.sleep(for: .microseconds(Int64.random(in: 0...ceiling * 500)))
                attempt += 1
            }
        }
    }

    /// Ends the pool: calls that wait fail with `poolClosed`, those that run are waited for, connections are closed and threads joined.
    /// - Parameter cancelling: Whether to cancel the calls that run.
    public func shutdown(cancelling: Bool = false) async {
        core.close(cancelling: cancelling)
        await core.awaitEnd()
    }
}
