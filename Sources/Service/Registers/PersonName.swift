import Selection

/// The name of a person, and the ways in which others write it.
struct PersonName {
    private let words: [String]

    init(_ name: String) { words = name.split(whereSeparator: \.isWhitespace).map(String.init) }

    /// More words than these are only turned about, not set in every order.
    private static let mostPermuted = 4
    /// A shorter family name would be found in every second sentence.
    private static let shortestFamilyName = 3

    /// The name in every order of its words, as it is spelt.
    var spellings: [String] { Self.orders(of: words).map { $0.joined(separator: " ") } }

    /// The same as folded words, for a search.
    var phrases: [String] { Self.orders(of: FoldedText(words.joined(separator: " ")).words).map { $0.joined(separator: " ") } }

    /// What may be the family name, as folded words: what is written in capitals, as in `DELVIGNE Françoise`, or else what comes behind
    /// the first word, and the last word. None for a name of one word, which is searched for as it is.
    var familyNames: [String] {
        let capitals = words.filter { $0.count > 1 && $0 == $0.uppercased() && $0 != $0.lowercased() }
        let families =
            capitals.isEmpty || capitals.count == words.count ? [words.dropFirst(), words.dropFirst().suffix(1)] : [capitals[...]]
        return families.map { FoldedText($0.joined(separator: " ")).words.joined(separator: " ") }
            .filter { $0.count >= Self.shortestFamilyName }
    }

    private static func orders(of words: [String]) -> Set<[String]> {
        guard words.count <= mostPermuted else {
            return Set(words.indices.map { Array(words[$0...] + words[..<$0]) })
        }
        guard words.count > 1 else { return [words] }
        return Set(
            words.indices.flatMap { place in
                var rest = words
                let first = rest.remove(at: place)
                return orders(of: rest).map { [first] + $0 }
            })
    }

    /// The words of a row around one of some folded phrases.
    static func excerpt(of row: String, around phrases: [String]) -> String {
        let pieces = row.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "-" }
        let folded = pieces.map { FoldedText($0).words.joined(separator: " ") }
        let first = phrases.compactMap { $0.split(separator: " ").first.map(String.init) }
        let place = folded.firstIndex { piece in first.contains { piece.split(separator: " ").contains($0[...]) } } ?? 0
        return pieces[max(0, place - 5)..<min(pieces.count, place + 7)].joined(separator: " ")
    }
}
