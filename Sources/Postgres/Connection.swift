internal import CLibPQ

/// A session's connection, lent to a closure for as long as it runs. Cannot be kept: it is neither copied nor sent.
///
/// Every function blocks the session's own thread, never a thread of Swift's pool. One thread, one statement at a time.
public struct Connection: ~Copyable {
    let session: Session

    init(session: Session) {
        self.session = session
    }

    /// Runs a pipeline in one round trip and returns the rows of every statement. Throws the first failure, with
    /// `statement` and `pipelineIndex`; nothing of an implicit transaction is kept then.
    @discardableResult
    public func run(_ pipeline: Pipeline) throws(PostgresError) -> PipelineResults {
        var rows: [Rows] = []
        rows.reserveCapacity(pipeline.count)
        for outcome in try attempt(pipeline).outcomes {
            switch outcome {
            case .completed(let result): rows.append(result)
            case .failed(let error): throw error
            case .aborted: throw PostgresError(.unexpectedReply, "a statement was aborted though none failed")
            }
        }
        return PipelineResults(rows: rows)
    }

    /// Runs a pipeline in one round trip and reports on every statement: rows, the failure, or aborted after it.
    /// Throws only when the connection broke or a statement could not be sent.
    public func attempt(_ pipeline: Pipeline) throws(PostgresError) -> PipelineOutcomes {
        try session.checkInterruption()
        guard !pipeline.isEmpty else { return PipelineOutcomes(outcomes: []) }
        var exchange = Exchange(session: session, pipeline: pipeline)
        try exchange.run()
        if let failure = exchange.failure { throw failure }
        return PipelineOutcomes(outcomes: exchange.outcomes)
    }

    /// Runs one statement and returns its rows.
    @discardableResult
    public func query<each P: PostgresParameter>(
        _ statement: Statement, _ parameters: repeat each P
    ) throws(PostgresError) -> Rows {
        var pipeline = Pipeline()
        let handle = pipeline.add(statement, repeat each parameters)
        return try run(pipeline)[handle]
    }

    /// Runs one statement and returns the number of rows that it changed.
    @discardableResult
    public func execute<each P: PostgresParameter>(
        _ statement: Statement, _ parameters: repeat each P
    ) throws(PostgresError) -> Int {
        try query(statement, repeat each parameters).affected
    }

    /// Runs text of several statements, such as a migration. Outside a transaction all of it is one, unless it says otherwise.
    public func executeScript(_ sql: String) throws {
        try withPlainProtocol { try session.runScript(sql) }
    }

    /// Runs statements with plans of their own. Whoever changes the role or the search path for a while asks for this: the server
    /// gives up a plan each time its statement is run with another search path than before.
    ///
    /// - Parameter planner: whom the plans are for; the same word finds them again. Short: with the name of a statement it has at
    ///   most 63 bytes.
    public func planning<T>(as planner: String, _ body: () throws -> T) rethrows -> T {
        let before = session.planner
        session.planner = planner
        defer { session.planner = before }
        return try body()
    }

    /// Whether a transaction is open, in a failed state or not.
    public var isInTransaction: Bool {
        session.pendingBegin != nil || session.isInTransaction
    }

    /// The version of the server, as 150004 for 15.4.
    public var serverVersion: Int {
        Int(PQserverVersion(session.raw))
    }

    /// The process of the server that serves this connection.
    public var backendProcessID: Int32 {
        PQbackendPID(session.raw)
    }

    /// Runs something that cannot be pipelined. A `BEGIN` that waits goes first, and a lost connection is told apart from a
    /// commit that nobody knows of: outside a transaction a statement commits by itself.
    func withPlainProtocol<T>(_ body: () throws -> T) throws -> T {
        try session.checkInterruption()
        if let begin = session.pendingBegin {
            session.pendingBegin = nil
            try query(begin)
        }
        let commitsItself = !session.isInTransaction && !session.isReadOnly
        do {
            return try body()
        } catch let error as PostgresError where error.code == .connectionLost && commitsItself {
            throw error.with { $0.code = .commitUnknown }
        }
    }
}
