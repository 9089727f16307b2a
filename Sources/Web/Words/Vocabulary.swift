package import CallModel
import Foundation
import Yams

/// The words of the pages, read once from `config/locales`: one file a language, areas, and in each area keys with their texts.
///
/// A template reads a text by `{{w.area.key}}`; a text with figures in it holds their names in braces, and is said by code.
package struct Vocabulary: Sendable {
    package typealias Areas = [String: [String: String]]

    private let areas: [Language: Areas]
    private let trees: [Language: WordTree]

    /// - Throws: `VocabularyError` where a file is missing or no YAML of that shape.
    package init(folder: String) throws(VocabularyError) {
        var areas: [Language: Areas] = [:]
        for language in Language.allCases {
            let path = "\(folder)/\(language.rawValue).yaml"
            guard let data = FileManager.default.contents(atPath: path) else { throw .missing(path) }
            do {
                areas[language] = try YAMLDecoder().decode(Areas.self, from: data)
            } catch {
                throw .unreadable(path, "\(error)")
            }
        }
        areas[.french] = areas[.french]?.mapValues { $0.mapValues(Self.spaced) }
        self.areas = areas
        trees = areas.mapValues(WordTree.init)
    }

    /// French puts a space before its high marks and within its quotes, at which no line breaks.
    private static func spaced(_ text: String) -> String {
        let marks = [":", ";", "?", "!", "»"].reduce(text) { $0.replacing(" \($1)", with: "\u{A0}\($1)") }
        return marks.replacing("« ", with: "«\u{A0}")
    }

    package func areas(in language: Language) -> Areas { areas[language] ?? [:] }

    /// The words as templates read them.
    func tree(in language: Language) -> WordTree { trees[language] ?? WordTree([:]) }

    /// The text of `area.key`; the name itself where there is none, so that a page with a gap is still a page.
    package func text(_ name: String, in language: Language) -> String {
        guard let dot = name.firstIndex(of: ".") else { return name }
        return areas[language]?[String(name[..<dot])]?[String(name[name.index(after: dot)...])] ?? name
    }

    /// The text with its figures filled in.
    package func text(_ name: String, _ figures: [String: String], in language: Language) -> String {
        figures.reduce(text(name, in: language)) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
    }

    /// The form of `name` for a number of things: `name.one` or `name.other`. French says one of nothing, Dutch and English many.
    package func text(_ name: String, count: Int, in language: Language) -> String {
        let isOne = language == .french ? count < 2 : count == 1
        return text("\(name).\(isOne ? "one" : "other")", ["n": Formats(language).number(count)], in: language)
    }
}

package enum VocabularyError: Error, Sendable {
    case missing(String)
    case unreadable(String, String)
}
