/// The languages that Appel speaks. French and Dutch are the two of the Brussels Region; English is a courtesy.
package enum Language: String, CaseIterable, Codable, Sendable {
    case french = "fr"
    case dutch = "nl"
    case english = "en"
}

/// One text in French, Dutch and English, chosen at the moment it is shown.
package struct Message: Hashable, Sendable {
    package let french: String
    package let dutch: String
    package let english: String

    package init(fr french: String, nl dutch: String, en english: String) {
        (self.french, self.dutch, self.english) = (french, dutch, english)
    }

    /// A sentence about a number of things, with the form for one and for several in brackets: `\(n) [dossier attend|dossiers attendent]`.
    /// French says one of nothing, Dutch and English several.
    package init(counting count: Int, fr french: String, nl dutch: String, en english: String) {
        self.init(
            fr: Self.form(french, isOne: abs(count) < 2), nl: Self.form(dutch, isOne: abs(count) == 1),
            en: Self.form(english, isOne: abs(count) == 1))
    }

    private static func form(_ text: String, isOne: Bool) -> String {
        var told = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "["), let end = rest[start...].firstIndex(of: "]"),
            let middle = rest[start..<end].firstIndex(of: "|")
        {
            told += rest[..<start]
            told += isOne ? rest[rest.index(after: start)..<middle] : rest[rest.index(after: middle)..<end]
            rest = rest[rest.index(after: end)...]
        }
        return told + rest
    }

    package func text(in language: Language) -> String {
        switch language {
        case .french: french
        case .dutch: dutch
        case .english: english
        }
    }
}
