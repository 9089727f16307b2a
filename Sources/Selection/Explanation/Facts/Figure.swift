package import CallModel

/// A figure or a name in a fact: the only thing that a sentence can be made of besides fixed words.
package struct Figure: Hashable, Sendable {
    package let name: String
    package let value: Value

    package enum Value: Hashable, Sendable {
        case count(Int)
        case money(Cents)
        /// On the whole-number scale of a problem file.
        case points(Int64)
        /// A score, exact.
        case score(Fraction)
        /// A weight, exact.
        case weight(Fraction)
        /// A text that is the same in every language: a name, a code, an article.
        case word(String)
        case words([String])
        case label(Message)
    }

    package init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }
}

extension Figure.Value {
    /// What a sentence says. Where two decimals are not the whole of a fraction, it says the fraction too.
    package func text(in language: Language) -> String {
        switch self {
        case .count(let count): String(count)
        case .money(let cents): cents.text(in: language)
        case .points(let points): String(points)
        case .score(let score): Self.exact(score, score.rounded(places: 2))
        case .weight(let weight): Self.exact(weight, Self.plain(weight))
        case .word(let word): word
        case .words(let words): words.isEmpty ? "–" : words.joined(separator: ", ")
        case .label(let message): message.text(in: language)
        }
    }

    private static func exact(_ value: Fraction, _ shown: String) -> String {
        Fraction(100).numerator.isMultiple(of: value.denominator) ? shown : "\(shown) (= \(value.numerator)/\(value.denominator))"
    }

    /// Without decimals that say nothing: 4, 3.5.
    private static func plain(_ value: Fraction) -> String {
        var text = value.rounded(places: 2)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }
}

extension Figure: Encodable {
    private enum CodingKeys: String, CodingKey { case count, cents, points, exact, word, words, fr, nl, en, text }

    /// The value in the form in which it was computed, and as the sentences write it.
    package func encode(to encoder: any Encoder) throws {
        var keys = encoder.container(keyedBy: CodingKeys.self)
        switch value {
        case .count(let count): try keys.encode(count, forKey: .count)
        case .money(let cents): try keys.encode(cents, forKey: .cents)
        case .points(let points): try keys.encode(points, forKey: .points)
        case .score(let fraction), .weight(let fraction): try keys.encode(fraction, forKey: .exact)
        case .word(let word): try keys.encode(word, forKey: .word)
        case .words(let words): try keys.encode(words, forKey: .words)
        case .label(let message):
            try keys.encode(message.french, forKey: .fr)
            try keys.encode(message.dutch, forKey: .nl)
            return try keys.encode(message.english, forKey: .en)
        }
        try keys.encode(value.text(in: .english), forKey: .text)
    }
}

/// A sentence with places for figures. It cannot hold a number that is no figure, but for those written out in it.
package struct Phrase: Hashable, Sendable, ExpressibleByStringInterpolation {
    let parts: [Part]

    enum Part: Hashable, Sendable {
        case text(String)
        case figure(Figure)
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}
        package mutating func appendLiteral(_ literal: String) { if !literal.isEmpty { parts.append(.text(literal)) } }
        package mutating func appendInterpolation(_ figure: Figure) { parts.append(.figure(figure)) }
    }

    package init(stringLiteral value: String) { parts = [.text(value)] }
    package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

    func text(in language: Language) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .figure(let figure): figure.value.text(in: language)
            }
        }.joined()
    }
}
