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

    /// Runs text of one or more statements by the simple protocol and returns the last result. One failure ends the rest.
    func runScript(_ sql: String) throws(PostgresError) -> ResultHandle? {
        guard PQsendQuery(raw, sql) == 1 else { throw sendFailure() }
        var last: ResultHandle?
        var failure: PostgresError?
        while let result = try nextResult() {
            switch PQresultStatus(result.raw) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
                last = result
            case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
                failure = failure ?? PostgresError(result: result.raw, statement: nil)
                if PQstatus(raw) == CONNECTION_BAD { throw lost(failure) }
            default:
                failure = failure ?? PostgresError(.misuse, "a script cannot copy rows")
                try leaveCopy()
            }
        }
        if let failure { throw failure }
        return last
    }

    /// Rolls back whatever transaction is open; a connection where that fails is broken.
    func rollBack() {
        pendingBegin = nil
        guard !isBroken, isInTransaction else { return }
        do throws(PostgresError) {
            _ = try runScript("ROLLBACK")
        } catch {
            markBroken()
        }
    }

    /// The error of a send that libpq refused: the connection is gone, or the call was wrong.
    func sendFailure() -> PostgresError {
        PQstatus(raw) == CONNECTION_OK ? PostgresError(.misuse, connection: raw) : broken()
    }

    /// Marks the connection broken and gives the server's own words when it sent some.
    func lost(_ error: PostgresError?) -> PostgresError {
        markBroken()
        guard let error else { return PostgresError(.connectionLost, connection: raw) }
        return error.with { $0.code = .connectionLost }
    }

    /// Ends a `COPY` that nobody feeds or reads.
    private func leaveCopy() throws(PostgresError) {
        _ = PQputCopyEnd(raw, "a script cannot copy rows")
        try flush()
        var buffer: UnsafeMutablePointer<CChar>?
        while true {
            let length = PQgetCopyData(raw, &buffer, 1)
            PQfreemem(buffer)
            if length < 0 { return }
            if length == 0 { try waitForSocket(writing: false) }
        }
    }
}
