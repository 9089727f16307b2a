import CallModel
import Foundation
import Testing

/// What binds an amount, as the log keeps it and as people read it.
@Suite struct AwardBoundTests {
    static let sources: [AwardBound.Source] = [
        .rule("ceiling.by-category", article: "Art. 5, § 2"), .request, .envelope(line: "L", article: "8491/1"), .bands,
        .share(line: "L", article: "8491/1"), .line("L", article: "8491/1"), .fence(line: "L", article: "8491/1"),
        .number(line: "L", article: "8491/1"), .advice, .decision
    ]

    @Test(arguments: sources) func `it survives the log and a row`(source: AwardBound.Source) throws {
        let bound = AwardBound(source: source, amount: Cents(123_456))
        #expect(try JSONDecoder().decode(AwardBound.self, from: JSONEncoder().encode(bound)) == bound)
        #expect(AwardBound(amount: bound.amount, code: bound.code, article: bound.article) == bound)
        let message = bound.message
        #expect(Set([message.french, message.dutch, message.english]).count == 3)
        if let article = bound.article { #expect(message.english.contains(article)) }
    }

    @Test func `a code that no bound has is an error`() {
        #expect(AwardBound(amount: Cents(1), code: "whim", article: nil) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(AwardBound.self, from: Data(#"{"amount":1,"code":"whim"}"#.utf8))
        }
    }
}
