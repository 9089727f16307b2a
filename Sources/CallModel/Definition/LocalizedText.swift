/// A text that the authority writes itself, in the languages it has written so far.
///
/// French and Dutch are both required before a call may open; a draft may still lack one. Codable as `fr`, `nl`, `en`.
package struct LocalizedText: Hashable, Codable, Sendable {
    package var french: String?
    package var dutch: String?
    package var english: String?

    package init(fr french: String? = nil, nl dutch: String? = nil, en english: String? = nil) {
        (self.french, self.dutch, self.english) = (french, dutch, english)
    }

    private enum CodingKeys: String, CodingKey {
        case french = "fr"
        case dutch = "nl"
        case english = "en"
    }

    package subscript(language: Language) -> String? {
        get {
            switch language {
            case .french: french
            case .dutch: dutch
            case .english: english
            }
        }
        set {
            switch language {
            case .french: french = newValue
            case .dutch: dutch = newValue
            case .english: english = newValue
            }
        }
    }

    /// The text in `language`, or else in the first language that has one: a screen never shows an empty label.
    package func text(in language: Language) -> String {
        self[language] ?? french ?? dutch ?? english ?? ""
    }

    /// The languages that the law asks for and that are still missing.
    package var missing: [Language] { LocalizedText.required.filter { self[$0] == nil } }

    package static let required: [Language] = [.french, .dutch]
}
