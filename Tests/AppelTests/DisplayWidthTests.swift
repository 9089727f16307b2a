import Presentation
import Testing

@testable import appel

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("Bana ya Kimba", 13), ("Éléonore", 8), ("e\u{301}tude", 5), ("日本", 4), ("👩‍🌾", 2), ("🇧🇪", 2),
        ("ﬁn", 2), ("a\u{200B}b", 2)
    ])
    func `a text takes the columns that a terminal gives it`(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test(arguments: [("association", 6, "assoc…"), ("日本語", 5, "日本…"), ("short", 5, "short")])
    func `a text that is too long is cut with a mark, within its columns`(text: String, width: Int, shown: String) {
        #expect(text.shortened(to: width) == shown)
        #expect(text.shortened(to: width).displayWidth <= width)
    }

    @Test(arguments: ["red \u{1B}[31m", "two\nlines", "turned \u{202E}txet"])
    func `what could disguise a row is blanked`(text: String) {
        #expect(text.onOneLine.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" })
    }
}
