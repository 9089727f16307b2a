import CallModel
import Presentation
import Testing

@testable import appel

@Suite struct TableTests {
    private static let columns: [Column] = [
        .text(Message(fr: "référence", nl: "referentie", en: "reference")),
        .number(Message(fr: "montant", nl: "bedrag", en: "amount")), .flexible(Message(fr: "titre", nl: "titel", en: "title"))
    ]

    @Test func `texts stand left, amounts right, and nothing trails`() {
        let table = Table(Self.columns, [["A1", "8000.00", "Éducation 日本"], ["A-22", "50.00", ""]])
        #expect(
            table.text(in: .french, style: .plain) == """
                référence  montant  titre
                A1         8000.00  Éducation 日本
                A-22         50.00

                """)
    }

    @Test(arguments: [30, 40, 60])
    func `a narrow terminal takes from the flexible column`(width: Int) {
        let table = Table(Self.columns, [["A1", "8000.00", String(repeating: "long ", count: 20)]])
        let lines = table.text(in: .english, style: .plain, width: width).split(separator: "\n")
        #expect(lines.allSatisfy { String($0).displayWidth <= max(width, 32) })
        #expect(lines.last?.hasSuffix("…") == true)
    }

    @Test func `colours are added around words and change no width`() {
        let table = Table(Self.columns, [["A1", "1.00", "t"]])
        let coloured = table.text(in: .english, style: Style(isColoured: true))
        #expect(coloured.contains("\u{1B}[1mreference\u{1B}[0m"))
        let bare = coloured.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "")
        #expect(bare == table.text(in: .english, style: .plain))
    }

    @Test(arguments: [(90_061, "1 d 1 h"), (3600, "1 h"), (59, "59 s"), (0, "0 s")])
    func `a length of time is told in its two largest units`(seconds: Int64, text: String) {
        #expect(Moment.length(seconds: seconds) == text)
    }

    @Test func `an instant is shown by the clock of the call's zone`() throws {
        let instant = try #require(Instant(iso8601: "2027-04-01T21:59:30Z"))
        #expect(Moment.text(instant) == "2027-04-01 23:59:30")
        #expect(Moment.text(instant, zone: "UTC") == "2027-04-01 21:59:30 (UTC)")
    }

    @Test func `a document of a rehearsal says so, with its keys in order`() throws {
        let document = JSONDocument(name: "calls", content: ["b", "a"], isRehearsal: true, isDryRun: nil)
        #expect(
            try JSONText.text(document) == """
                {
                  "calls" : [
                    "b",
                    "a"
                  ],
                  "rehearsal" : true
                }

                """)
    }
}
