internal import Glibc

/// Nanoseconds on the clock that nobody sets.
struct MonotonicTime: Comparable {
    let nanoseconds: Int64

    static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// A time later by `duration`; for ever when that is beyond the clock.
    func advanced(by duration: Duration) -> MonotonicTime {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowed) = nanoseconds.addingReportingOverflow(whole)
        guard !overflow, !overflowed, sum < Int64.max - 1_000_000_000 else { return MonotonicTime(nanoseconds: .max) }
        return MonotonicTime(nanoseconds: sum + attoseconds / 1_000_000_000)
    }
}
