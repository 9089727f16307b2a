/// A part of an amount in basis points: 8000 is 80 %, 1250 is 12.5 %.
///
/// A regulation's percentage has at most two decimals, so a whole number of basis points holds it exactly and no cent ever
/// hangs on a binary fraction.
package struct Share: Hashable, Comparable, Codable, Sendable {
    /// From 0 (nothing) to 10,000 (all of it).
    package let basisPoints: Int

    /// Refuses less than nothing and more than all.
    package init?(basisPoints: Int) {
        guard (0...10_000).contains(basisPoints) else { return nil }
        self.basisPoints = basisPoints
    }

    /// Reads a percentage with at most two decimals, without its sign: "80", "12.5", "33.33".
    package init?(percent text: some StringProtocol) {
        // An amount has the same form, and its hundredths are the basis points.
        guard let hundredths = Cents(decimal: text), hundredths.value <= 10_000 else { return nil }
        basisPoints = Int(hundredths.value)
    }

    package static let whole = Share(hundredths: 10_000)

    private init(hundredths: Int) { basisPoints = hundredths }

    package static func < (left: Share, right: Share) -> Bool { left.basisPoints < right.basisPoints }

    /// The percentage as people write it: "80", "12.5".
    package var percent: String {
        let (whole, hundredths) = basisPoints.quotientAndRemainder(dividingBy: 100)
        if hundredths == 0 { return String(whole) }
        let (tenths, rest) = hundredths.quotientAndRemainder(dividingBy: 10)
        return rest == 0 ? "\(whole).\(tenths)" : "\(whole).\(tenths)\(rest)"
    }

    /// The largest whole number of cents that is within this share of an amount that is not negative.
    package func most(of amount: Cents) -> Cents {
        // Divided by ten thousand it is at most the amount, which fits.
        Cents(Int64(Int128(amount.value) * Int128(basisPoints) / 10_000))
    }

    /// The smallest whole number of cents that reaches this share of an amount that is not negative.
    package func least(of amount: Cents) -> Cents {
        Cents(Int64((Int128(amount.value) * Int128(basisPoints) + 9999) / 10_000))
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let points = try container.decode(Int.self)
        guard let share = Share(basisPoints: points) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not basis points: \(points)")
        }
        self = share
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(basisPoints)
    }
}
