/// One question of the application form.
package struct FormField: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    package var help: LocalizedText?
    package var type: FieldType
    package var required: Bool
    /// The answer tells something about a person: it is kept apart, never logged, and can be erased.
    package var personal: Bool
    /// The categories that are asked the question; nil means all.
    package var categories: [String]?

    package func applies(to category: String) -> Bool { categories?.contains(category) ?? true }
}

/// What an answer may be. Lengths are in Unicode characters (code points), as the database counts them.
package enum FieldType: Hashable, Codable, Sendable {
    case text(minLength: Int, maxLength: Int)
    case integer(min: Int?, max: Int?)
    case money(min: Cents?, max: Cents?)
    case date(earliest: CalendarDate?, latest: CalendarDate?)
    case choice(options: [Option])
    case multipleChoice(options: [Option], atLeast: Int, atMost: Int?)
    case country
    case countries(atMost: Int?)
    case boolean

    /// One of the answers to choose from.
    package struct Option: Hashable, Codable, Sendable {
        package var id: String
        package var label: LocalizedText
    }

    /// The name of a type as the definition writes it.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case text, integer, money, date, choice, multipleChoice, country, countries, boolean
    }

    package var kind: Kind {
        switch self {
        case .text: .text
        case .integer: .integer
        case .money: .money
        case .date: .date
        case .choice: .choice
        case .multipleChoice: .multipleChoice
        case .country: .country
        case .countries: .countries
        case .boolean: .boolean
        }
    }
}
