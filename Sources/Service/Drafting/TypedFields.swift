package import CallModel

/// What was typed into a form, by the names of its fields: those under which `ContentFault` speaks of them.
package struct TypedFields: Hashable, Sendable {
    package var values: [String: [String]]

    package init(_ values: [String: [String]] = [:]) { self.values = values }

    package subscript(_ name: String) -> [String] {
        get { values[name] ?? [] }
        set { values[name] = newValue }
    }

    /// What was typed, without the space around it and with line feeds alone at the ends of lines; empty where that leaves nothing.
    package func text(_ name: String) -> String {
        let text = (values[name]?.first ?? "").replacing("\r\n", with: "\n")
        return String(text.trimmingBlanks())
    }

    package func isBlank(_ name: String) -> Bool { self[name].allSatisfy { $0.trimmingBlanks().isEmpty } }

    /// Whether anything was typed in a field or in a part of it.
    package func hasAny(under prefix: String) -> Bool {
        values.contains { Self.isUnder($0.key, prefix) && $0.value.contains { !$0.trimmingBlanks().isEmpty } }
    }

    /// Whether a name is that of a field or of a part of it: `answer.team`, `answer.team[0].name`.
    package static func isUnder(_ name: String, _ prefix: String) -> Bool {
        guard name.hasPrefix(prefix) else { return false }
        guard let next = name.dropFirst(prefix.count).first else { return true }
        return next == "." || next == "["
    }

    /// How many rows a list has: `partner1.name` for a name that numbers follow, `answer.team[0]` for one with brackets.
    package func rowCount(_ list: ListName) -> Int { (rows(list).last ?? list.first - 1) - list.first + 1 }

    /// The numbers of the rows in which something was typed.
    func rows(_ list: ListName) -> [Int] {
        Set(values.filter { $0.value.contains { !$0.trimmingBlanks().isEmpty } }.keys.compactMap { list.number(of: $0)?.number }).sorted()
    }

    /// Closes the gaps that emptied rows leave.
    package mutating func compact(_ list: ListName) {
        let rows = rows(list)
        let places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0 + list.first) })
        var moved: [String: [String]] = [:]
        for (name, typed) in values {
            guard let (number, rest) = list.number(of: name) else { continue }
            if let place = places[number], place == number { continue }
            values[name] = nil
            if let place = places[number] { moved[list.name(place) + rest] = typed }
        }
        values.merge(moved) { $1 }
    }

    /// Closes the gaps in an answer with parts, from the outside in.
    package mutating func compact(_ shape: AnswerShape, at path: String) {
        switch shape {
        case .record(let parts): for part in parts { compact(part.shape, at: AnswerShape.path(path, part.key)) }
        case .list(let item, _, _):
            let list = ListName.brackets(path)
            compact(list)
            for number in 0..<rowCount(list) { compact(item, at: list.name(number)) }
        case .text, .whole, .decimal, .word: break
        }
    }
}

/// How the rows of a list are told apart.
package enum ListName: Hashable, Sendable {
    /// `partner1`, `partner2`…
    case numbered(String)
    /// `answer.team[0]`, `answer.team[1]`…
    case brackets(String)

    package var first: Int {
        switch self {
        case .numbered: 1
        case .brackets: 0
        }
    }

    package func name(_ number: Int) -> String {
        switch self {
        case .numbered(let name): "\(name)\(number)"
        case .brackets(let name): "\(name)[\(number)]"
        }
    }

    /// The row that a field is in, and what follows in its name.
    func number(of field: String) -> (number: Int, rest: String)? {
        let (start, end): (String, String) =
            switch self {
            case .numbered(let name): (name, "")
            case .brackets(let name): (name + "[", "]")
            }
        guard field.hasPrefix(start) else { return nil }
        let rest = field.dropFirst(start.count)
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count <= 3, let number = Int(digits), number >= first else { return nil }
        let behind = rest.dropFirst(digits.count)
        guard behind.hasPrefix(end) else { return nil }
        let part = behind.dropFirst(end.count)
        guard part.isEmpty || part.hasPrefix(".") || part.hasPrefix("[") else { return nil }
        return (number, String(part))
    }
}

extension String {
    func trimmingBlanks() -> Substring {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start.prefix(0) }
        return start[...last]
    }
}

/// Amounts, numbers and dates as people in Belgium write them.
package enum TypedValue {
    /// `8000`, `8 000,00`, `8.000`, `€ 8,000.50`; nil for what is no amount.
    package static func amount(_ text: String) -> Cents? {
        var digits = text.filter { !$0.isWhitespace && $0 != "€" && $0 != "\u{2019}" && $0 != "'" }
        if digits.hasSuffix(",-") || digits.hasSuffix(".-") { digits.removeLast(2) }
        guard let mark = decimalMark(of: digits) else {
            return Cents(decimal: digits.filter { $0 != "." && $0 != "," })
        }
        let whole = digits[..<mark].filter { $0 != "." && $0 != "," }
        return Cents(decimal: whole + "." + digits[digits.index(after: mark)...])
    }

    /// The last mark, unless it groups: three digits follow it, or it stands there more than once.
    private static func decimalMark(of text: String) -> String.Index? {
        guard let last = text.lastIndex(where: { $0 == "." || $0 == "," }) else { return nil }
        let decimals = text.distance(from: last, to: text.endIndex) - 1
        guard decimals != 3, text.count(where: { $0 == text[last] }) == 1 else { return nil }
        return last
    }

    /// A whole number, with or without groups of three.
    package static func whole(_ text: String) -> Int? {
        let digits = text.filter { !$0.isWhitespace }
        if let value = Int(digits) { return value }
        let groups = digits.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "," })
        guard groups.count > 1, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        return Int(groups.joined())
    }

    /// `12,5` is `12.5`; what is no number stays as it is.
    package static func decimal(_ text: String) -> String {
        let plain = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
        return DecimalNumber(plain) == nil ? text : plain
    }

    /// `2027-09-01`, `1/9/2027`, `01.09.2027`.
    package static func date(_ text: String) -> CalendarDate? {
        if let date = CalendarDate(text) { return date }
        let parts = text.split(whereSeparator: { "/.- ".contains($0) }).map { Int64($0) }
        guard parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2], year > 999 else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}

extension ListName {
    /// Whether a field is in one of its rows.
    package func holds(_ field: String) -> Bool { number(of: field) != nil }
}
