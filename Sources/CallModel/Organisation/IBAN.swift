/// An international bank account number whose check digits are right (mod 97, ISO 13616), without spaces.
package struct IBAN: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Reads the number with or without spaces, in either case; refuses wrong check digits, and a length that its
    /// country does not have.
    package init?(_ text: some StringProtocol) {
        var bytes: [UInt8] = []
        for byte in text.utf8 where byte != UInt8(ascii: " ") {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte)
            case UInt8(ascii: "a")...UInt8(ascii: "z"): bytes.append(byte - 32)
            default: return nil
            }
        }
        guard (15...34).contains(bytes.count), bytes[0..<2].allSatisfy({ $0 >= UInt8(ascii: "A") }),
            bytes[2..<4].allSatisfy({ $0 <= UInt8(ascii: "9") })
        else { return nil }
        if let length = IBAN.length(in: String(decoding: bytes[0..<2], as: UTF8.self)), bytes.count != length { return nil }
        let check = Int(bytes[2] - UInt8(ascii: "0")) * 10 + Int(bytes[3] - UInt8(ascii: "0"))
        guard (2...98).contains(check), IBAN.remainder(bytes[4...] + bytes[..<4]) == 1 else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// In groups of four, as banks print it.
    package var description: String {
        var grouped = ""
        for (position, character) in text.enumerated() {
            if position > 0, position % 4 == 0 { grouped.append(" ") }
            grouped.append(character)
        }
        return grouped
    }

    /// The number that the characters spell (A is 10, Z is 35), modulo 97.
    private static func remainder(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { remainder, byte in
            byte <= UInt8(ascii: "9")
                ? (remainder * 10 + Int(byte - UInt8(ascii: "0"))) % 97
                : (remainder * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
        }
    }
}
