/// An exact rational number, always in lowest terms with a positive denominator.
///
/// Scores are fractions so that no ranking ever hangs on a rounding. Arithmetic traps on overflow of 64 bits, which the
/// bounds on scales, weights and reviewers keep far away.
package struct Fraction: Hashable, Comparable, Sendable {
    package let numerator: Int64
    package let denominator: Int64

    /// - Precondition: `denominator` is not zero.
    package init(_ numerator: Int64, _ denominator: Int64 = 1) {
        precondition(denominator != 0, "a fraction needs a denominator")
        let divisor = Fraction.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int64 = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / Int64(divisor)
        self.denominator = sign * denominator / Int64(divisor)
    }

    package static let zero = Fraction(0)

    package static func < (left: Fraction, right: Fraction) -> Bool {
        Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
    }

    package static func + (left: Fraction, right: Fraction) -> Fraction {
        let divisor = Int64(greatestCommonDivisor(left.denominator.magnitude, right.denominator.magnitude))
        let scale = right.denominator / divisor
        return Fraction(left.numerator * scale + right.numerator * (left.denominator / divisor), left.denominator * scale)
    }

    package static func - (left: Fraction, right: Fraction) -> Fraction {
        left + Fraction(-right.numerator, right.denominator)
    }

    package static func * (left: Fraction, right: Fraction) -> Fraction {
        // Reducing across first keeps the products small.
        let first = Fraction(left.numerator, right.denominator)
        let second = Fraction(right.numerator, left.denominator)
        return Fraction(first.numerator * second.numerator, first.denominator * second.denominator)
    }

    package static func / (left: Fraction, right: Fraction) -> Fraction {
        left * Fraction(right.denominator, right.numerator)
    }

    private static func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return max(left, 1)
    }
}

extension Fraction {
    /// The value with `places` decimals, rounded half away from zero: how a score is shown, never how it is compared.
    package func rounded(places: Int) -> String {
        var scale: Int128 = 1
        for _ in 0..<places { scale *= 10 }
        let doubled = Int128(numerator.magnitude) * scale * 2 + Int128(denominator)
        let units = doubled / (Int128(denominator) * 2)
        let sign = numerator < 0 && units > 0 ? "-" : ""
        guard places > 0 else { return sign + String(units) }
        let digits = String(units % scale)
        return sign + String(units / scale) + "." + String(repeating: "0", count: places - digits.count) + digits
    }
}

extension Fraction: Codable {
    /// Written as `"numerator/denominator"`: a JSON number would invite a reader to make it a binary float.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parts = try container.decode(String.self).split(separator: "/")
        guard parts.count == 2, let top = Int64(parts[0]), let bottom = Int64(parts[1]), bottom > 0 else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected numerator/denominator")
        }
        self.init(top, bottom)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(numerator)/\(denominator)")
    }
}
