internal import Glibc

/// A POSIX mutex. Unlike Swift's `Mutex` it works with condition variables.
final class Monitor: @unchecked Sendable {
    // Unchecked: a mutex is made to be shared between threads.
    fileprivate let mutex: UnsafeMutablePointer<pthread_mutex_t>

    init() {
        mutex = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    func lock() {
        pthread_mutex_lock(mutex)
    }

    func unlock() {
        pthread_mutex_unlock(mutex)
    }

    func locked<T>(_ body: () throws -> T) rethrows -> T {
        lock()
        defer { unlock() }
        return try body()
    }
}

/// A condition on which one thread waits with a monitor locked.
final class Condition: @unchecked Sendable {
    // Unchecked: a condition variable is made to be shared between threads.
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    init() {
        condition = .allocate(capacity: 1)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // Deadlines must not move when someone sets the clock.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
    }

    func signal() {
        pthread_cond_signal(condition)
    }

    func wait(_ monitor: Monitor) {
        pthread_cond_wait(condition, monitor.mutex)
    }

    /// Waits until signalled or until `deadline`.
    func wait(_ monitor: Monitor, until deadline: MonotonicTime) {
        var time = timespec(
            tv_sec: Int(deadline.nanoseconds / 1_000_000_000), tv_nsec: Int(deadline.nanoseconds % 1_000_000_000))
        pthread_cond_timedwait(condition, monitor.mutex, &time)
    }
}
