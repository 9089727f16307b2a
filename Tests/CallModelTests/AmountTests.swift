import Foundation
import Testing

@testable import CallModel

@Suite struct AmountTests {
    @Test(arguments: [("8000", 800_000), ("8000.01", 800_001), ("0.5", 50), ("000.00", 0)])
    func `a plain decimal is an amount`(text: String, cents: Int64) {
        #expect(Cents(decimal: text) == Cents(cents))
    }

    @Test(arguments: ["", ".", "1.", "-1", "+1", "1e9", "8.000,00", "1.234", "99999999999999999999", "٣"])
    func `anything else is refused`(text: String) {
        #expect(Cents(decimal: text) == nil)
    }

    @Test func `no amount that is read overflows a sum`() throws {
        func read(_ text: String) throws -> Cents { try JSONDecoder().decode([Cents].self, from: Data("[\(text)]".utf8))[0] }
        let most = try read("99999999999999999")
        #expect(Cents(decimal: "999999999999999.99") == most && most + most > most)
        #expect(try read("-99999999999999999") < .zero)
        for text in ["9223372036854775807", "100000000000000000", "-9223372036854775808"] {
            #expect(throws: DecodingError.self) { try read(text) }
        }
    }

    @Test func `an amount is shown with two decimals`() {
        #expect(Cents(5).decimal == "0.05")
        #expect(Cents(-12_345).decimal == "-123.45")
    }

    @Test func `fractions are exact`() {
        let third = Fraction(1, 3)
        #expect(third + third + third == Fraction(1))
        #expect(Fraction(2, 4) == Fraction(-1, -2))
        #expect(Fraction(1, 3) < Fraction(334, 1000))
        #expect(Fraction(1, 3) - Fraction(1, 2) == Fraction(-1, 6))
        #expect(Fraction(6, 4) / Fraction(3, 2) == Fraction(1))
    }

    @Test func `a shown score is rounded half up`() {
        #expect(Fraction(200, 3).rounded(places: 2) == "66.67")
        #expect(Fraction(1, 8).rounded(places: 2) == "0.13")
        #expect(Fraction(-1, 8).rounded(places: 2) == "-0.13")
        #expect(Fraction(5, 2).rounded(places: 0) == "3")
    }
}
