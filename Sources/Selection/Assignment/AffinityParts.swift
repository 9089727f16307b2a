package import CallModel

/// What the affinity of a member and a file is made of, in points out of 100.
///
/// Themes 40, countries 20, each in proportion to how many of the file's the member knows (rounded down); language 20, if the
/// member reads that of the file; preference 20 for who is eager, 10 for who is willing or says nothing, 0 for who is reluctant.
package struct AffinityParts: Hashable, Codable, Sendable {
    package let themes: Int
    package let countries: Int
    package let language: Int
    package let preference: Int

    package var points: Int { themes + countries + language + preference }

    package static let mostForThemes = 40
    package static let mostForCountries = 20
    package static let mostForLanguage = 20
    package static let mostForPreference = 20

    /// What a member knows.
    package struct Knowledge: Hashable, Sendable {
        /// Categories of calls, and purposes of aid: all five digits, or the three of their group.
        package let themes: Set<String>
        package let countries: Set<String>
        package let languages: Set<String>

        package init(themes: Set<String>, countries: Set<String>, languages: Set<String>) {
            (self.themes, self.countries, self.languages) = (themes, countries, languages)
        }
    }

    /// What a file is about.
    package struct Topic: Hashable, Sendable {
        package let themes: Set<String>
        package let countries: Set<String>
        /// nil where it is not known any more.
        package let language: String?

        package init(themes: Set<String>, countries: Set<String>, language: String?) {
            (self.themes, self.countries, self.language) = (themes, countries, language)
        }
    }

    package init(_ knowledge: Knowledge, _ topic: Topic, _ stated: ReviewPreference?) {
        let known = topic.themes.count { knowledge.themes.contains($0) || $0.count == 5 && knowledge.themes.contains(String($0.prefix(3))) }
        themes = Self.share(known, topic.themes.count, of: Self.mostForThemes)
        countries = Self.share(
            topic.countries.count { knowledge.countries.contains($0) }, topic.countries.count, of: Self.mostForCountries)
        language = topic.language.map { knowledge.languages.contains($0) } == true ? Self.mostForLanguage : 0
        preference =
            switch stated {
            case .eager: Self.mostForPreference
            case .willing, nil: Self.mostForPreference / 2
            case .reluctant: 0
            }
    }

    private static func share(_ known: Int, _ all: Int, of most: Int) -> Int { all == 0 ? 0 : most * known / all }
}
