/// What a pool's threads share: the calls that wait, the workers that are idle.
///
/// Workers take calls from one queue. A call that finds a worker idle is handed to the one that was busy last, whose caches are
/// warm; when all are busy nobody has to be woken, since each looks at the queue before it sleeps.
final class PoolCore: @unchecked Sendable {
    // Unchecked: the variables are guarded by the monitor.
    let monitor = Monitor()
    let configuration: PostgresConfiguration
    let keywords: [(key: String, value: String)]
    private(set) var workers: [Worker] = []
    private var idle: [Worker] = []
    private var waiting = JobQueue()
    private(set) var isClosed = false
    private var liveWorkers = 0
    private var shutdownWaiters: [UnsafeContinuation<Void, Never>] = []
    private var isFinished = false
    let watchCondition = Condition()
    /// When the watcher will look again by itself.
    private var nextLook = MonotonicTime(nanoseconds: .max)

    init(_ configuration: PostgresConfiguration) throws(PostgresError) {
        self.configuration = configuration
        keywords = try configuration.keywords()
    }

    /// Starts the threads. They keep the core alive until it is closed.
    func start() throws(PostgresError) {
        for _ in 0..<configuration.sessionCount {
            let worker = Worker(core: self)
            do throws(PostgresError) {
                worker.thread = try OSThread.start { [self] in worker.loop(self) }
            } catch {
                close(cancelling: false)
                throw error
            }
            monitor.locked {
                workers.append(worker)
                liveWorkers += 1
            }
        }
        try OSThread.start { [self] in watch() }.detach()
    }
}

// MARK: Calls

extension PoolCore {
    func submit(_ job: Job) {
        monitor.lock()
        if let error = refusal(of: job) {
            job.state = .done
            monitor.unlock()
            job.fail(error)
            job.resume()
            return
        }
        let worker = idle.popLast()
        if let worker {
            start(job, on: worker)
            worker.assigned = job
        } else {
            job.state = .waiting
            waiting.append(job)
        }
        let mustLook = job.deadline.map { $0 < nextLook } ?? false
        monitor.unlock()
        worker?.condition.signal()
        if mustLook { watchCondition.signal() }
    }

    private func refusal(of job: Job) -> (any Error)? {
        if job.interruption.reason != nil { return CancellationError() }
        return isClosed ? PostgresError(.poolClosed, "the pool was shut down") : nil
    }

    /// Ends a call from outside: takes it out of the queue, or has its statement cancelled.
    func cancel(_ job: Job) {
        monitor.lock()
        job.interruption.interrupt(.cancelled)
        switch job.state {
        case .waiting:
            waiting.remove(job)
            job.state = .done
            monitor.unlock()
            job.fail(CancellationError())
            job.resume()
        case .running:
            monitor.unlock()
            watchCondition.signal()
        case .created, .done:
            monitor.unlock()
        }
    }

    /// The next call for a worker, waited for; `nil` when the pool has closed.
    func nextJob(for worker: Worker) -> (job: Job, waited: Bool)? {
        monitor.lock()
        defer { monitor.unlock() }
        worker.current = nil
        if let job = waiting.popFirst() {
            start(job, on: worker)
            return (job, false)
        }
        guard !isClosed else { return nil }
        idle.append(worker)
        while true {
            worker.condition.wait(monitor)
            if let job = worker.assigned {
                worker.assigned = nil
                return (job, true)
            }
            if isClosed { return nil }
        }
    }

    private func start(_ job: Job, on worker: Worker) {
        job.state = .running
        worker.current = job
    }

    func finish(_ job: Job) {
        monitor.locked { job.state = .done }
        job.resume()
    }
}

// MARK: The end

extension PoolCore {
    /// Takes no more calls, fails those that wait, and lets those that run come to their end.
    func close(cancelling: Bool) {
        monitor.lock()
        isClosed = true
        var refused: [Job] = []
        while let job = waiting.popFirst() {
            job.state = .done
            refused.append(job)
        }
        if cancelling {
            for worker in workers { worker.current?.interruption.interrupt(.cancelled) }
        }
        idle.removeAll()
        let workers = workers
        monitor.unlock()
        for worker in workers { worker.condition.signal() }
        watchCondition.signal()
        for job in refused {
            job.fail(PostgresError(.poolClosed, "the pool was shut down"))
            job.resume()
        }
    }

    func workerEnded() {
        monitor.locked { liveWorkers -= 1 }
        watchCondition.signal()
    }

    /// Waits until every thread has ended.
    func awaitEnd() async {
        await withUnsafeContinuation { continuation in
            monitor.lock()
            guard !isFinished else {
                monitor.unlock()
                continuation.resume()
                return
            }
            shutdownWaiters.append(continuation)
            monitor.unlock()
        }
    }
}

// MARK: Watching

extension PoolCore {
    /// How often a cancel request is repeated: one that comes between two statements is ignored by the server.
    private static let cancelInterval = Duration.milliseconds(100)

    /// What is to be done outside the monitor.
    private struct Errands {
        var expired: [Job] = []
        var cancels: [(Worker, Job)] = []
        var cuts: [(Worker, Job)] = []

        var isEmpty: Bool { expired.isEmpty && cancels.isEmpty && cuts.isEmpty }
    }

    /// Runs on a thread of its own: deadlines, cancel requests, and the end of the workers.
    private func watch() {
        monitor.lock()
        while true {
            let errands = lookAround(MonotonicTime.now)
            if !errands.isEmpty {
                monitor.unlock()
                run(errands)
                monitor.lock()
            } else if isClosed, liveWorkers == 0 {
                break
            } else if nextLook.nanoseconds == .max {
                watchCondition.wait(monitor)
            } else {
                watchCondition.wait(monitor, until: nextLook)
            }
        }
        let workers = workers
        monitor.unlock()
        for worker in workers { worker.thread?.join() }
        monitor.lock()
        isFinished = true
        let waiters = shutdownWaiters
        shutdownWaiters = []
        self.workers = []
        monitor.unlock()
        for waiter in waiters { waiter.resume() }
    }

    /// Finds what is due and when to look again. With the monitor locked.
    private func lookAround(_ now: MonotonicTime) -> Errands {
        var errands = Errands()
        var next = MonotonicTime(nanoseconds: .max)
        var job = waiting.first
        while let candidate = job {
            job = candidate.next
            guard let deadline = candidate.deadline else { continue }
            if deadline <= now {
                waiting.remove(candidate)
                candidate.state = .done
                errands.expired.append(candidate)
            } else {
                next = min(next, deadline)
            }
        }
        for worker in workers {
            guard let job = worker.current, job.state == .running else { continue }
            if let deadline = job.deadline {
                if deadline <= now { job.interruption.interrupt(.timedOut) } else { next = min(next, deadline) }
            }
            if job.interruption.reason != nil { next = min(next, lookAfter(job, on: worker, now, &errands)) }
        }
        nextLook = next
        return errands
    }

    /// Plans the requests for an interrupted call and returns when to come back to it.
    private func lookAfter(
        _ job: Job, on worker: Worker, _ now: MonotonicTime, _ errands: inout Errands
    ) -> MonotonicTime {
        let cutAt = job.cutAt ?? now.advanced(by: configuration.cancelGrace)
        job.cutAt = cutAt
        if cutAt <= now {
            errands.cuts.append((worker, job))
            // Once is enough: the connection is gone, and the closure will notice.
            job.cutAt = MonotonicTime(nanoseconds: .max)
            return MonotonicTime(nanoseconds: .max)
        }
        if cutAt.nanoseconds == .max { return cutAt }
        if job.cancelAgainAt.map({ $0 <= now }) ?? true {
            errands.cancels.append((worker, job))
            job.cancelAgainAt = now.advanced(by: Self.cancelInterval)
        }
        return min(cutAt, job.cancelAgainAt ?? cutAt)
    }

    private func run(_ errands: Errands) {
        for job in errands.expired {
            job.fail(PostgresError(.timedOut, "the time given to the call ran out while it waited for a session"))
            job.resume()
        }
        for (worker, job) in errands.cuts { worker.line.cut(job) }
        for (worker, job) in errands.cancels { worker.line.requestCancel(of: job) }
    }
}
