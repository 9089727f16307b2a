/// The answer to one question of the form.
///
/// In JSON a string, a list of strings, a whole number or a boolean. Amounts and dates are strings ("1250.00",
/// "2027-09-01"): a JSON number would invite binary floating point. A text from a table is accepted for every type of
/// question ("12", "oui", "health;water").
package enum AnswerValue: Hashable, Sendable {
    case text(String)
    case list([String])
    case integer(Int)
    case flag(Bool)
}

extension AnswerValue: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? container.decode(Int.self) {
            self = .integer(integer)
        } else if let list = try? container.decode([String].self) {
            self = .list(list)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .integer(let integer): try container.encode(integer)
        case .flag(let flag): try container.encode(flag)
        }
    }
}
