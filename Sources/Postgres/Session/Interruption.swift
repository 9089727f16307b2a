internal import Synchronization

/// Tells a running call, from another thread, that it should end.
final class Interruption: Sendable {
    enum Reason: UInt8 {
        case cancelled = 1
        case timedOut = 2

        var error: PostgresError {
            switch self {
            case .cancelled: PostgresError(.cancelled, "the call was cancelled")
            case .timedOut: PostgresError(.timedOut, "the time given to the call ran out")
            }
        }
    }

    private let flag = Atomic<UInt8>(0)

    /// Why the call should end, if it should.
    var reason: Reason? {
        Reason(rawValue: flag.load(ordering: .acquiring))
    }

    /// Sets the reason unless there is one.
    func interrupt(_ reason: Reason) {
        _ = flag.compareExchange(expected: 0, desired: reason.rawValue, ordering: .acquiringAndReleasing)
    }
}
