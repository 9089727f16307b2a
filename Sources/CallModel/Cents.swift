/// An amount of money in integer cents of the call's currency.
///
/// Arithmetic traps on overflow: an amount that does not fit in 64 bits is a broken program, never a rounded award.
package struct Cents: Hashable, Comparable, Codable, Sendable, AdditiveArithmetic {
    package var value: Int64

    package init(_ value: Int64) { self.value = value }

    package static let zero = Cents(0)

    package static func < (left: Cents, right: Cents) -> Bool { left.value < right.value }
    package static func + (left: Cents, right: Cents) -> Cents { Cents(left.value + right.value) }
    package static func - (left: Cents, right: Cents) -> Cents { Cents(left.value - right.value) }

    /// The most that is read, either way: as many digits as a decimal amount may have. What is added to another amount of this size
    /// still fits, so that no request can end the program.
    private static let bound: Int64 = 99_999_999_999_999_999

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = try container.decode(Int64.self)
        guard (-Self.bound...Self.bound).contains(value) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no amount is as large as \(value) cents")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension Cents {
    /// The amount as a plain decimal with a point and two digits ("8000.00"), the form that exports and JSON carry.
    package var decimal: String {
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        return (value < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
    }

    /// Reads a plain decimal amount: digits, at most one point and at most two decimals ("8000", "8000.5", "8000.00").
    ///
    /// Nothing else is an amount here: no sign, no grouping, no exponent. A reader of foreign files translates first.
    package init?(decimal text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, (1...15).contains(whole.count) else { return nil }
        var fraction: [UInt8] = []
        if parts.count == 2 {
            guard (1...2).contains(parts[1].count) else { return nil }
            fraction = Array(parts[1])
        }
        while fraction.count < 2 { fraction.append(UInt8(ascii: "0")) }
        var total: Int64 = 0
        for byte in Array(whole) + fraction {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            total = total * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        self.init(total)
    }
}
