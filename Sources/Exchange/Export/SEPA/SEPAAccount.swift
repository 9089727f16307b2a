package import CallModel

/// An account that a SEPA credit transfer reaches: an IBAN in a country or territory of the scheme's geographical scope
/// (EPC409-09).
package struct SEPAAccount: Hashable, Sendable {
    package let iban: IBAN

    /// - Throws: `AccountFault`, which says what is wrong with the account as it was declared.
    package init(_ text: String) throws(AccountFault) {
        guard let iban = IBAN(text) else { throw .unreadable }
        let country = String(iban.text.prefix(2))
        guard Self.countries.contains(country) else { throw .outsideSEPA(country: country) }
        self.iban = iban
    }

    /// Territories with a code of their own bank under that of their state (GP, MQ, RE: FR; AX: FI).
    private static let countries: Set<String> = [
        "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR", "HR", "HU", "IE",
        "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK",
        "SM", "VA"
    ]
}

/// What keeps a declared account from being paid.
package enum AccountFault: Error, Hashable, Sendable {
    /// Not an IBAN: its check digits are wrong, or its length is not that of its country.
    case unreadable
    /// A bank transfer to it is no SEPA credit transfer.
    case outsideSEPA(country: String)
}
