package import CallModel

extension AwardBands {
    /// What a file earns of its request, exactly: nothing up to the one score, all from the other on, and in between as many
    /// percent as the file has points, rounded down to `unit` and not under the floor.
    ///
    /// - Parameters:
    ///   - score: on 100.
    ///   - unit: at least one cent.
    package func earned(of requested: Cents, score: Fraction, unit: Cents) -> Cents {
        guard Fraction(Int64(nothingUpTo)) < score else { return .zero }
        guard score < Fraction(Int64(wholeFrom)) else { return requested }
        let points = Int128(requested.value) * Int128(score.numerator) / (Int128(score.denominator) * 100)
        let earned = Cents(Int64(points) / unit.value * unit.value)
        return max(earned, min(minimum ?? .zero, requested))
    }
}
