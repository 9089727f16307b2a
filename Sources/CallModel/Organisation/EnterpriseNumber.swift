/// A number of the Belgian register of enterprises (BCE, KBO), always ten digits with correct check digits.
package struct EnterpriseNumber: Hashable, Sendable, CustomStringConvertible {
    /// The ten digits without points.
    package let digits: String

    /// Reads `0207.373.429`, `0207373429`, `BE 0207.373.429` and the like; refuses wrong check digits.
    package init?(_ text: some StringProtocol) {
        var bytes = text.utf8.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") }
        if bytes.count == 12, bytes.starts(with: "BE".utf8) { bytes.removeFirst(2) }
        guard bytes.count == 10, bytes[0] == UInt8(ascii: "0") || bytes[0] == UInt8(ascii: "1") else { return nil }
        var value = 0
        for byte in bytes {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        guard value % 100 == 97 - value / 100 % 97 else { return nil }
        digits = String(decoding: bytes, as: UTF8.self)
    }

    /// The form of the register: `0207.373.429`.
    package var description: String {
        "\(digits.prefix(4)).\(digits.dropFirst(4).prefix(3)).\(digits.suffix(3))"
    }
}

extension EnterpriseNumber: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = EnterpriseNumber(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an enterprise number: \(text)")
        }
        self = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
