extension Cents {
    /// The amount as people write it in Belgium: `8 000,00 €`, `€ 8.000,00`, `€8,000.00`. For sentences; exports carry `decimal`.
    package func text(in language: Language) -> String {
        let sign = value < 0 ? "−" : ""
        let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 100)
        let digits = language.grouped(String(whole)) + language.decimalMark + (rest < 10 ? "0\(rest)" : "\(rest)")
        return switch language {
        case .french: "\(sign)\(digits)\u{A0}€"
        case .dutch: "€\u{A0}\(sign)\(digits)"
        case .english: "\(sign)€\(digits)"
        }
    }

    package var french: String { text(in: .french) }
    package var dutch: String { text(in: .dutch) }
    package var english: String { text(in: .english) }

    package var message: Message { Message(fr: french, nl: dutch, en: english) }
}

extension Language {
    package var decimalMark: String { self == .english ? "." : "," }

    /// The digits of a whole number, three by three.
    package func grouped(_ digits: String) -> String {
        let separator =
            switch self {
            case .french: "\u{202F}"
            case .dutch: "."
            case .english: ","
            }
        var groups: [Substring] = []
        var rest = digits[...]
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return ([rest] + groups).joined(separator: separator)
    }
}
