/// A point on the UTC time line in microseconds since 1970-01-01T00:00:00Z, the resolution of the database.
///
/// The pure modules never read a clock: an instant always comes in from outside.
package struct Instant: Hashable, Comparable, Codable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    /// Overflows, and so ends the program, some 290,000 years from 1970: callers bound what they add.
    package func adding(seconds: Int64) -> Instant { Instant(microseconds: microseconds + seconds * 1_000_000) }
    package func adding(days: Int64) -> Instant { adding(seconds: days * 86_400) }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(iso8601: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an instant: \(text)")
        }
        self = instant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}

extension Instant {
    /// The UTC form, `2027-03-31T22:00:00Z`, with six decimals when the instant is not on a whole second.
    package var iso8601: String {
        let (seconds, micros) = microseconds.quotientAndRemainder(flooring: 1_000_000)
        let (days, secondOfDay) = seconds.quotientAndRemainder(flooring: 86_400)
        let date = CalendarDate(daysSince1970: days)
        let clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map { padded($0, 2) }
        let fraction = micros == 0 ? "" : "." + padded(micros, 6)
        return "\(date)T" + clock.joined(separator: ":") + fraction + "Z"
    }

    /// Reads `YYYY-MM-DDThh:mm[:ss[.ffffff]]` followed by `Z` or an offset `±hh:mm`; anything else is refused.
    package init?(iso8601 text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        var offset: Int64 = 0
        if bytes.last == UInt8(ascii: "Z") {
            bytes.removeLast()
        } else {
            let tail = Array(bytes.suffix(6))
            guard tail.count == 6, tail[3] == UInt8(ascii: ":"), let hours = number(tail[1...2]),
                let minutes = number(tail[4...5]), hours < 24, minutes < 60
            else { return nil }
            switch tail[0] {
            case UInt8(ascii: "+"): offset = (hours * 60 + minutes) * 60
            case UInt8(ascii: "-"): offset = -(hours * 60 + minutes) * 60
            default: return nil
            }
            bytes.removeLast(6)
        }
        guard let local = LocalTime(bytes) else { return nil }
        self.init(microseconds: local.microsecondsIfUTC - offset * 1_000_000)
    }
}

/// A date and a wall-clock time with no zone: what a person writes in a regulation before the zone is known.
package struct LocalTime: Hashable, Sendable {
    package let date: CalendarDate
    package let secondOfDay: Int64
    package let microsecond: Int64

    package init?(_ text: some StringProtocol) { self.init(Array(text.utf8)[...]) }

    /// The time-line position that this wall clock would have in UTC, in microseconds.
    package var microsecondsIfUTC: Int64 { (date.daysSince1970 * 86_400 + secondOfDay) * 1_000_000 + microsecond }

    init?(_ bytes: ArraySlice<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let date = CalendarDate(bytes[0..<10]), bytes[13] == UInt8(ascii: ":"),
            let hour = number(bytes[11...12]), let minute = number(bytes[14...15]), hour < 24, minute < 60
        else { return nil }
        var second: Int64 = 0
        var micro: Int64 = 0
        if bytes.count > 16 {
            guard bytes.count >= 19, bytes[16] == UInt8(ascii: ":"), let value = number(bytes[17...18]), value < 60
            else { return nil }
            second = value
        }
        if bytes.count > 19 {
            guard bytes[19] == UInt8(ascii: "."), (21...26).contains(bytes.count), let value = number(bytes[20...])
            else { return nil }
            micro = value
            for _ in 0..<(26 - bytes.count) { micro *= 10 }
        }
        self.date = date
        secondOfDay = hour * 3600 + minute * 60 + second
        microsecond = micro
    }
}

/// A day of the Gregorian calendar.
package struct CalendarDate: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package let year: Int64
    package let month: Int64
    package let day: Int64

    /// Refuses a day that does not exist, such as 2027-02-29.
    package init?(year: Int64, month: Int64, day: Int64) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        self.init(unchecked: year, month, day)
        guard CalendarDate(daysSince1970: daysSince1970) == self else { return nil }
    }

    /// Reads `YYYY-MM-DD`.
    package init?(_ text: some StringProtocol) { self.init(Array(text.utf8)[...]) }

    init?(_ bytes: ArraySlice<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(bytes[0...3]), let month = number(bytes[5...6]), let day = number(bytes[8...9])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private init(unchecked year: Int64, _ month: Int64, _ day: Int64) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Days since 1970-01-01, counted with years that begin in March so that the leap day comes last.
    package var daysSince1970: Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shifted.quotientAndRemainder(flooring: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package init(daysSince1970 days: Int64) {
        let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(flooring: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(unchecked: year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    package var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

    /// Whole months from this day to `later`, the way a statute counts an association's age.
    package func months(until later: CalendarDate) -> Int64 {
        (later.year - year) * 12 + later.month - month - (later.day < day ? 1 : 0)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = CalendarDate(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date: \(text)")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Int64 {
    fileprivate func quotientAndRemainder(flooring divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

private func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard !bytes.isEmpty else { return nil }
    var value: Int64 = 0
    for byte in bytes {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return value
}
