internal import CLibPQ

extension Connection {
    /// Feeds a `COPY … FROM STDIN` with bytes and returns the number of rows. When the closure throws, no row is kept.
    ///
    /// A mistake in the data is reported at the end, with the line in `context`; an open transaction has then failed.
    @discardableResult
    public func copyIn(_ sql: String, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
        try copyIn(sql) { session in
            var writer = CopyWriter(session: session)
            try body(&writer)
            try writer.finish()
        }
    }

    /// Copies rows into a table in binary format and returns their number. When the closure throws, no row is kept.
    @discardableResult
    public func copyIn(
        table: String, schema: String? = nil, columns: [String], _ body: (inout BinaryCopyWriter) throws -> Void
    ) throws -> Int {
        try copyIn(Self.copyCommand(table, schema, columns, "binary")) { session in
            var writer = BinaryCopyWriter(session: session)
            try writer.start()
            try body(&writer)
            try writer.finish()
        }
    }

    /// Copies rows of text into a table and returns their number. When the closure throws, no row is kept.
    @discardableResult
    public func copyTextIn(
        table: String, schema: String? = nil, columns: [String], _ body: (inout TextCopyWriter) throws -> Void
    ) throws -> Int {
        try copyIn(Self.copyCommand(table, schema, columns, "text")) { session in
            var writer = TextCopyWriter(session: session)
            try body(&writer)
            try writer.finish()
        }
    }

    private static func copyCommand(_ table: String, _ schema: String?, _ columns: [String], _ format: String) -> String {
        let name = Quoting.identifier([schema, table].compactMap { $0 })
        let list = columns.map { Quoting.identifier($0) }.joined(separator: ", ")
        return "COPY \(name) (\(list)) FROM STDIN (FORMAT \(format))"
    }

    private func copyIn(_ sql: String, feed: (Session) throws -> Void) throws -> Int {
        try withPlainProtocol {
            try session.startCopy(sql, PGRES_COPY_IN)
            do {
                try feed(session)
            } catch {
                try session.abandonCopyIn()
                throw error
            }
            return try session.copiedRows()
        }
    }
}

extension Session {
    /// Sends a `COPY` command, which the server must answer by being ready to copy in the way that is expected.
    func startCopy(_ sql: String, _ expected: ExecStatusType) throws(PostgresError) {
        guard PQsendQuery(raw, sql) == 1 else { throw sendFailure() }
        guard let result = try nextResult() else { throw broken(.unexpectedReply) }
        switch PQresultStatus(result.raw) {
        case expected: return
        case PGRES_FATAL_ERROR:
            let error = PostgresError(result: result.raw, statement: nil).with { $0.statement = sql }
            if error.isFatal { throw lost(error) }
            try drain { (_) throws(PostgresError) in }
            throw error
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            markBroken()
            throw PostgresError(.misuse, "the statement copies in another direction")
        default:
            try drain { (_) throws(PostgresError) in }
            throw PostgresError(.misuse, "the statement is no COPY")
        }
    }

    /// Reads the end of a copy.
    func copiedRows() throws(PostgresError) -> Int {
        var count = 0
        try drain { (result) throws(PostgresError) in count = Rows(result).affected }
        return count
    }

    /// Tells the server that the data will not be completed; it answers with an error that is our own.
    fileprivate func abandonCopyIn() throws(PostgresError) {
        guard !isBroken else { return }
        guard PQputCopyEnd(raw, "abandoned by the client") == 1 else { throw sendFailure() }
        try flush()
        do throws(PostgresError) {
            try drain { (_) throws(PostgresError) in }
        } catch {
            if isBroken { throw error }
        }
    }
}
