import Testing

@testable import CallModel
@testable import Selection

/// The festivities of Leuven: from 60 points the whole request, over 40 as many percent as points and at least 500 euros, else
/// nothing.
@Suite struct AwardBandsTests {
    private static let leuven = AwardBands(nothingUpTo: 40, wholeFrom: 60, minimum: Cents(50_000))

    @Test(arguments: [
        (Fraction(60), 400_000, 400_000), (Fraction(5999, 100), 400_000, 239_960), (Fraction(42), 400_000, 168_000),
        (Fraction(40), 400_000, 0), (Fraction(4001, 100), 400_000, 160_040), (Fraction(41), 100_000, 50_000),
        (Fraction(100), 400_000, 400_000), (Fraction(0), 400_000, 0),
        // Never more than the request, whatever the floor.
        (Fraction(50), 30_000, 30_000),
        // A third of a cent is rounded down: 41 1/3 percent of 3,999.99 euros.
        (Fraction(124, 3), 399_999, 165_332)
    ])
    func `a score earns its part to the cent`(score: Fraction, requested: Int64, earned: Int64) {
        #expect(Self.leuven.earned(of: Cents(requested), score: score, unit: Cents(1)) == Cents(earned))
    }

    @Test func `the part is a whole number of units, the whole and the floor are not rounded`() {
        let euros = Cents(100)
        #expect(Self.leuven.earned(of: Cents(400_000), score: Fraction(5999, 100), unit: euros) == Cents(239_900))
        #expect(Self.leuven.earned(of: Cents(399_999), score: Fraction(60), unit: euros) == Cents(399_999))
        #expect(Self.leuven.earned(of: Cents(49_999), score: Fraction(41), unit: euros) == Cents(49_999))
    }

    @Test func `the largest request does not overflow`() {
        let most = Cents(AllocationProblem.largestAmount)
        #expect(Self.leuven.earned(of: most, score: Fraction(59), unit: Cents(1)) == Cents(most.value / 100 * 59))
    }
}
