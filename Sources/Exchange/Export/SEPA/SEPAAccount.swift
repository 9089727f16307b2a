package import CallModel

/// An account that a SEPA credit transfer reaches: an IBAN of the length of its country (ISO 13616 registry), in a country or
/// territory of the scheme's geographical scope (EPC409-09).
package struct SEPAAccount: Hashable, Sendable {
    package let iban: IBAN

    /// - Throws: `AccountFault`, which says what is wrong with the account as it was declared.
    package init(_ text: String) throws(AccountFault) {
        guard let iban = IBAN(text) else { throw .unreadable }
        let country = String(iban.text.prefix(2))
        guard let length = Self.lengths[country] else { throw .outsideSEPA(country: country) }
        guard iban.text.utf8.count == length else {
            throw .wrongLength(country: country, expected: length, found: iban.text.utf8.count)
        }
        self.iban = iban
    }

    /// The length of an IBAN in each country of the scheme. Territories with a code of their own bank under that of their
    /// state (GP, MQ, RE: FR; AX: FI), save those that the registry gives their own.
    static let lengths: [String: Int] = [
        "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
        "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
        "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
        "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22
    ]
}

/// What keeps a declared account from being paid.
package enum AccountFault: Error, Hashable, Sendable {
    /// Not an IBAN, or one whose check digits are wrong.
    case unreadable
    case wrongLength(country: String, expected: Int, found: Int)
    /// A bank transfer to it is no SEPA credit transfer.
    case outsideSEPA(country: String)
}
