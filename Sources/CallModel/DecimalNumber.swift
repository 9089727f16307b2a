/// A decimal number, also zero or negative, exactly as it was written: "0", "-12.50", "0.00010532".
///
/// At most 12 digits before the point and 6 after it, so that two of them can be compared without losing a digit.
package struct DecimalNumber: Sendable, CustomStringConvertible {
    /// The digits without the point.
    package let unscaled: Int64
    /// How many of the digits stand after the point.
    package let scale: Int

    package static let scaleLimit = 6

    /// Reads digits with at most one point and perhaps a minus before them; refuses grouping and exponents.
    package init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes.removeFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...12).contains(parts[0].count) else { return nil }
        let fraction = parts.count == 2 ? parts[1] : []
        guard parts.count == 1 || (1...DecimalNumber.scaleLimit).contains(fraction.count) else { return nil }
        var value: Int64 = 0
        for byte in parts[0] + fraction {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        (unscaled, scale) = (isNegative ? -value : value, fraction.count)
    }

    package var description: String {
        let digits = String(unscaled.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        let sign = unscaled < 0 ? "-" : ""
        return scale == 0 ? sign + padded : sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }

    /// In millionths, in which all of them are whole.
    private var millionths: Int128 {
        (scale..<DecimalNumber.scaleLimit).reduce(Int128(unscaled)) { value, _ in value * 10 }
    }
}

extension DecimalNumber: Hashable, Comparable {
    package static func == (left: DecimalNumber, right: DecimalNumber) -> Bool { left.millionths == right.millionths }
    package static func < (left: DecimalNumber, right: DecimalNumber) -> Bool { left.millionths < right.millionths }
    package func hash(into hasher: inout Hasher) { hasher.combine(millionths) }
}

extension DecimalNumber: Codable {
    /// Written as a text: a JSON number would invite a reader to make it a binary float.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let decimal = DecimalNumber(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a decimal number: \(text)")
        }
        self = decimal
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
