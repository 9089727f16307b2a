package import CallModel

/// Instants as people read them: the clock on the wall where the call runs.
package enum Moment {
    /// Where calls run unless their definition says otherwise.
    package static let homeZone = "Europe/Brussels"

    /// `2027-04-01 09:00`, with seconds where there are any; the zone is said where it is not the usual one.
    package static func text(_ instant: Instant, zone: String = homeZone) -> String {
        guard let clock = ZonedTime.wallClock(of: instant, in: zone) else { return instant.iso8601 }
        let parts = [clock.secondOfDay / 3600, clock.secondOfDay / 60 % 60, clock.secondOfDay % 60].map(twoDigits)
        let shown = clock.secondOfDay % 60 == 0 ? parts.prefix(2) : parts[...]
        return "\(clock.date) " + shown.joined(separator: ":") + (zone == homeZone ? "" : " (\(zone))")
    }

    package static func text(_ instant: Instant?, zone: String = homeZone) -> String {
        instant.map { text($0, zone: zone) } ?? ""
    }

    /// A length of time in its two largest units: `3 d 4 h`.
    package static func length(seconds: Int64) -> String {
        let units = [("d", seconds / 86_400), ("h", seconds / 3600 % 24), ("min", seconds / 60 % 60), ("s", seconds % 60)]
        let used = units.drop { $0.1 == 0 }.prefix(2).filter { $0.1 != 0 }
        return used.isEmpty ? "0 s" : used.map { "\($0.1) \($0.0)" }.joined(separator: " ")
    }

    private static func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
