extension CalendarDate {
    package func adding(days: Int64) -> CalendarDate { CalendarDate(daysSince1970: daysSince1970 + days) }

    /// The same day of the month `months` later, or that month's last day when it is shorter.
    package func adding(months: Int64) -> CalendarDate {
        let total = year * 12 + month - 1 + months
        let (year, month) = (total / 12, total % 12 + 1)
        for day in stride(from: day, through: 28, by: -1) {
            if let date = CalendarDate(year: year, month: month, day: day) { return date }
        }
        return CalendarDate(year: year, month: month, day: day) ?? self
    }
}
