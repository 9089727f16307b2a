/// One number that a source of entropy gave, in the one form in which RFC 3797 writes it: decimal, with a point after the whole
/// part, no zeros before the whole part but one where it is zero, none at the end of the fraction.
///
/// Kept as digits, so that 1500 and 1,500.00 are the same number on every machine.
package struct LotteryNumber: Hashable, Sendable {
    private let whole: String
    private let fraction: String

    /// More digits than this the reference program of the RFC cannot read.
    package static let mostDigits = 18

    /// Reads digits with at most one point; nil for signs, grouping and exponents, and for more than 18 digits on either side.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            !parts[0].isEmpty, parts.count == 1 || !parts[1].isEmpty
        else { return nil }
        let leading = parts[0].drop { $0 == "0" }
        whole = leading.isEmpty ? "0" : String(leading)
        var decimals = parts.count == 2 ? String(parts[1]) : ""
        while decimals.last == "0" { decimals.removeLast() }
        fraction = decimals
        guard whole.utf8.count <= Self.mostDigits, fraction.utf8.count <= Self.mostDigits else { return nil }
    }

    /// As it stands in the key: `9319.`, `0.25`.
    package var text: String { whole + "." + fraction }
}

extension LotteryNumber: Comparable {
    package static func < (left: LotteryNumber, right: LotteryNumber) -> Bool {
        if left.whole.utf8.count != right.whole.utf8.count { return left.whole.utf8.count < right.whole.utf8.count }
        if left.whole != right.whole { return left.whole.utf8.lexicographicallyPrecedes(right.whole.utf8) }
        return left.fraction.utf8.lexicographicallyPrecedes(right.fraction.utf8)
    }
}
