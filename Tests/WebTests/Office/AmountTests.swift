import CallModel
import Testing
import Web

/// Amounts as people type them, and figures as each language writes them.
struct AmountTests {
    @Test(arguments: [
        ("8000", 800_000), ("8 000,00", 800_000), ("8.000,00", 800_000), ("8,000.50", 800_050), ("€ 12,5", 1_250),
        ("1\u{202F}234,56 €", 123_456), ("0,05", 5), ("1.000.000", 100_000_000), ("1,000", 100_000)
    ])
    func anAmountIsReadHoweverItIsWritten(_ text: String, _ cents: Int64) {
        #expect(Cents(typed: text) == Cents(cents))
    }

    @Test(arguments: ["", "abc", "-5", "1,2,3x", "12,345,6a", "99999999999999999", "1e3", "٣"])
    func whatIsNoAmountIsNone(_ text: String) { #expect(Cents(typed: text) == nil) }

    @Test func aFigureOfATableIsWrittenInTheLanguage() {
        #expect(Formats(.french).figure("8000.00") == "8\u{202F}000,00")
        #expect(Formats(.dutch).figure("-1234567.5") == "−1.234.567,5")
        #expect(Formats(.english).figure("1234") == "1,234")
        for text in ["", "BXL27-001", "1.2.3", "–", "12 / 13", "."] { #expect(Formats(.french).figure(text) == text) }
    }

    /// What the command line prints for machines is written for people.
    @Test func plainDatesAndAmountsAreWrittenAsEachLanguageDoes() {
        #expect(Formats(.french).plain("2027-04-02 00:00") == "02/04/2027\u{A0}00:00")
        #expect(Formats(.dutch).plain("2027-04-02") == "02/04/2027")
        #expect(Formats(.english).plain("2027-04-02 09:00:01") == "2\u{A0}Apr\u{A0}2027\u{A0}09:00:01")
        #expect(Formats(.french).plain("6400.00") == "6\u{202F}400,00")
        for text in ["", "BXL27-001", "0207.373.429", "2027-13-02", "2027-04-02 soon", "M01, M02", "1.5"] {
            #expect(Formats(.french).plain(text) == text)
        }
    }
}
