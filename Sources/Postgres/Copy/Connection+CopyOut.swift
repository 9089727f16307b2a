internal import CLibPQ

extension Connection {
    /// Reads a `COPY … TO STDOUT` and returns the number of rows. The closure gets one row at a time, in the format of the command.
    ///
    /// Memory stays constant whatever the size. When the closure throws, the server is told to stop, which makes an open transaction
    /// fail.
    @discardableResult
    public func copyOut(_ sql: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        try withPlainProtocol {
            try session.startCopy(sql, PGRES_COPY_OUT)
            do {
                while try session.withNextCopyData(body) {}
            } catch {
                try session.abandonReading()
                throw error
            }
            return try session.copiedRows()
        }
    }

    /// Reads the rows of a query through a binary `COPY`, the fastest way out, and returns their number.
    /// - Parameters:
    ///   - query: A `SELECT` without parameters.
    ///   - types: The types of its columns, which a binary copy does not tell.
    @discardableResult
    public func copyOut(
        query: String, types: [PostgresType], _ body: (borrowing CopyRow) throws -> Void
    ) throws -> Int {
        var row = CopyRow(types: types)
        return try copyOut("COPY (\(query)) TO STDOUT (FORMAT binary)") { message in
            if try row.read(message) { try body(row) }
        }
    }
}

extension Session {
    /// Gives the next message of a copy to `body`; `false` at the end.
    fileprivate func withNextCopyData(_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        var buffer: UnsafeMutablePointer<CChar>?
        defer { PQfreemem(buffer) }
        while true {
            let length = PQgetCopyData(raw, &buffer, 1)
            if length > 0 {
                try body(UnsafeRawBufferPointer(start: buffer, count: Int(length)))
                return true
            }
            if length == -1 { return false }
            if length < -1 { throw sendFailure() }
            try checkInterruption()
            try waitForSocket(writing: false)
        }
    }

    /// Stops what the server sends and reads what is left of it.
    fileprivate func abandonReading() throws(PostgresError) {
        guard !isBroken, transactionStatus == PQTRANS_ACTIVE else { return }
        requestCancel()
        do throws(PostgresError) {
            var buffer: UnsafeMutablePointer<CChar>?
            while let result = try nextResult() {
                guard PQresultStatus(result.raw) == PGRES_COPY_OUT else { continue }
                while true {
                    let length = PQgetCopyData(raw, &buffer, 1)
                    PQfreemem(buffer)
                    if length < 0 { break }
                    if length == 0 { try waitForSocket(writing: false) }
                }
            }
        } catch {
            if isBroken { throw error }
        }
    }
}
