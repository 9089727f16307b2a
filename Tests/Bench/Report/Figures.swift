/// Numbers as the report writes them.
enum Figures {
    /// A whole number in groups of three: `12,345`.
    static func whole(_ value: Double) -> String {
        let digits = String(Int(value.rounded()))
        let groups = stride(from: digits.count, to: 0, by: -3).map { end in
            String(digits.dropLast(digits.count - end).suffix(3))
        }
        return groups.reversed().joined(separator: ",")
    }

    /// Two decimals.
    static func ratio(_ value: Double) -> String { decimals(value, 2) }

    /// Milliseconds with one decimal, from seconds.
    static func milliseconds(_ seconds: Double) -> String { decimals(seconds * 1000, 1) + " ms" }

    static func decimals(_ value: Double, _ places: Int) -> String {
        guard value.isFinite else { return "–" }
        let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
        let digits = String(Int((value * scale).rounded()))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return "\(padded.dropLast(places)).\(padded.suffix(places))"
    }
}
