extension IBAN {
    /// How many characters the account numbers of a European country have, as the register of ISO 13616 gives it; nil for
    /// any other country, of which only the check digits are looked at.
    static func length(in country: some StringProtocol) -> Int? {
        switch country {
        case "NO": 15
        case "BE": 16
        case "DK", "FI", "FO", "GL", "NL": 18
        case "MK", "SI": 19
        case "AT", "BA", "EE", "LT", "LU", "XK": 20
        case "CH", "HR", "LI", "LV": 21
        case "BG", "DE", "GB", "GG", "IE", "IM", "JE", "ME", "RS", "VA": 22
        case "GI": 23
        case "AD", "CZ", "ES", "MD", "RO", "SE", "SK": 24
        case "PT": 25
        case "IS": 26
        case "FR", "GR", "IT", "MC", "SM": 27
        case "AL", "CY", "HU", "PL": 28
        case "MT": 31
        default: nil
        }
    }
}
