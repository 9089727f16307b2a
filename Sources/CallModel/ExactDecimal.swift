/// A positive decimal number exactly as it was written, for foreign amounts and exchange rates.
///
/// At most 12 digits before the point and 8 after it: a rate such as 655.957 or 0.00010532 keeps every digit, and no product
/// of two of them overflows 128 bits.
package struct ExactDecimal: Hashable, Sendable, CustomStringConvertible {
    /// The digits without the point.
    package let unscaled: Int64
    /// How many of the digits stand after the point: 0 to 8.
    package let scale: Int

    /// Reads digits with at most one point; refuses zero, signs, grouping and exponents.
    package init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...12).contains(parts[0].count) else { return nil }
        let fraction = parts.count == 2 ? Array(parts[1]) : []
        guard parts.count == 1 || (1...8).contains(fraction.count) else { return nil }
        var value: Int64 = 0
        for byte in Array(parts[0]) + fraction {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            // Twelve digits and eight make twenty, more than 64 bits hold.
            let (tens, isTooLong) = value.multipliedReportingOverflow(by: 10)
            let (next, isTooLarge) = tens.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            guard !isTooLong, !isTooLarge else { return nil }
            value = next
        }
        guard value > 0 else { return nil }
        (unscaled, scale) = (value, fraction.count)
    }

    package var description: String {
        guard scale > 0 else { return String(unscaled) }
        let digits = String(unscaled)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}

extension ExactDecimal: Codable {
    /// Written as a text: a JSON number would invite a reader to make it a binary float.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let decimal = ExactDecimal(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a decimal number: \(text)")
        }
        self = decimal
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
