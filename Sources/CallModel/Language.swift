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

    package func text(in language: Language) -> String {
        switch language {
        case .french: french
        case .dutch: dutch
        case .english: english
        }
    }
}
