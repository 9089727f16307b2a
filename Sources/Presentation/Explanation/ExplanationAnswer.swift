package import CallModel
package import Selection

/// What became of a file and why, as a program reads it.
package struct ExplanationAnswer: Encodable {
    package let call: String?
    package let reference: String
    package let audience: String?
    package let facts: [FactRow]
    package let sentences: [String]

    package init(_ facts: [Fact], _ language: Language, reference: String, call: String? = nil, audience: String? = nil) {
        (self.call, self.reference, self.audience) = (call, reference, audience)
        self.facts = facts.map { FactRow($0, language) }
        sentences = self.facts.map(\.sentence)
    }
}

/// A fact as a program reads it: its figures by name, its sources, and the sentence that is made of them.
package struct FactRow: Encodable {
    package let code: String
    package let figures: [String: Figure]
    package let sources: [FactSource]
    package let sentence: String

    package init(_ fact: Fact, _ language: Language) {
        (code, sources, sentence) = (fact.code, fact.sources, fact.sentence(in: language))
        figures = Dictionary(fact.figures.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
