/// A thread with at most one connection, which runs calls one after another.
final class Worker: @unchecked Sendable {
    // Unchecked: `assigned` and `current` are guarded by the pool's monitor, `session` is used on the worker's thread only.
    let condition = Condition()
    let line = CancelLine()
    /// A call handed over while this worker slept.
    var assigned: Job?
    /// The call that runs.
    var current: Job?
    var thread: OSThread?
    private var session: Session?
    private unowned let core: PoolCore

    init(core: PoolCore) {
        self.core = core
    }

    /// Runs calls until the pool closes.
    func loop(_ core: PoolCore) {
        while let (job, waited) = core.nextJob(for: self) {
            perform(job, afterWaiting: waited)
            core.finish(job)
        }
        disconnect()
        core.workerEnded()
    }

    private func perform(_ job: Job, afterWaiting: Bool) {
        if let reason = job.interruption.reason {
            job.fail(reason.error)
            return
        }
        let session: Session
        do throws(PostgresError) {
            session = try openSession(checking: afterWaiting)
        } catch {
            job.fail(error)
            return
        }
        line.begin(job)
        session.interruption = job.interruption
        job.run(Connection(session: session))
        session.interruption = nil
        if !line.endCancelling() { session.markBroken() }
        tidy(session, after: job)
        if !line.end() { session.markBroken() }
        if session.isBroken { disconnect() }
    }

    /// The open connection, or a new one. Only an idle connection can have ended unnoticed, so only then is it looked at.
    private func openSession(checking: Bool) throws(PostgresError) -> Session {
        if let session {
            if !checking || session.isAlive() { return session }
            disconnect()
        }
        let fresh = try Session(keywords: core.keywords, onNotice: core.configuration.noticeHandler)
        session = fresh
        line.connect(fresh)
        return fresh
    }

    /// The next call must find no transaction open.
    private func tidy(_ session: Session, after job: Job) {
        let isOpen = session.pendingBegin != nil || session.isInTransaction
        session.rollBack()
        if isOpen, !session.isBroken {
            job.fail(
                PostgresError(.transactionLeftOpen, "a transaction was left open; it has been rolled back"))
        }
        if !session.isIdle { session.markBroken() }
    }

    private func disconnect() {
        line.disconnect()
        session = nil
    }
}
