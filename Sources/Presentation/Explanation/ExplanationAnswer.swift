package import CallModel
package import Selection
package import Service

/// What became of a file and why, as a program reads it.
package struct ExplanationAnswer: Codable {
    package let call: String?
    package let reference: String
    package let audience: String?
    package let facts: [FactRow]
    package let sentences: [String]

    package init(_ explanation: Explanation, in language: Language) {
        self.init(
            explanation.facts, of: explanation.reference, call: explanation.call, audience: explanation.audience.rawValue, in: language)
    }

    /// - Parameter reference: a file of a problem file, which knows no call.
    package init(_ facts: [Fact], of reference: String, for audience: ExplanationAudience? = nil, in language: Language) {
        self.init(facts, of: reference, call: nil, audience: audience?.rawValue, in: language)
    }

    private init(_ facts: [Fact], of reference: String, call: String?, audience: String?, in language: Language) {
        (self.call, self.reference, self.audience) = (call, reference, audience)
        self.facts = facts.map { FactRow($0, in: language) }
        sentences = self.facts.map(\.sentence)
    }
}

/// A fact as a program reads it: its figures by name, its sources, and the sentence that is made of them.
package struct FactRow: Codable {
    package let code: String
    package let figures: [String: FigureAnswer]
    package let sources: [SourceAnswer]
    package let sentence: String

    package init(_ fact: Fact, in language: Language) {
        (code, sentence) = (fact.code, fact.sentence(in: language))
        sources = fact.sources.map(SourceAnswer.init)
        figures = Dictionary(fact.figures.map { ($0.name, FigureAnswer($0.value)) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A figure as a program reads it: one of the values, and what the sentences write.
package struct FigureAnswer: Codable {
    package let count: Int?
    package let cents: Cents?
    /// On the whole-number scale of a problem file.
    package let points: Int64?
    /// A score or a weight.
    package let exact: Fraction?
    package let word: String?
    package let words: [String]?
    /// A label, in each language.
    package let fr: String?
    package let nl: String?
    package let en: String?
    /// What the sentences write; absent for a label.
    package let text: String?

    init(_ value: Figure.Value) {
        count = if case .count(let count) = value { count } else { nil }
        cents = if case .money(let cents) = value { cents } else { nil }
        points = if case .points(let points) = value { points } else { nil }
        exact =
            switch value {
            case .score(let fraction), .weight(let fraction): fraction
            default: nil
            }
        word = if case .word(let word) = value { word } else { nil }
        words = if case .words(let words) = value { words } else { nil }
        let label: Message? = if case .label(let message) = value { message } else { nil }
        (fr, nl, en) = (label?.french, label?.dutch, label?.english)
        text = label == nil ? value.text(in: .english) : nil
    }
}

/// Where a fact can be looked up, as a program reads it: one of the four.
package struct SourceAnswer: Codable {
    /// The number of an event in the log.
    package let event: Int64?
    /// A place in the regulation of the call.
    package let definition: String?
    /// A place in a problem file.
    package let problem: String?
    /// What the published rules make of the others.
    package let computed: String?

    init(_ source: FactSource) {
        event = if case .event(let seq) = source { seq } else { nil }
        definition = if case .definition(let path) = source { path } else { nil }
        problem = if case .problem(let path) = source { path } else { nil }
        computed = if case .computed(let what) = source { what } else { nil }
    }
}
