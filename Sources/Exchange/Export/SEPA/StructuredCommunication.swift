/// A Belgian structured communication (OGM, VCS): ten digits and two check digits, the remainder of the ten modulo 97, 0 written
/// as 97 (Febelfin, "Structured communication").
package struct StructuredCommunication: Hashable, Sendable, CustomStringConvertible {
    /// All twelve digits.
    package let digits: String

    /// - Parameter base: 0 to 9,999,999,999; refuses anything else.
    package init?(base: Int64) {
        guard (0...9_999_999_999).contains(base) else { return nil }
        let remainder = base % 97
        digits = Self.padded(base, 10) + Self.padded(remainder == 0 ? 97 : remainder, 2)
    }

    /// Reads `+++202/6000/04236+++`, `***…***` and the bare digits; refuses wrong check digits.
    package init?(_ text: some StringProtocol) {
        let signs: Set<UInt8> = [UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "/"), Byte.space]
        let bytes = text.utf8.filter { !signs.contains($0) }
        guard bytes.count == 12, bytes.allSatisfy(Byte.isDigit), let base = Int64(String(decoding: bytes.prefix(10), as: UTF8.self)),
            let own = StructuredCommunication(base: base), own.digits.utf8.elementsEqual(bytes)
        else { return nil }
        self = own
    }

    /// As people write it: `+++202/6000/04236+++`.
    package var description: String {
        "+++\(digits.prefix(3))/\(digits.dropFirst(3).prefix(4))/\(digits.suffix(5))+++"
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: width - text.count) + text
    }
}
