/// An amount in another currency, with all that it takes to check what it is in euro.
package struct ForeignAmount: Hashable, Codable, Sendable {
    package var amount: ExactDecimal
    /// ISO 4217: `CDF`, `XOF`, `USD`.
    package var currency: String
    /// Units of the currency for one euro, as the European Central Bank and InforEuro quote it.
    package var rate: ExactDecimal
    /// The day that the rate is of.
    package var rateDate: CalendarDate
    package var source: RateSource

    package init(
        amount: ExactDecimal, currency: String, rate: ExactDecimal, rateDate: CalendarDate, source: RateSource
    ) {
        (self.amount, self.currency, self.rate) = (amount, currency, rate)
        (self.rateDate, self.source) = (rateDate, source)
    }

    /// The amount in euro, rounded half up to the cent; nil when it is beyond what an amount may be.
    package var euro: Cents? {
        // amount / rate in cents, doubled so that adding the divisor once rounds the half up.
        let dividend = Int128(amount.unscaled) * 100 * ForeignAmount.power(rate.scale)
        let divisor = Int128(rate.unscaled) * ForeignAmount.power(amount.scale)
        let cents = (dividend * 2 + divisor) / (divisor * 2)
        return cents <= Int128(ApplicationContent.amountLimit.value) ? Cents(Int64(cents)) : nil
    }

    private static func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }
}

/// Who publishes an exchange rate.
package enum RateSource: String, CaseIterable, Codable, Sendable {
    /// The European Central Bank's daily reference rates.
    case ecb
    /// The European Commission's monthly accounting rates.
    case inforEuro
    /// The National Bank of Belgium.
    case nbb
    /// The bank's own slip for an exchange that was made.
    case bankSlip
    /// A parity fixed by treaty, such as the CFA franc's 655.957.
    case fixedParity
}

/// The form of a currency's code. Which currencies exist changes every few years, so only the form is checked.
package enum CurrencyCode {
    package static func isPlausible(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}
