import CallModel
import Exchange

extension FuzzTarget {
    /// Amounts, numbers, dates, accounts: what is read is written the same way each time, and reads back as itself.
    static let values = FuzzTarget(name: "values") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if let cents = Cents(decimal: text) { require(Cents(decimal: cents.decimal) == cents, "an amount reads back") }
        if let decimal = ExactDecimal(text) { require(ExactDecimal("\(decimal)") == decimal, "a decimal reads back") }
        if let date = CalendarDate(text) { require(CalendarDate("\(date)") == date, "a date reads back") }
        if let number = EnterpriseNumber(text) { require(EnterpriseNumber("\(number)") == number, "a number reads back") }
        if let account = IBAN(text) { require(IBAN("\(account)") == account, "an account reads back") }
        if let share = Share(percent: text) { require(Share(percent: share.percent) == share, "a percentage reads back") }
        if let instant = Instant(iso8601: text) { require(Instant(iso8601: instant.iso8601) == instant, "an instant reads back") }
        if case .success(let time) = ZonedTime.resolve(text, zone: "Europe/Brussels", isClosing: bytes.count.isMultiple(of: 2)) {
            require(time.at == text, "a time is kept as it was written")
        }
        _ = CountryCode.isAssigned(text)
        _ = SectorCode.isPlausible(text)
        _ = LocalTime(text)
    }

    /// What a bank sends back, as XML or as a table.
    static let bankReport = FuzzTarget(name: "bankReport") { bytes in
        let bytes = Array(bytes)
        _ = try? BankReport(xml: bytes)
        _ = try? BankReport(csv: bytes)
    }

    static let paymentFile = FuzzTarget(name: "paymentFile") { bytes in
        _ = PaymentFileCheck(Array(bytes)).faults
    }
}
