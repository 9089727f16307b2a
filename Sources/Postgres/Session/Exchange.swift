internal import CLibPQ

/// One round trip in the making: statements out, one Sync, results in.
///
/// Results come in the order of the statements, each ended by an empty one; the Sync's has no such end.
struct Exchange {
    /// What the server is due to answer.
    private enum Expected {
        case prepare(PreparedStatement, call: Int)
        case begin
        case call(Int)
        case sync
    }

    private let session: Session
    private let pipeline: Pipeline
    private let wasInTransaction: Bool
    /// One for each statement answered so far.
    private(set) var outcomes: [Outcome] = []
    /// The failure of the `BEGIN` that went ahead, which belongs to no statement of the pipeline.
    private(set) var failure: PostgresError?
    private var expected: [Expected] = []
    private var nextExpected = 0
    /// The answer that is being read, until its end.
    private var current: ResultHandle?
    /// Statements that this very pipeline prepares, when it first comes to them.
    private var preparing: [String: PreparedStatement] = [:]
    private var unsent: Set<String> = []
    /// The failure to prepare a statement whose run the server then passes over.
    private var preparationFailure: PostgresError?
    private var sent = 0
    private var isSynced = false

    init(session: Session, pipeline: Pipeline) {
        self.session = session
        self.pipeline = pipeline
        wasInTransaction = session.isInTransaction || session.pendingBegin != nil
        outcomes.reserveCapacity(pipeline.count)
        expected.reserveCapacity(pipeline.count + 2)
    }

    private var raw: OpaquePointer { session.raw }

    /// Does it all. Throws what makes the pipeline impossible to send, before anything is sent, or the loss of the connection.
    mutating func run() throws(PostgresError) {
        try plan()
        guard PQenterPipelineMode(raw) == 1 else { throw session.sendFailure() }
        do throws(PostgresError) {
            try sendAll()
            try receiveAll()
        } catch {
            throw resolve(error)
        }
        guard PQexitPipelineMode(raw) == 1 else { throw session.broken(.unexpectedReply) }
    }
}

// MARK: Sending

extension Exchange {
    /// Checks every statement against what the connection knows. A pipeline that failed here after a part was sent would leave that
    /// part to be committed by the Sync.
    private mutating func plan() throws(PostgresError) {
        for (index, call) in pipeline.calls.enumerated() {
            let statement = call.statement
            guard call.parameters.count <= UInt16.max else {
                throw PostgresError(.misuse, "a statement takes at most 65,535 parameters").at(statement, index)
            }
            if statement.name.isEmpty { continue }
            let types = pipeline.types(of: call)
            if let known = session.prepared[session.key(of: statement)] ?? preparing[session.key(of: statement)] {
                try known.check(statement, types, index)
            } else {
                plan(statement, types)
            }
        }
        if let begin = session.pendingBegin, session.prepared[session.key(of: begin)] == nil { plan(begin, []) }
    }

    private mutating func plan(_ statement: Statement, _ types: ArraySlice<UInt32>) {
        let key = session.key(of: statement)
        let serverName = session.generation == 0 ? key : "\(key)~\(session.generation)"
        preparing[key] = PreparedStatement(statement: statement, key: key, serverName: serverName, types: Array(types))
        unsent.insert(key)
    }

    /// Hands every statement to libpq; reads now and then, so that neither side waits for the other with full buffers.
    private mutating func sendAll() throws(PostgresError) {
        if let begin = session.pendingBegin {
            session.pendingBegin = nil
            var single = Pipeline()
            single.add(begin)
            try send(single.calls[0], of: single, index: nil)
        }
        for (index, call) in pipeline.calls.enumerated() {
            try send(call, of: pipeline, index: index)
            if index & 127 == 127, try !session.pump() { try receive(waiting: false) }
        }
        guard PQpipelineSync(raw) == 1 else { throw session.broken() }
        expected.append(.sync)
        isSynced = true
    }

    private mutating func send(_ call: Pipeline.Call, of pipeline: Pipeline, index: Int?) throws(PostgresError) {
        let statement = call.statement
        let accepted: Int32
        if statement.name.isEmpty {
            accepted = pipeline.withParameters(of: call, &session.scratch) { parameters in
                PQsendQueryParams(
                    raw, statement.sql, parameters.count, parameters.types, parameters.values, parameters.lengths,
                    parameters.formats, 1)
            }
        } else {
            let name = try serverName(of: statement, index)
            accepted = pipeline.withParameters(of: call, &session.scratch) { parameters in
                PQsendQueryPrepared(
                    raw, name, parameters.count, parameters.values, parameters.lengths, parameters.formats, 1)
            }
        }
        guard accepted == 1 else { throw session.broken().at(statement, index) }
        if let index {
            expected.append(.call(index))
            sent = index + 1
        } else {
            expected.append(.begin)
        }
    }

    /// The name under which the server knows a statement; prepares it in this round trip when the connection meets it first.
    private mutating func serverName(of statement: Statement, _ index: Int?) throws(PostgresError) -> String {
        let key = session.key(of: statement)
        if let known = session.prepared[key] { return known.serverName }
        guard let entry = preparing[key] else { throw session.broken(.unexpectedReply) }
        guard unsent.remove(key) != nil else { return entry.serverName }
        guard PQsendPrepare(raw, entry.serverName, statement.sql, Int32(clamping: entry.types.count), entry.types) == 1
        else { throw session.broken().at(statement, index) }
        expected.append(.prepare(entry, call: index ?? -1))
        return entry.serverName
    }
}

extension PreparedStatement {
    /// Throws `statementConflict` unless this is what `statement` asks for.
    fileprivate func check(_ other: Statement, _ given: ArraySlice<UInt32>, _ index: Int?) throws(PostgresError) {
        guard statement.sql == other.sql else {
            throw PostgresError(.statementConflict, "two statements have this name").at(other, index)
        }
        guard given.elementsEqual(types) else {
            let before = types.map { PostgresType(oid: $0).description }.joined(separator: ", ")
            let now = given.map { PostgresType(oid: $0).description }.joined(separator: ", ")
            throw PostgresError(.statementConflict, "prepared for (\(before)), now given (\(now))").at(other, index)
        }
    }
}

extension PostgresError {
    fileprivate func at(_ statement: Statement?, _ index: Int?) -> PostgresError {
        with {
            $0.statement = statement?.label
            $0.pipelineIndex = index
        }
    }
}

// MARK: Receiving

extension Exchange {
    private mutating func receiveAll() throws(PostgresError) {
        while nextExpected < expected.count {
            try receive(waiting: true)
        }
    }

    /// Reads answers; all that are due when `waiting`, else those that are there.
    private mutating func receive(waiting: Bool) throws(PostgresError) {
        while nextExpected < expected.count {
            while PQisBusy(raw) == 1 {
                guard waiting else { return }
                let allSent = try session.pump()
                if PQisBusy(raw) == 1 { try session.waitForSocket(writing: !allSent) }
            }
            try take(PQgetResult(raw).map { ResultHandle($0) })
        }
    }

    private mutating func take(_ result: ResultHandle?) throws(PostgresError) {
        guard let result else {
            if let current { try finish(current) }
            current = nil
            return
        }
        switch PQresultStatus(result.raw) {
        case PGRES_PIPELINE_SYNC:
            guard case .sync = expected[nextExpected] else { throw session.broken(.unexpectedReply) }
            nextExpected += 1
        case PGRES_FATAL_ERROR:
            current = result
            // The server is leaving, or libpq has lost it: no end of results will come.
            let error = PostgresError(result: result.raw, statement: nil)
            if error.isFatal {
                // In place of the last sync it answers no statement: all have been.
                if nextExpected < expected.count, case .sync = expected[nextExpected] {} else { try finish(result) }
                throw session.lost(error)
            }
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            // The server would wait for rows for ever.
            session.markBroken()
            throw PostgresError(.misuse, "a pipeline cannot copy rows")
        default:
            current = result
        }
    }

    /// Files the answer to the statement that is due.
    private mutating func finish(_ result: ResultHandle) throws(PostgresError) {
        let due = expected[nextExpected]
        nextExpected += 1
        switch due {
        case .prepare(let entry, let index):
            switch outcome(of: result, entry.statement, index) {
            case .completed: session.prepared[entry.key] = entry
            case .failed(let error): preparationFailure = error
            case .aborted: break
            }
        case .begin:
            if case .failed(let error) = outcome(of: result, nil, nil) { failure = failure ?? error }
        case .call(let index):
            let statement = pipeline.calls[index].statement
            var outcome = outcome(of: result, statement, index)
            if case .aborted = outcome, let error = preparationFailure {
                outcome = .failed(error)
                preparationFailure = nil
            }
            if case .failed(let error) = outcome {
                forget(statement, after: error)
            }
            outcomes.append(outcome)
        case .sync:
            throw session.broken(.unexpectedReply)
        }
    }

    private func outcome(of result: ResultHandle, _ statement: Statement?, _ index: Int?) -> Outcome {
        switch PQresultStatus(result.raw) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            let rows = Rows(result)
            guard let statement, statement.commits, rows.isRollback else { return .completed(rows) }
            let message = "the transaction was rolled back, as one of its statements had failed"
            return .failed(PostgresError(.transactionRolledBack, message).at(statement, index))
        case PGRES_PIPELINE_ABORTED:
            return .aborted
        case PGRES_FATAL_ERROR:
            let error = PostgresError(result: result.raw, statement: statement)
            return .failed(error.with { $0.pipelineIndex = index })
        case let status:
            let name = String(cString: PQresStatus(status))
            return .failed(PostgresError(.unexpectedReply, "the server answered \(name)").at(statement, index))
        }
    }

    /// Gives up a plan that no longer fits: its table changed (0A000), or someone deallocated it (26000).
    private func forget(_ statement: Statement, after error: PostgresError) {
        guard error.sqlState == "0A000" || error.sqlState == "26000",
            session.prepared.removeValue(forKey: session.key(of: statement)) != nil
        else { return }
        session.generation += 1
    }
}

// MARK: A lost connection

extension Exchange {
    /// Says what a lost connection means: nothing took effect, or nobody knows.
    private func resolve(_ error: PostgresError) -> PostgresError {
        guard error.code == .connectionLost || error.code == .server else { return error }
        return error.with { $0.code = mayHaveCommitted ? .commitUnknown : .connectionLost }
    }

    /// Whether a commit was sent, was not answered, and was not ruled out by the failure of a statement before it.
    private var mayHaveCommitted: Bool {
        guard !session.isReadOnly, failure == nil else { return false }
        var inTransaction = wasInTransaction
        for (index, call) in pipeline.calls.prefix(sent).enumerated() {
            if call.statement.begins { inTransaction = true }
            let isAnswered = index < outcomes.count
            if isAnswered, case .failed(let error) = outcomes[index] {
                // The server's own refusal is certain, except of the commit itself.
                return error.sqlState == nil ? canCommit(from: index, inTransaction) : call.statement.commits
            }
            if !isAnswered, call.statement.commits { return true }
            if call.statement.commits { inTransaction = false }
        }
        return !inTransaction && isSynced
    }

    private func canCommit(from index: Int, _ inTransaction: Bool) -> Bool {
        let rest = pipeline.calls[index..<sent]
        return rest.contains { $0.statement.commits } || (!inTransaction && isSynced)
    }
}
