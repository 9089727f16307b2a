internal import CLibPQ
internal import Glibc

/// The way to reach a running statement from another thread: libpq's cancel object and the socket.
///
/// Its lock is held during a cancel request, and a session takes it between two calls, so that a late request never hits the
/// next call's statement.
final class CancelLine: @unchecked Sendable {
    // Unchecked: every field is guarded by the monitor.
    private let monitor = Monitor()
    private var cancel: OpaquePointer?
    private var socket: Int32 = -1
    private var job: Job?
    private var isCancellable = false

    deinit {
        PQfreeCancel(cancel)
    }

    func connect(_ session: Session) {
        monitor.locked {
            PQfreeCancel(cancel)
            cancel = PQgetCancel(session.raw)
            socket = PQsocket(session.raw)
        }
    }

    /// To be called before the connection is closed, since the socket's number is used again.
    func disconnect() {
        monitor.locked {
            PQfreeCancel(cancel)
            cancel = nil
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
    func endCancelling() {
        monitor.locked { isCancellable = false }
    }

    func end() {
        monitor.locked { job = nil }
    }

    /// Asks the server to cancel what `job` is running. Waits until the server has passed the request on.
    func requestCancel(of job: Job) {
        monitor.locked {
            guard self.job === job, isCancellable, let cancel else { return }
            Self.request(cancel)
        }
    }

    /// Ends the connection under `job`, which then finds it lost.
    func cut(_ job: Job) {
        monitor.locked {
            guard self.job === job, socket >= 0 else { return }
            shutdown(socket, Int32(SHUT_RDWR))
        }
    }

    /// Sends a cancel request on a connection of its own. A failure is of no use to anyone: the request is repeated, then the
    /// connection is cut.
    private static func request(_ cancel: OpaquePointer) {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(cancel, &message, Int32(message.count))
    }
}
