/// Walks through the bytes of a JSON text (RFC 8259) once, without making values of what nobody asks for: a problem may hold twenty
/// million affinities.
struct JSONScanner {
    private let bytes: [UInt8]
    private(set) var position = 0
    private var depth = 0

    /// Where the text is no JSON.
    struct SyntaxError: Error, Hashable {
        let line: Int
        let column: Int
        let sentence: String
    }

    enum Kind: Hashable {
        case object, array, string, number, literal
    }

    /// The bytes between two quotation marks.
    struct Text: Hashable {
        let range: Range<Int>
        let hasEscapes: Bool
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    func error(_ sentence: String) -> SyntaxError { error(sentence, at: position) }

    func error(_ sentence: String, at offset: Int) -> SyntaxError {
        let before = bytes[..<min(offset, bytes.count)]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return SyntaxError(
            line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: before.count - start + 1, sentence: sentence)
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// What comes next.
    mutating func kind() throws(SyntaxError) -> Kind {
        skipSpace()
        guard position < bytes.count else { throw error("the text ends too early") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .literal
        default: throw error("expected a value")
        }
    }

    /// Calls for each member of an object, behind its colon; the body reads the value.
    mutating func object(_ body: (inout JSONScanner, Text) throws -> Void) throws {
        try open(UInt8(ascii: "{"))
        if !take(UInt8(ascii: "}")) {
            repeat {
                let key = try text()
                guard take(UInt8(ascii: ":")) else { throw error("expected a colon") }
                try body(&self, key)
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "}")) else { throw error("expected a comma or the end of the object") }
        }
        depth -= 1
    }

    /// Calls for each element of an array; the body reads it.
    mutating func array(_ body: (inout JSONScanner, Int) throws -> Void) throws {
        try open(UInt8(ascii: "["))
        if !take(UInt8(ascii: "]")) {
            var index = 0
            repeat {
                try body(&self, index)
                index += 1
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "]")) else { throw error("expected a comma or the end of the list") }
        }
        depth -= 1
    }

    private mutating func open(_ byte: UInt8) throws(SyntaxError) {
        guard take(byte) else { throw error("expected \(byte == UInt8(ascii: "{") ? "an object" : "a list")") }
        guard depth < 64 else { throw error("nested too deeply") }
        depth += 1
    }

    mutating func text() throws(SyntaxError) -> Text {
        guard take(UInt8(ascii: "\"")) else { throw error("expected a text") }
        let start = position
        var hasEscapes = false
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return Text(range: start..<position - 1, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                position += 2
            case 0..<0x20: throw error("a control character in a text")
            default: position += 1
            }
        }
        position = bytes.count
        throw error("a text without an end")
    }

    /// A whole number; nil for any other number.
    mutating func whole() throws(SyntaxError) -> Int? {
        skipSpace()
        let isNegative = take(UInt8(ascii: "-"))
        let start = position
        var value = 0
        var isWhole = true
        while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
            let (next, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = next.addingReportingOverflow(Int(digit))
            if overflow || carry { isWhole = false } else { value = sum }
            position += 1
        }
        guard position > start, position == start + 1 || bytes[start] != UInt8(ascii: "0") else { throw error("expected a number") }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return isWhole ? (isNegative ? -value : value) : nil
    }

    private mutating func digits() throws(SyntaxError) {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > start else { throw error("expected a digit") }
    }

    /// - Returns: true, false, or nil for `null`.
    mutating func literal() throws(SyntaxError) -> Bool? {
        skipSpace()
        for (word, value) in [("true", true), ("false", false), ("null", nil)] as [(String, Bool?)]
        where bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return value
        }
        throw error("expected a value")
    }

    mutating func skip() throws {
        switch try kind() {
        case .object: try object { try $0.skipMember($1) }
        case .array: try array { scanner, _ in try scanner.skip() }
        case .string: _ = try text()
        case .number: _ = try whole()
        case .literal: _ = try literal()
        }
    }

    private mutating func skipMember(_ key: Text) throws { try skip() }

    /// Nothing but space may follow the value.
    mutating func end() throws(SyntaxError) {
        skipSpace()
        guard position == bytes.count else { throw error("something follows the end of the problem") }
    }

    /// Where the next value begins.
    mutating func start() -> Int {
        skipSpace()
        return position
    }

    /// Whether a text holds anything but ASCII, or may.
    func isPlain(_ text: Text) -> Bool { !text.hasEscapes && bytes[text.range].allSatisfy { $0 < 0x80 } }

    func isText(_ text: Text, _ name: [UInt8]) -> Bool {
        guard !text.hasEscapes, text.range.count == name.count else { return false }
        return bytes[text.range].elementsEqual(name)
    }

    /// - Returns: nil for what is no UTF-8 or has a wrong escape.
    func string(_ text: Text) -> String? {
        if !text.hasEscapes { return String(validating: bytes[text.range], as: UTF8.self) }
        var units: [UInt16] = []
        guard let raw = String(validating: bytes[text.range], as: UTF8.self) else { return nil }
        var rest = Array(raw.utf16)[...]
        while let unit = rest.popFirst() {
            guard unit == UInt16(UInt8(ascii: "\\")) else {
                units.append(unit)
                continue
            }
            guard let kind = rest.popFirst() else { return nil }
            if let plain = Self.escapes[kind] {
                units.append(plain)
            } else if kind == UInt16(UInt8(ascii: "u")), rest.count >= 4,
                let code = UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16)
            {
                units.append(code)
                rest = rest.dropFirst(4)
            } else {
                return nil
            }
        }
        return String(validating: units, as: UTF16.self)
    }

    private static let escapes: [UInt16: UInt16] = [
        0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09
    ]
}
