import Testing

@testable import CallModel

@Suite struct CheckDigitTests {
    @Test(arguments: ["0419.618.535", "0566.988.259", "0207.373.429", "0207373429", "BE 0207.373.429", "BE0207373429"])
    func `an enterprise number with right check digits is read`(text: String) throws {
        let number = try #require(EnterpriseNumber(text))
        #expect(number.digits.utf8.count == 10)
        #expect(EnterpriseNumber(number.description) == number)
    }

    @Test(arguments: [
        "", "0207.373.428", "0207.373.492", "2207.373.429", "207.373.429", "0207.373.4290", "0207 373 42x",
        "FR0207373429",
        "٠٢٠٧٣٧٣٤٢٩"
    ])
    func `any other is refused`(text: String) {
        #expect(EnterpriseNumber(text) == nil)
    }

    @Test func `changing any one digit of an enterprise number is noticed`() {
        let digits = Array("0207373429")
        for position in digits.indices {
            for digit in "0123456789" where digit != digits[position] {
                var changed = digits
                changed[position] = digit
                #expect(EnterpriseNumber(String(changed)) == nil)
            }
        }
    }

    @Test func `an enterprise number is written as the register does`() {
        #expect(EnterpriseNumber("0207373429")?.description == "0207.373.429")
    }

    @Test(arguments: [
        "BE68 5390 0754 7034", "BE68539007547034", "be68 5390 0754 7034", "FR14 2004 1010 0505 0001 3M02 606",
        "NL91 ABNA 0417 1643 00", "DE89 3704 0044 0532 0130 00", "LU28 0019 4006 4475 0000"
    ])
    func `an account number with right check digits is read`(text: String) {
        #expect(IBAN(text) != nil)
    }

    @Test(arguments: [
        "", "BE68 5390 0754 7035", "BE86 5390 0754 7034", "BE68 5390 0754 703", "BE68-5390-0754-7034",
        "6853 9007 5470 34BE",
        "B268 5390 0754 7034", "BE00 0000 0000 0000"
    ])
    func `any other account number is refused`(text: String) {
        #expect(IBAN(text) == nil)
    }

    @Test func `a length that the country does not have is refused even where the check digits fit`() {
        // Zeros after the country shift the remainder, so the fitting check digits are looked for.
        for (country, length) in [("NL", 17), ("NL", 19), ("FR", 26), ("DE", 23), ("BE", 15)] {
            let account = String(repeating: "0", count: length - 4)
            let fitting = (2...98).map { country + ($0 < 10 ? "0\($0)" : "\($0)") + account }
            #expect(fitting.allSatisfy { IBAN($0) == nil })
            // Of a country whose lengths are not known, exactly one pair of check digits fits.
            #expect(fitting.count { IBAN("TR" + $0.dropFirst(2)) != nil } == 1)
        }
    }

    @Test func `an account number is shown in groups of four`() {
        #expect(IBAN("be68539007547034")?.description == "BE68 5390 0754 7034")
    }
}
