/// The answer to one question of the form.
///
/// In JSON a string, a list of strings, a whole number or a boolean; an answer with parts is an object or a list of objects.
/// Amounts, decimals and dates are strings ("1250.00", "2027-09-01"): a JSON number would invite binary floating point. A text
/// from a table is accepted for every type of question that is a single value or a list of words ("12", "oui", "health;water").
package indirect enum AnswerValue: Hashable, Sendable {
    case text(String)
    case list([String])
    case integer(Int)
    case flag(Bool)
    case record([String: AnswerValue])
    case records([AnswerValue])
}

extension AnswerValue: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Most answers are texts, and a failed attempt costs more than a good one.
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? container.decode(Int.self) {
            self = .integer(integer)
        } else if let list = try? container.decode([String].self) {
            self = .list(list)
        } else if let record = try? container.decode([String: AnswerValue?].self) {
            // A part that is null is not stated.
            self = .record(record.compactMapValues { $0 })
        } else {
            self = .records(try container.decode([AnswerValue].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .integer(let integer): try container.encode(integer)
        case .flag(let flag): try container.encode(flag)
        case .record(let record): try container.encode(record)
        case .records(let records): try container.encode(records)
        }
    }
}
