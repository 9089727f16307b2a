internal import CLibPQ

extension Connection {
    /// Runs a statement and gives its rows to a closure one by one as they come; returns their number.
    ///
    /// Memory stays constant whatever the size. The statement is not prepared. When the closure throws, the server is told to stop,
    /// which makes an open transaction fail.
    @discardableResult
    public func forEachRow<each P: PostgresParameter>(
        _ statement: Statement, _ parameters: repeat each P, body: (Row) throws -> Void
    ) throws -> Int {
        var pipeline = Pipeline()
        pipeline.add(statement, repeat each parameters)
        return try withPlainProtocol {
            try session.sendStreaming(pipeline)
            var count = 0
            do {
                while let row = try session.nextStreamedRow(of: statement) {
                    count += 1
                    try session.cancelling { try body(row) }
                }
            } catch {
                try session.endStreaming()
                throw error
            }
            try session.endStreaming()
            return count
        }
    }
}

/// Streaming uses pipeline mode even for one statement: outside it, libpq would keep its single-row mode for the next pipeline.
extension Session {
    fileprivate func sendStreaming(_ pipeline: Pipeline) throws(PostgresError) {
        guard PQenterPipelineMode(raw) == 1 else { throw sendFailure() }
        let call = pipeline.calls[0]
        let accepted = pipeline.withParameters(of: call, &scratch) { parameters in
            PQsendQueryParams(
                raw, call.statement.sql, parameters.count, parameters.types, parameters.values, parameters.lengths,
                parameters.formats, 1)
        }
        guard accepted == 1 else {
            let failure = sendFailure()
            PQexitPipelineMode(raw)
            throw failure
        }
        guard PQpipelineSync(raw) == 1, PQsetSingleRowMode(raw) == 1 else { throw broken(.unexpectedReply) }
    }

    /// The next row of a statement sent by `sendStreaming`; `nil` at the end.
    fileprivate func nextStreamedRow(of statement: Statement) throws(PostgresError) -> Row? {
        while let result = try nextResult() {
            switch PQresultStatus(result.raw) {
            case PGRES_SINGLE_TUPLE:
                return Row(result: result, index: 0)
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                continue
            case PGRES_FATAL_ERROR:
                let error = PostgresError(result: result.raw, statement: statement)
                throw error.isFatal ? lost(error) : error
            default:
                markBroken()
                throw PostgresError(.misuse, "only copyIn and copyOut can copy rows")
            }
        }
        return nil
    }

    /// Tells the server to stop when `body` throws.
    fileprivate func cancelling(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            requestCancel()
            throw error
        }
    }

    /// Reads what is left, up to the answer to the Sync. What failed has been reported before.
    fileprivate func endStreaming() throws(PostgresError) {
        guard !isBroken else { return }
        while PQstatus(raw) == CONNECTION_OK {
            guard let result = try nextResult() else { continue }
            if PQresultStatus(result.raw) == PGRES_PIPELINE_SYNC {
                guard PQexitPipelineMode(raw) == 1 else { throw broken(.unexpectedReply) }
                return
            }
        }
        throw broken()
    }
}
