internal import CLibPQ
internal import Glibc

/// One open connection and what is known of it. Lives on one thread and never leaves it.
final class Session {
    let handle: ConnectionHandle
    /// Statements known to the server, by `key(of:)`.
    var prepared: [String: PreparedStatement] = [:]
    /// Whose plans are used: with another search path the same text means other tables.
    var planner = ""
    /// Counts the plans that had to be given up, so that a statement prepared again gets a fresh name.
    var generation = 0
    var scratch = ParameterScratch()
    /// A `BEGIN` that travels with the next statement, so that opening a transaction costs no round trip.
    var pendingBegin: Statement?
    /// Whether the transaction that is open, or about to be, can change nothing.
    var isReadOnly = false
    /// What tells the running call that it was cancelled or ran out of time.
    var interruption: Interruption?
    /// Set once the connection is no use any more.
    private(set) var isBroken = false
    private let notices: NoticeReceiver

    var raw: OpaquePointer { handle.raw }

    /// Connects. Throws `connectionFailed`.
    init(keywords: [(key: String, value: String)], onNotice: @escaping @Sendable (Notice) -> Void) throws(PostgresError) {
        handle = try ConnectionHandle.open(keywords)
        notices = NoticeReceiver(onNotice)
        notices.attach(to: handle.raw)
        // Never block inside a send: a pipeline longer than the socket's buffers must read while it writes.
        guard PQsetnonblocking(handle.raw, 1) == 0 else {
            throw PostgresError(.connectionFailed, connection: handle.raw)
        }
    }

    /// Under what a statement is known here, and the server's name of it.
    func key(of statement: Statement) -> String { planner.isEmpty ? statement.name : "\(planner)~\(statement.name)" }

    /// The state of the transaction, as the server reported it last.
    var transactionStatus: PGTransactionStatusType { PQtransactionStatus(raw) }

    var isInTransaction: Bool {
        transactionStatus == PQTRANS_INTRANS || transactionStatus == PQTRANS_INERROR
    }

    /// Whether the connection waits for a statement, outside any transaction.
    var isIdle: Bool { transactionStatus == PQTRANS_IDLE }

    /// Marks the connection as no use any more, and says so in an error.
    func broken(_ code: PostgresError.Code = .connectionLost) -> PostgresError {
        isBroken = true
        return PostgresError(code, connection: raw)
    }

    func markBroken() {
        isBroken = true
    }

    /// Whether an idle connection is still open: a server that went away has left an end of file to read.
    func isAlive() -> Bool {
        guard !isBroken, PQstatus(raw) == CONNECTION_OK else { return false }
        var descriptor = pollfd(fd: PQsocket(raw), events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, 0) > 0 else { return true }
        // Readable while idle: a notice or a parameter change, or the end.
        return PQconsumeInput(raw) == 1 && PQstatus(raw) == CONNECTION_OK && drainIdleMessages()
    }

    /// Lets libpq digest what came in. A fatal message that precedes the end of file is a notice here.
    private func drainIdleMessages() -> Bool {
        _ = PQisBusy(raw)
        var descriptor = pollfd(fd: PQsocket(raw), events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, 0) > 0 else { return PQstatus(raw) == CONNECTION_OK }
        return PQconsumeInput(raw) == 1 && PQstatus(raw) == CONNECTION_OK
    }
}

/// What is known of a statement on one connection.
struct PreparedStatement {
    let statement: Statement
    let key: String
    let serverName: String
    let types: [UInt32]
}

/// Hands the server's notices to the program instead of standard error.
private final class NoticeReceiver {
    let handler: @Sendable (Notice) -> Void

    init(_ handler: @escaping @Sendable (Notice) -> Void) {
        self.handler = handler
    }

    /// The receiver must live as long as the connection.
    func attach(to raw: OpaquePointer) {
        let receive: PQnoticeReceiver = { context, result in
            guard let context else { return }
            Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue().receive(result)
        }
        PQsetNoticeReceiver(raw, receive, Unmanaged.passUnretained(self).toOpaque())
    }

    private func receive(_ result: OpaquePointer?) {
        handler(
            Notice(
                severity: DiagnosticField.severity.read(from: result) ?? "NOTICE",
                sqlState: DiagnosticField.sqlState.read(from: result) ?? "00000",
                message: DiagnosticField.message.read(from: result)
                    ?? String(cString: PQresultErrorMessage(result)).firstLine,
                detail: DiagnosticField.detail.read(from: result),
                hint: DiagnosticField.hint.read(from: result)))
    }
}
