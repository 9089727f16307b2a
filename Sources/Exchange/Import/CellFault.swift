package import CallModel

/// Why the text of one cell is not the value that its column holds.
package enum CellFault: Hashable, Sendable {
    case empty
    case amount(AmountFault)
    /// Not written as `YYYY-MM-DD`.
    case notDate
    /// Written well, but the calendar has no such day.
    case noSuchDay
    case notTime
    case unknownCountry
    case notSector
    case notYesNo
    case notWhole
    /// Not digits with at most one point: no foreign amount and no exchange rate.
    case notDecimal
    case outOfRange(lowest: Int, highest: Int)
    case notAllowed([String], nearest: String?)
    case wrongEnterpriseNumber
    /// Wrong check digits, a wrong length, or no account at all.
    case wrongAccount
    case notPostcode
    case notEmail
    case repeated
    /// A character that cannot be seen, or a line end where one line is asked for.
    case controlCharacter
    /// The answer has parts that no cell can hold.
    case needsJSON
}

/// Why a text is not a plain amount such as 8000.00.
package enum AmountFault: Error, Hashable, Sendable {
    /// 8000,00
    case decimalComma
    /// 8.000,00 or 8,000.00
    case grouped
    /// 8 000
    case space
    /// 1e9
    case exponent
    case negative
    case tooManyDecimals
    /// € 8000.00
    case currency
    case tooLarge(limit: Cents)
    case noNumber
}
