/// Random numbers that a seed gives again on every machine: Vigna's SplitMix64, and Marsaglia's polar method for normal ones.
struct SeededDraws: Sendable {
    private var state: UInt64
    /// The polar method makes two at a time.
    private var spare: Double?

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 up to 1, in steps of 2⁻⁵³.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func normal() -> Double {
        if let kept = spare {
            spare = nil
            return kept
        }
        while true {
            let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            let stretch = (-2 * naturalLogarithm(square) / square).squareRoot()
            spare = y * stretch
            return x * stretch
        }
    }
}

/// ln x for a positive number, to the last digits of a double: with it the pure modules need no library of the machine, and a
/// seed gives the same draws everywhere.
func naturalLogarithm(_ x: Double) -> Double {
    var (significand, exponent) = (x.significand, Double(x.exponent))
    if significand > 1.414_213_562_373_095_1 { (significand, exponent) = (significand / 2, exponent + 1) }
    // ln m = 2 artanh((m − 1)/(m + 1)), and |(m − 1)/(m + 1)| < 0.172: eleven terms are enough.
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for power in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / power }
    return exponent * 0.693_147_180_559_945_3 + 2 * ratio * sum
}
