internal import CLibPQ
internal import Glibc

/// Waiting and moving bytes. The connection never blocks inside libpq; it waits here.
extension Session {
    /// Throws when the call was cancelled or ran out of time, before anything more is sent.
    func checkInterruption() throws(PostgresError) {
        if let interruption, let reason = interruption.reason { throw reason.error }
        if isBroken { throw PostgresError(.connectionLost, "the connection was lost earlier in this call") }
    }

    /// Sends what is waiting to be sent and reads what has come; waits for neither. Returns whether all was sent.
    func pump() throws(PostgresError) -> Bool {
        let flushed = PQflush(raw)
        if flushed < 0 { throw broken() }
        if flushed == 0 { return true }
        if PQconsumeInput(raw) == 0 { throw broken() }
        return false
    }

    /// Waits until the socket can be read, or written when there is more to send, and reads.
    func waitForSocket(writing: Bool) throws(PostgresError) {
        var descriptor = pollfd(
            fd: PQsocket(raw), events: Int16(POLLIN) | (writing ? Int16(POLLOUT) : 0), revents: 0)
        while poll(&descriptor, 1, -1) < 0 {
            guard errno == EINTR else { throw broken() }
        }
        let readable = Int16(POLLIN) | Int16(POLLHUP) | Int16(POLLERR)
        if descriptor.revents & readable != 0, PQconsumeInput(raw) == 0, PQisBusy(raw) == 1 {
            // An error that the server sent before it hung up is a result that is ready; without one this is all there is.
            throw broken()
        }
    }

    /// The next result, waited for; `nil` ends the results of a statement.
    func nextResult() throws(PostgresError) -> ResultHandle? {
        while PQisBusy(raw) == 1 {
            let flushed = PQflush(raw)
            if flushed < 0 { throw broken() }
            try waitForSocket(writing: flushed == 1)
        }
        guard let result = PQgetResult(raw) else { return nil }
        return ResultHandle(result)
    }

    /// Sends all that is waiting to be sent.
    func flush() throws(PostgresError) {
        while try !pump() { try waitForSocket(writing: true) }
    }

    /// Runs text of one or more statements by the simple protocol. The first failure ends the rest.
    func runScript(_ sql: String) throws(PostgresError) {
        guard PQsendQuery(raw, sql) == 1 else { throw sendFailure() }
        try drain { (result) throws(PostgresError) in
            switch PQresultStatus(result.raw) {
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                markBroken()
                throw PostgresError(.misuse, "a script cannot copy rows")
            default: break
            }
        }
    }

    /// Reads results to their end, gives those that are no failure to `body`, and throws the first failure.
    func drain(_ body: (ResultHandle) throws(PostgresError) -> Void) throws(PostgresError) {
        var failure: PostgresError?
        while let result = try nextResult() {
            switch PQresultStatus(result.raw) {
            case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE:
                let error = PostgresError(result: result.raw, statement: nil)
                failure = failure ?? error
                if error.isFatal || PQstatus(raw) == CONNECTION_BAD { throw lost(error) }
            default:
                try body(result)
            }
        }
        if let failure { throw failure }
    }

    /// Asks the server to stop what it sends, from the session's own thread. A failure does not matter: what it sends is read to
    /// the end either way.
    func requestCancel() {
        let cancel = PQgetCancel(raw)
        defer { PQfreeCancel(cancel) }
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(cancel, &message, Int32(message.count))
    }

    /// Rolls back whatever transaction is open; a connection where that fails is broken.
    func rollBack() {
        pendingBegin = nil
        guard !isBroken, isInTransaction else { return }
        do throws(PostgresError) {
            try runScript("ROLLBACK")
        } catch {
            markBroken()
        }
    }

    /// The error of a send that libpq refused: the connection is gone, or the call was wrong.
    func sendFailure() -> PostgresError {
        PQstatus(raw) == CONNECTION_OK ? PostgresError(.misuse, connection: raw) : broken()
    }

    /// Marks the connection broken, and keeps the server's own words on why.
    func lost(_ error: PostgresError) -> PostgresError {
        markBroken()
        return error.with { $0.code = .connectionLost }
    }
}
