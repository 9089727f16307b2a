/// One call of the pool: a closure that waits for a session, runs on its thread, and resumes the task that waits for it.
class Job: @unchecked Sendable {
    // Unchecked: the fields below are guarded by the pool's monitor.
    enum State {
        case created
        case waiting
        case running
        case done
    }

    final var state = State.created
    final var next: Job?
    final unowned(unsafe) var previous: Job?
    /// When to ask the server again to cancel, once interrupted.
    final var cancelAgainAt: MonotonicTime?
    /// When to cut the connection, once interrupted.
    final var cutAt: MonotonicTime?

    final let deadline: MonotonicTime?
    final let interruption = Interruption()

    init(deadline: MonotonicTime?) {
        self.deadline = deadline
    }

    /// Runs the closure and keeps its result, on the session's thread.
    func run(_ connection: borrowing Connection) {}

    /// Makes the result an error, unless it is one already.
    func fail(_ error: any Error) {}

    /// Gives the result to the task. To be called once.
    func resume() {}
}

/// A call with its type.
final class TypedJob<T: Sendable>: Job, @unchecked Sendable {
    // Unchecked: the result is written before `resume` and read by it, on one thread or after a hand-over under the monitor.
    private let body: @Sendable (borrowing Connection) throws -> T
    private var continuation: UnsafeContinuation<T, any Error>?
    private var result: Result<T, any Error>?

    init(deadline: MonotonicTime?, _ body: @escaping @Sendable (borrowing Connection) throws -> T) {
        self.body = body
        super.init(deadline: deadline)
    }

    func await(_ continuation: UnsafeContinuation<T, any Error>) {
        self.continuation = continuation
    }

    override func run(_ connection: borrowing Connection) {
        do {
            result = .success(try body(connection))
        } catch {
            result = .failure(error)
        }
    }

    override func fail(_ error: any Error) {
        if case .failure = result { return }
        result = .failure(error)
    }

    override func resume() {
        guard let result, let continuation else { return }
        self.continuation = nil
        continuation.resume(with: translated(result))
    }

    /// An interrupted call fails with the reason of the interruption, not with what it made of the statement that was running.
    private func translated(_ result: Result<T, any Error>) -> Result<T, any Error> {
        guard case .failure(let error) = result, let error = error as? PostgresError, let reason = interruption.reason,
            error.isQueryCanceled || error.code == .cancelled || error.code == .connectionLost
        else { return result }
        switch reason {
        case .cancelled: return .failure(CancellationError())
        case .timedOut: return .failure(error.with { $0.code = .timedOut })
        }
    }
}

/// Calls that wait for a session, first come first served. A doubly linked list, as any of them may leave.
struct JobQueue {
    private(set) var first: Job?
    private var last: Job?

    mutating func append(_ job: Job) {
        job.previous = last
        if let last { last.next = job } else { first = job }
        last = job
    }

    mutating func popFirst() -> Job? {
        guard let job = first else { return nil }
        remove(job)
        return job
    }

    mutating func remove(_ job: Job) {
        let next = job.next
        let previous = job.previous
        if let previous { previous.next = next } else { first = next }
        if let next { next.previous = previous } else { last = previous }
        job.next = nil
        job.previous = nil
    }
}
