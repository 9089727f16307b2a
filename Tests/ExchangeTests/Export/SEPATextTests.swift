import Testing

@testable import Exchange

@Suite struct SEPATextTests {
    @Test(arguments: [
        ("Café d'Étudiant·e·s", "Cafe d'Etudiant.e.s"), ("Œuvre & Cœur", "OEuvre + Coeur"), ("Łódź Straße", "Lodz Strasse"),
        ("Ελλάδα", "Ellada"), ("Москва", "Moskva"), ("a\u{301}", "a"), ("  two   blanks\n", "two blanks"),
        ("//x//y", "x/y"), ("“Quote”", "'Quote'"), ("e_mail@x", "e-mail(at)x"), ("a\u{200D}b", "ab"), ("Nguyễn", "Nguyen"),
        ("水", ""), ("···", ""), ("", "")
    ])
    func `is spelt in the banks' characters`(text: String, expected: String) {
        let spelt = SEPAText.transliterated(text, to: 70)
        #expect(spelt == expected)
        #expect(spelt.utf8.allSatisfy(SEPAText.isAllowed))
    }

    @Test func `is cut without a blank at its end`() {
        #expect(SEPAText.transliterated("abc def", to: 4) == "abc")
        #expect(SEPAText.transliterated(String(repeating: "ß", count: 50), to: 70).utf8.count == 70)
    }
}

@Suite struct StructuredCommunicationTests {
    @Test(arguments: [
        (2_026_000_042, "+++202/6000/04236+++"), (2_026_000_006, "+++202/6000/00697+++"), (0, "+++000/0000/00097+++")
    ])
    func `has the check digits of the standard`(base: Int64, text: String) throws {
        let communication = try #require(StructuredCommunication(base: base))
        #expect(communication.description == text)
        #expect(StructuredCommunication(text) == communication)
        #expect(StructuredCommunication(communication.digits) == communication)
    }

    @Test func `refuses what is none`() {
        #expect(StructuredCommunication("312401398067") != nil)
        #expect(StructuredCommunication(base: 10_000_000_000) == nil)
        #expect(StructuredCommunication(base: -1) == nil)
        for text in ["+++202/6000/04237+++", "202600004", "2026000042360", "20260000423x", "000000000000"] {
            #expect(StructuredCommunication(text) == nil)
        }
    }
}
