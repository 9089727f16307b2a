import Foundation
import HTTPTypes
import Testing
import Web

/// What somebody typed stays text in a page, whatever signs stand beside it.
struct EscapingTests {
    /// An accent that joins what stands before it, a sign that joins what follows, and none.
    @Test(arguments: ["\u{301}", "\u{600}", "\u{200D}", ""])
    func aMarkOfHTMLIsEscapedWithWhateverIsJoined(to sign: String) async throws {
        try await withStage(.open) { stage in
            for mark in ["<", ">", "&", "\"", "'"] {
                let typed = "\(sign)\(mark)\(sign)x"
                let query = try #require(typed.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
                let page = try await stage.stranger.get("/fr/sign-in?next=/\(query)")
                let scalars = Array(page.text.unicodeScalars)
                let raw = Array(typed.unicodeScalars)
                let isRaw = scalars.indices.dropLast(raw.count).contains { Array(scalars[$0..<$0 + raw.count]) == raw }
                #expect(page.status == .ok && !isRaw, "\(mark) with \(sign.unicodeScalars.map(\.value))")
                #expect(page.text.unicodeScalars.contains("x"))
            }
        }
    }
}
