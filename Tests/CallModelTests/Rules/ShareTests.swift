import Testing

@testable import CallModel

@Suite struct ShareTests {
    @Test(arguments: [("80", 8000), ("12.5", 1250), ("33.33", 3333), ("0", 0), ("100", 10_000), ("0.05", 5), ("7.0", 700)])
    func `a percentage with at most two decimals is read exactly`(text: String, points: Int) throws {
        let share = try #require(Share(percent: text))
        #expect(share.basisPoints == points)
        #expect(Share(percent: share.percent) == share)
    }

    @Test(arguments: ["100.01", "-1", "12,5", "80 %", "33.333", "", "1e1"])
    func `anything else is no percentage`(text: String) { #expect(Share(percent: text) == nil) }

    @Test func `percentages are written without needless zeros`() {
        #expect(["80", "12.50", "33.33", "0.05", "10.10"].map { Fixture.share($0).percent } == ["80", "12.5", "33.33", "0.05", "10.1"])
    }

    @Test func `the most is rounded down and the least up, so that no cent is given or forgiven`() {
        let third = Fixture.share("33.33")
        #expect(third.most(of: Cents(100)) == Cents(33))
        #expect(third.least(of: Cents(100)) == Cents(34))
        #expect(third.most(of: Cents(10_000)) == Cents(3333))
        #expect(third.least(of: Cents(10_000)) == Cents(3333))
        #expect(Share.whole.most(of: ApplicationContent.amountLimit) == ApplicationContent.amountLimit)
    }
}
