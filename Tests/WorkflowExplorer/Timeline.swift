package import CallModel

/// The points in time of the explored worlds, ten days apart, so that a period of ten days ends exactly at the next one.
///
/// Every deadline lies on a point: what is decided there is decided at the very instant that is already too late.
package enum Timeline {
    package static let beforeOpening: UInt8 = 0
    package static let opening: UInt8 = 1
    package static let closing: UInt8 = 2
    package static let extendedClosing: UInt8 = 3
    package static let reviewClosing: UInt8 = 4
    package static let later: UInt8 = 5
    package static let last: UInt8 = 6
    /// After everything that is explored.
    package static let never: UInt8 = 9
    /// Days of an appeal and of signing: one step of time.
    package static let periodDays: Int64 = 10

    package static func instant(_ point: UInt8) -> Instant {
        Instant(microseconds: 1_800_000_000_000_000).adding(days: Int64(point) * periodDays)
    }

    package static func point(of instant: Instant) -> UInt8? {
        (0...last + 3).first { Timeline.instant($0) == instant }
    }
}
