import Foundation

/// A legal instant: the wall clock that people read, its zone, and the one instant that it means.
///
/// The instant is kept beside the text, so that a later change of the time zone tables does not move a published
/// deadline.
package struct ZonedTime: Hashable, Codable, Sendable {
    /// The wall clock as the regulation writes it, `2027-04-01 23:59`, with an offset if it had to be told.
    package var at: String
    /// The IANA name of the zone, `Europe/Brussels`.
    package var zone: String
    package var instant: Instant

    package init(at: String, zone: String, instant: Instant) {
        (self.at, self.zone, self.instant) = (at, zone, instant)
    }

    /// The day that the regulation names, in its own zone.
    package var day: CalendarDate {
        CalendarDate(at.prefix(10)) ?? CalendarDate(daysSince1970: instant.microseconds / 86_400_000_000)
    }
}

/// Why a wall clock and a zone do not make one instant.
package enum ZonedTimeFault: Error, Hashable, Sendable {
    case unreadable(String)
    case unknownZone(String, suggestion: String?)
    /// The clock was put forward over this time.
    case nonexistent(String, zone: String)
    /// The clock was put back and showed this time twice; one of the offsets has to be written after it.
    case ambiguous(String, zone: String, offsets: [String])
    /// The offset that was written is not one that the zone has at that time.
    case wrongOffset(String, zone: String, offsets: [String])
}

extension ZonedTime {
    /// The instant that `text` (`YYYY-MM-DD hh:mm`, with an optional offset such as `+01:00`) means in `zone`.
    ///
    /// - Parameter isClosing: the text is the last minute that counts when it says 23:59, as people write a deadline:
    ///   the instant is then the end of that minute, the first at which it is too late.
    package static func resolve(
        _ text: String, zone name: String, isClosing: Bool = false
    ) -> Result<ZonedTime, ZonedTimeFault> {
        guard let (wallClock, offset) = split(text), let local = LocalTime(wallClock) else {
            return .failure(.unreadable(text))
        }
        // Abbreviations such as CET are refused: they have no summer time, or another region's.
        let known = TimeZone.knownTimeZoneIdentifiers
        guard name == "UTC" || known.contains(name), let zone = TimeZone(identifier: name) else {
            return .failure(.unknownZone(name, suggestion: nearest(to: name, among: known)))
        }
        let candidates = instants(of: local, in: zone)
        let chosen: Candidate
        if let offset {
            guard let match = candidates.first(where: { $0.offset == offset }) else {
                return .failure(.wrongOffset(text, zone: name, offsets: candidates.map { written($0.offset) }))
            }
            chosen = match
        } else if candidates.count > 1 {
            return .failure(.ambiguous(text, zone: name, offsets: candidates.map { written($0.offset) }))
        } else if let only = candidates.first {
            chosen = only
        } else {
            return .failure(.nonexistent(text, zone: name))
        }
        // Sixty seconds on rather than 00:00 of the next day, which a change of the clock can skip.
        let lastMinute = isClosing && local.secondOfDay / 60 == 23 * 60 + 59
        let end = chosen.instant.adding(seconds: lastMinute ? 60 - local.secondOfDay % 60 : 0)
        return .success(ZonedTime(at: text, zone: name, instant: end))
    }

    /// The wall clock of an instant in an IANA zone, or nil for a zone that does not exist: for showing, and for
    /// knowing on which day a file came in.
    package static func wallClock(of instant: Instant, in name: String) -> LocalTime? {
        guard let zone = TimeZone(identifier: name) else { return nil }
        let shifted = instant.adding(seconds: Int64(offset(of: zone, at: instant)))
        return LocalTime(shifted.iso8601.dropLast())
    }

    private struct Candidate {
        let instant: Instant
        let offset: Int
    }

    /// Every instant at which the clocks of `zone` show `local`, earliest first.
    ///
    /// The offsets a day before and a day after are the only ones that can hold: no zone changes twice within two days.
    private static func instants(of local: LocalTime, in zone: TimeZone) -> [Candidate] {
        let asUTC = Instant(microseconds: local.microsecondsIfUTC)
        let offsets = Set([-1, 1].map { offset(of: zone, at: asUTC.adding(days: $0)) })
        return
            offsets
            .map { Candidate(instant: asUTC.adding(seconds: Int64(-$0)), offset: $0) }
            .filter { offset(of: zone, at: $0.instant) == $0.offset }
            .sorted { $0.instant < $1.instant }
    }

    private static func offset(of zone: TimeZone, at instant: Instant) -> Int {
        // Floored to the second, which a Date holds exactly.
        let seconds =
            instant.microseconds >= 0 ? instant.microseconds / 1_000_000 : (instant.microseconds - 999_999) / 1_000_000
        return zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }

    /// Parts the wall clock from a trailing offset, in seconds.
    private static func split(_ text: String) -> (wallClock: Substring, offset: Int?)? {
        let tail = Array(text.utf8.suffix(6))
        guard text.utf8.count > 16, tail.count == 6, tail[3] == UInt8(ascii: ":"),
            tail[0] == UInt8(ascii: "+") || tail[0] == UInt8(ascii: "-")
        else { return (text[...], nil) }
        guard let hours = Int(String(decoding: tail[1...2], as: UTF8.self)), (0...14).contains(hours),
            let minutes = Int(String(decoding: tail[4...5], as: UTF8.self)), (0...59).contains(minutes)
        else { return nil }
        let seconds = (hours * 60 + minutes) * 60
        return (text.dropLast(6), tail[0] == UInt8(ascii: "-") ? -seconds : seconds)
    }

    private static func written(_ offset: Int) -> String {
        let minutes = abs(offset) / 60
        let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return (offset < 0 ? "-" : "+") + digits.joined(separator: ":")
    }
}
