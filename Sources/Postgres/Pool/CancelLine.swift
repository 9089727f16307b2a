internal import CLibPQ
internal import Glibc

/// The way to reach a running statement from another thread: libpq's cancel object and the socket.
///
/// A cancel request makes a connection of its own and waits for the server, for minutes if the network says nothing, so each has a
/// short thread of its own. A session waits between two calls until its request is through, so that a late one never hits the next
/// call's statement; cutting the connection ends that wait.
final class CancelLine: @unchecked Sendable {
    // Unchecked: every field is guarded by the monitor.
    private let monitor = Monitor()
    /// The worker waits on it for the end of a request.
    private let requestEnded = Condition()
    private var target: CancelTarget?
    private var socket: Int32 = -1
    private var job: Job?
    private var isCancellable = false
    /// Where a request is under way; one at a time for each connection.
    private var requested: CancelTarget?
    private var isCut = false

    func connect(_ session: Session) {
        monitor.locked {
            target = PQgetCancel(session.raw).map(CancelTarget.init)
            socket = PQsocket(session.raw)
            requested = nil
            isCut = false
        }
    }

    /// To be called before the connection is closed, since the socket's number is used again.
    func disconnect() {
        monitor.locked {
            target = nil
            socket = -1
        }
    }

    func begin(_ job: Job) {
        monitor.locked {
            self.job = job
            isCancellable = true
        }
    }

    /// No cancel request after this; what follows is the call's own tidying up. It can still be cut.
    ///
    /// - Returns: whether the connection can be used on. One whose request is under way until it is cut cannot.
    func endCancelling() -> Bool {
        monitor.locked {
            isCancellable = false
            while requested != nil, !isCut { requestEnded.wait(monitor) }
            return !isCut
        }
    }

    /// - Returns: whether the connection can be used on: it may have been cut in the last moment.
    func end() -> Bool {
        monitor.locked {
            job = nil
            return !isCut
        }
    }

    /// Asks the server to cancel what `job` is running, on a thread of its own. Returns at once.
    func requestCancel(of job: Job) {
        let found: CancelTarget? = monitor.locked {
            guard self.job === job, isCancellable, requested == nil else { return nil }
            requested = target
            return target
        }
        guard let found else { return }
        do throws(PostgresError) {
            try OSThread.start { [self] in
                found.request()
                ended(found)
            }.detach()
        } catch {
            // No thread can be had: the request is repeated, then the connection is cut.
            ended(found)
        }
    }

    private func ended(_ target: CancelTarget) {
        monitor.locked {
            if requested === target { requested = nil }
        }
        requestEnded.signal()
    }

    /// Ends the connection under `job`, which then finds it lost.
    func cut(_ job: Job) {
        monitor.locked {
            guard self.job === job, socket >= 0 else { return }
            isCut = true
            shutdown(socket, Int32(SHUT_RDWR))
        }
        requestEnded.signal()
    }
}

/// libpq's cancel object, kept for as long as a request is under way, even when its connection has gone.
private final class CancelTarget: @unchecked Sendable {
    // Unchecked: libpq lets any thread use it, and nothing changes it.
    private let cancel: OpaquePointer

    init(_ cancel: OpaquePointer) { self.cancel = cancel }

    deinit { PQfreeCancel(cancel) }

    /// Sends a cancel request on a connection of its own and waits until the server has passed it on. A failure is of no use to
    /// anyone: the request is repeated, then the connection is cut.
    func request() {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(cancel, &message, Int32(message.count))
    }
}
