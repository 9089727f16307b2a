package import CallModel

/// One thing that an explanation says: a code and figures for programs, a sentence for people, and where it comes from.
///
/// The sentence is made of the figures and of nothing else, so that whoever checks the figures has checked the sentence.
package struct Fact: Hashable, Sendable {
    package let code: String
    package let figures: [Figure]
    package let sources: [FactSource]
    private let french: Phrase
    private let dutch: Phrase
    private let english: Phrase

    /// - Parameter more: figures that belong to the fact and that no sentence needs.
    init(
        _ code: String, _ more: [Figure] = [], fr french: Phrase, nl dutch: Phrase, en english: Phrase, from sources: [FactSource]
    ) {
        (self.code, self.french, self.dutch, self.english, self.sources) = (code, french, dutch, english, sources)
        var figures: [Figure] = []
        let said = [french, dutch, english].flatMap(\.parts).compactMap { part in
            if case .figure(let figure) = part { figure } else { nil }
        }
        for figure in said + more where !figures.contains(figure) { figures.append(figure) }
        self.figures = figures
    }

    package func sentence(in language: Language) -> String {
        switch language {
        case .french: french.text(in: language)
        case .dutch: dutch.text(in: language)
        case .english: english.text(in: language)
        }
    }
}

/// Where a fact can be looked up.
package enum FactSource: Hashable, Sendable {
    /// The number of an event in the log.
    case event(Int64)
    /// A place in the regulation of the call, as its file names it.
    case definition(String)
    /// A place in a problem file.
    case problem(String)
    /// What the published rules make of the others: to be redone by anybody who has them.
    case computed(String)
}

extension FactSource: Encodable {
    private enum CodingKeys: String, CodingKey { case event, definition, problem, computed }

    package func encode(to encoder: any Encoder) throws {
        var keys = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .event(let seq): try keys.encode(seq, forKey: .event)
        case .definition(let path): try keys.encode(path, forKey: .definition)
        case .problem(let path): try keys.encode(path, forKey: .problem)
        case .computed(let what): try keys.encode(what, forKey: .computed)
        }
    }
}

extension Message {
    /// A text of the authority's own as a label in all three languages.
    package init(_ text: LocalizedText) {
        self.init(fr: text.text(in: .french), nl: text.text(in: .dutch), en: text.text(in: .english))
    }
}
