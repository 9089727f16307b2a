/// Writes JSON in one way only, that of RFC 8785 for the values that occur here: no spaces, keys in the order in which they are
/// asked for (their writers ask in alphabetical order), texts in UTF-8 with the fewest escapes, whole numbers in plain digits.
struct CanonicalJSON {
    private(set) var bytes: [UInt8] = []

    /// Text that is JSON already.
    mutating func raw(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    mutating func raw(_ piece: [UInt8]) { bytes.append(contentsOf: piece) }

    mutating func number(_ value: some BinaryInteger) { bytes.append(contentsOf: String(value).utf8) }

    mutating func cents(_ value: Int64) {
        // Written digit by digit: a certificate has hundreds of thousands of amounts.
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0"))
            rest /= 10
        } while rest > 0
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes[start...].reverse()
    }

    mutating func optional(_ value: (some BinaryInteger)?) {
        if let value { number(value) } else { raw("null") }
    }

    mutating func flag(_ value: Bool) { raw(value ? "true" : "false") }

    mutating func string(_ text: String) { raw(CanonicalJSON.quoted(text)) }

    /// The items between brackets, with commas, each on a line of its own where `lines` is set.
    mutating func list<Items: Sequence>(
        _ items: Items, lines: Bool = false, _ write: (inout CanonicalJSON, Items.Element) -> Void
    ) {
        raw("[")
        var isFirst = true
        for item in items {
            if !isFirst { raw(",") }
            if lines { raw("\n") }
            isFirst = false
            write(&self, item)
        }
        raw("]")
    }

    static func quoted(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 8: bytes += Array("\\b".utf8)
            case 9: bytes += Array("\\t".utf8)
            case 10: bytes += Array("\\n".utf8)
            case 12: bytes += Array("\\f".utf8)
            case 13: bytes += Array("\\r".utf8)
            case 0..<32:
                let digits = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return bytes
    }
}
