/// A text as names are compared: words of letters and digits, in lower case, without accents.
///
/// `Aïcha N'DIAYE-Dubois` is `aicha n diaye dubois`. Letters of other alphabets stay as they are.
package struct FoldedText: Hashable, Sendable {
    package let words: [String]

    package init(_ text: some StringProtocol) {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark: continue
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .decimalNumber:
                word += FoldedText.folded(scalar)
            default: end()
            }
        }
        end()
        self.words = words
    }

    /// Whether the words are the same in any order: `DUPONT Anne` is `Anne Dupont`.
    package func names(_ other: FoldedText) -> Bool { !words.isEmpty && words.sorted() == other.words.sorted() }

    /// Without the legal form, which some write and others leave out.
    var withoutLegalForm: [String] {
        let forms: Set<String> = ["asbl", "vzw", "aisbl", "ivzw", "srl", "bv", "sa", "nv", "sc", "cv"]
        let kept = words.filter { !forms.contains($0) }
        return kept.isEmpty ? words : kept
    }

    private static func folded(_ scalar: Unicode.Scalar) -> String {
        let lower = scalar.properties.lowercaseMapping
        guard !scalar.isASCII, let letter = lower.unicodeScalars.first else { return lower }
        switch letter {
        case "æ": return "ae"
        case "œ": return "oe"
        case "ß": return "ss"
        default: break
        }
        // The character database names a letter with its accents: LATIN SMALL LETTER E WITH ACUTE.
        guard let name = letter.properties.name, name.hasPrefix("LATIN SMALL LETTER ") else { return lower }
        let base = name.dropFirst("LATIN SMALL LETTER ".count).prefix { $0 != " " }
        return base.utf8.count == 1 ? base.lowercased() : lower
    }
}
