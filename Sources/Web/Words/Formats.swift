package import CallModel

/// Amounts, numbers, dates and times as each language writes them in Belgium.
package struct Formats: Sendable {
    private let language: Language

    package init(_ language: Language) { self.language = language }

    /// `8 000,00 €`, `€ 8.000,00`, `€8,000.00`.
    package func amount(_ cents: Cents) -> String { cents.text(in: language) }

    package func number(_ value: Int) -> String { (value < 0 ? "−" : "") + language.grouped(String(value.magnitude)) }

    /// A number that was written out exactly, such as a score with two decimals: `81.25`.
    package func decimal(_ text: String) -> String { text.replacing(".", with: language.decimalMark) }

    /// A figure that was written plainly for a table, such as `-1234.50`, as the language writes it; any other text as it is.
    package func figure(_ text: String) -> String {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return text }
        let decimals = parts.count == 2 ? language.decimalMark + parts[1] : ""
        return (text.hasPrefix("-") ? "−" : "") + language.grouped(String(parts[0])) + decimals
    }

    /// What the command line writes plainly for its tables, as the language writes it: an amount or a score with two decimals, a date,
    /// a moment. Any other text is left as it is.
    package func plain(_ text: String) -> String {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        if parts.count == 1 {
            let decimals = text.split(separator: ".", omittingEmptySubsequences: false)
            if decimals.count == 2, decimals[1].count == 2 { return figure(text) }
        }
        guard parts.count <= 2, let day = parts.first, day.count == 10, let date = CalendarDate(String(day)) else { return prose(text) }
        guard parts.count == 2 else { return short(date) }
        let isTime = [5, 8].contains(parts[1].count) && parts[1].utf8.allSatisfy { (48...58).contains($0) }
        return isTime ? "\(short(date))\u{A0}\(parts[1])" : text
    }

    /// A sentence that all faces tell alike, with the amounts in it as the language writes them: `8000.00 EUR`.
    package func prose(_ text: String) -> String {
        guard text.contains(" EUR") else { return text }
        return text.replacing(#/(\d{1,15}\.\d\d) EUR\b/#) { found in Cents(decimal: found.1).map(amount) ?? String(found.0) }
    }

    /// `22/11/2026`, `22 Nov 2026`: for tables.
    private func short(_ date: CalendarDate) -> String {
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let (day, month) = (Int64(date.day), Int64(date.month))
        guard language == .english else { return "\(two(day))/\(two(month))/\(date.year)" }
        return "\(day)\u{A0}\((Self.months[.english]?[Int(month) - 1] ?? "").prefix(3))\u{A0}\(date.year)"
    }

    /// `22 novembre 2026`.
    package func date(_ date: CalendarDate) -> String {
        let day = language == .french && date.day == 1 ? "1er" : "\(date.day)"
        return "\(day)\u{A0}\(Self.months[language]?[Int(date.month) - 1] ?? "\(date.month)") \(date.year)"
    }

    /// `22 novembre 2026 à 23 h 59`, on the clock of the zone; the zone is named where it is not the house's.
    package func moment(_ instant: Instant, zone: String = Formats.homeZone) -> String {
        guard let clock = ZonedTime.wallClock(of: instant, in: zone) else { return instant.iso8601 }
        let (hour, minute) = (clock.secondOfDay / 3600, clock.secondOfDay / 60 % 60)
        let minutes = minute < 10 ? "0\(minute)" : "\(minute)"
        let hours = hour < 10 ? "0\(hour)" : "\(hour)"
        let time =
            switch language {
            case .french: "à \(hour)\u{A0}h\u{A0}\(minutes)"
            case .dutch: "om \(hour).\(minutes)\u{A0}uur"
            case .english: "at \(hours):\(minutes)"
            }
        return "\(date(clock.date)) \(time)" + (zone == Self.homeZone ? "" : " (\(zone))")
    }

    /// The last minute that counts, as people write a deadline: what ends at midnight ends at 23:59 of the day before.
    package func deadline(_ instant: Instant, zone: String = Formats.homeZone) -> String {
        guard let clock = ZonedTime.wallClock(of: instant, in: zone), clock.secondOfDay == 0 else { return moment(instant, zone: zone) }
        return moment(instant.adding(seconds: -60), zone: zone)
    }

    /// Where calls run unless their definition says otherwise.
    package static let homeZone = "Europe/Brussels"

    private static let months: [Language: [String]] = [
        .french: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"
        ],
        .dutch: [
            "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"
        ],
        .english: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"
        ]
    ]
}
