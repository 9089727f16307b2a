/// Builds JSON text with keys in the order in which they are written, which Foundation's encoder cannot keep.
struct JSONText {
    private(set) var bytes: [UInt8] = []

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func string(_ text: String) {
        bytes.append(Byte.quote)
        for byte in text.utf8 {
            switch byte {
            case Byte.quote: raw("\\\"")
            case UInt8(ascii: "\\"): raw("\\\\")
            case Byte.lineFeed: raw("\\n")
            case Byte.carriageReturn: raw("\\r")
            case Byte.tab: raw("\\t")
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: bytes.append(byte)
            }
        }
        bytes.append(Byte.quote)
    }

    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }
}
