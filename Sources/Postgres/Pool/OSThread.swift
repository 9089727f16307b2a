internal import Glibc

/// A thread of the operating system.
struct OSThread: Sendable {
    private let id: pthread_t

    /// Starts a thread. Signals go to the other threads of the process.
    static func start(_ body: @escaping @Sendable () -> Void) throws(PostgresError) -> OSThread {
        let box = Unmanaged.passRetained(ThreadBody(body))
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        // The new thread inherits the mask.
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var id = pthread_t()
        let status = pthread_create(
            &id, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        guard status == 0 else {
            box.release()
            throw PostgresError(.connectionFailed, "no thread could be started: \(String(cString: strerror(status)))")
        }
        return OSThread(id: id)
    }

    /// Waits for the thread to end. To be called once.
    func join() {
        pthread_join(id, nil)
    }

    /// Lets the thread end by itself.
    func detach() {
        pthread_detach(id)
    }
}

private final class ThreadBody {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
