/// Whether bytes are a JSON text (RFC 8259), whatever it says.
enum JSONSyntax {
    static func isValue(_ bytes: [UInt8]) -> Bool {
        guard String(validating: bytes, as: UTF8.self) != nil else { return false }
        var reader = Reader(bytes: bytes)
        return reader.value(depth: 0) && reader.isAtEnd
    }

    private struct Reader {
        let bytes: [UInt8]
        private var place = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool {
            mutating get {
                skipSpace()
                return place == bytes.count
            }
        }

        private mutating func skipSpace() {
            while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
            place += 1
            return true
        }

        mutating func value(depth: Int) -> Bool {
            guard depth < 64 else { return false }
            skipSpace()
            guard place < bytes.count else { return false }
            switch bytes[place] {
            case UInt8(ascii: "{"): return list(until: "}") { $0.string() && $0.colon() && $0.value(depth: depth + 1) }
            case UInt8(ascii: "["): return list(until: "]") { $0.value(depth: depth + 1) }
            case UInt8(ascii: "\""): return string()
            case UInt8(ascii: "t"): return word("true")
            case UInt8(ascii: "f"): return word("false")
            case UInt8(ascii: "n"): return word("null")
            default: return number()
            }
        }

        private mutating func colon() -> Bool {
            skipSpace()
            return take(":")
        }

        private mutating func list(until end: Unicode.Scalar, _ element: (inout Reader) -> Bool) -> Bool {
            place += 1
            skipSpace()
            if take(end) { return true }
            repeat {
                guard element(&self) else { return false }
                skipSpace()
            } while take(",")
            return take(end)
        }

        private mutating func word(_ word: String) -> Bool {
            guard bytes[place...].starts(with: word.utf8) else { return false }
            place += word.utf8.count
            return true
        }

        private mutating func digits() -> Int {
            let start = place
            while place < bytes.count, bytes[place] &- UInt8(ascii: "0") < 10 { place += 1 }
            return place - start
        }

        private mutating func number() -> Bool {
            _ = take("-")
            if !take("0"), digits() == 0 { return false }
            if take("."), digits() == 0 { return false }
            guard take("e") || take("E") else { return true }
            if !take("+") { _ = take("-") }
            return digits() > 0
        }

        private mutating func string() -> Bool {
            skipSpace()
            guard take("\"") else { return false }
            while place < bytes.count {
                if take("\"") { return true }
                guard bytes[place] >= 0x20 else { return false }
                if take("\\") {
                    guard escape() else { return false }
                } else {
                    place += 1
                }
            }
            return false
        }

        private mutating func escape() -> Bool {
            guard take("u") else {
                guard place < bytes.count, Array("\"\\/bfnrt".utf8).contains(bytes[place]) else { return false }
                place += 1
                return true
            }
            let code = bytes[place...].prefix(4)
            guard code.count == 4, code.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return false }
            place += 4
            return true
        }
    }
}
