/// Anything that goes wrong between a program and its PostgreSQL server.
public struct PostgresError: Error, Sendable {
    /// What is known of an error; all but the code and the message may be absent.
    struct Facts: Sendable {
        var code: Code
        var message: String
        var sqlState: String?
        var severity: String?
        var detail: String?
        var hint: String?
        var context: String?
        var schema: String?
        var table: String?
        var column: String?
        var constraint: String?
        var position: Int?
        var statement: String?
        var pipelineIndex: Int?
    }

    /// One reference wide: errors are rare and must not make every `throws` expensive.
    private final class Box: Sendable {
        let facts: Facts
        init(_ facts: Facts) { self.facts = facts }
    }

    private let box: Box

    init(_ facts: Facts) {
        box = Box(facts)
    }

    init(_ code: Code, _ message: String) {
        self.init(Facts(code: code, message: message))
    }

    private var facts: Facts { box.facts }

    /// The kind of the error.
    public var code: Code { facts.code }
    /// One sentence, in the server's language when it comes from there.
    public var message: String { facts.message }
    /// Five characters that name a server's error (appendix A of PostgreSQL's manual).
    public var sqlState: String? { facts.sqlState }
    /// `ERROR`, `FATAL` or `PANIC`; the latter two end the connection.
    public var severity: String? { facts.severity }
    /// The server's second sentence, often with the values at fault.
    public var detail: String? { facts.detail }
    /// The server's advice.
    public var hint: String? { facts.hint }
    /// The call stack inside the server, of PL/pgSQL functions and triggers.
    public var context: String? { facts.context }
    /// The schema concerned.
    public var schema: String? { facts.schema }
    /// The table concerned.
    public var table: String? { facts.table }
    /// The column concerned.
    public var column: String? { facts.column }
    /// The constraint that was violated.
    public var constraint: String? { facts.constraint }
    /// Where in the SQL text the fault is, in characters from 1.
    public var position: Int? { facts.position }
    /// The name of the statement that failed, or its text when it has none.
    public var statement: String? { facts.statement }
    /// The place of the failed statement in its pipeline, from 0.
    public var pipelineIndex: Int? { facts.pipelineIndex }

    /// The same error with something more known.
    func with(_ change: (inout Facts) -> Void) -> PostgresError {
        var facts = facts
        change(&facts)
        return PostgresError(facts)
    }
}

extension PostgresError {
    /// 40001: the transaction could not be fitted among the others; running it again may succeed.
    public var isSerializationFailure: Bool { sqlState == "40001" }
    /// 40P01: two transactions waited for each other and this one was chosen to end; running it again may succeed.
    public var isDeadlock: Bool { sqlState == "40P01" }
    /// Whether running the whole transaction again may succeed and cannot do anything twice.
    public var isRetryable: Bool { code == .server && (isSerializationFailure || isDeadlock) }
    /// The connection broke, whether or not a commit was under way.
    public var isConnectionLost: Bool { code == .connectionLost || code == .commitUnknown }
    /// The session is gone: the connection broke, or the server ended it (57P01, 57P02).
    public var isSessionEnded: Bool { isConnectionLost || sqlState == "57P01" || sqlState == "57P02" }
    /// The connection broke while a commit was under way: only looking can tell whether it took effect.
    public var isCommitUnknown: Bool { code == .commitUnknown }
    /// 23505: a row with this key is there already; `constraint` names the index.
    public var isUniqueViolation: Bool { sqlState == "23505" }
    /// 23503: a row refers to one that is not there; `constraint` names the key.
    public var isForeignKeyViolation: Bool { sqlState == "23503" }
    /// 23514: a row breaks a `CHECK`; `constraint` names it.
    public var isCheckViolation: Bool { sqlState == "23514" }
    /// 53100: the server's disk is full.
    public var isDiskFull: Bool { sqlState == "53100" }
    /// 57014: the statement was cancelled, by a request or by `statement_timeout`.
    public var isQueryCanceled: Bool { sqlState == "57014" }
    /// 55P03: a lock could not be had at once, or within `lock_timeout`.
    public var isLockNotAvailable: Bool { sqlState == "55P03" }
    /// The time given to the call ran out.
    public var isTimedOut: Bool { code == .timedOut }
}

extension PostgresError: CustomStringConvertible {
    /// Message, state, place, detail and hint on one line.
    public var description: String {
        var text = message
        if let sqlState { text += " (\(sqlState))" }
        if let statement { text += " in \(statement)" }
        if let detail { text += "; \(detail)" }
        if let hint { text += "; \(hint)" }
        return text
    }
}
