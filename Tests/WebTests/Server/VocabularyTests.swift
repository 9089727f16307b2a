import CallModel
import Foundation
import Testing
import Web

struct VocabularyTests {
    private static let vocabulary = Result { try Vocabulary(folder: DemoFiles.folder + "/config/locales") }

    private static func keys(_ language: Language) throws -> Set<String> {
        Set(try vocabulary.get().areas(in: language).flatMap { area, words in words.keys.map { "\(area).\($0)" } })
    }

    /// The places in braces of a text.
    private static func figures(_ text: String) -> Set<String> {
        Set(text.matches(of: #/\{[a-zA-Z]+\}/#).map { String($0.output) })
    }

    /// Every file under a folder with that ending, and what it holds.
    private static func sources(_ folder: String, _ ending: String) throws -> [(name: String, text: String)] {
        let root = DemoFiles.folder + "/Sources/Web/" + folder
        return try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(ending) }.sorted().map {
            ($0, try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8))
        }
    }

    @Test func theThreeLanguagesHaveTheSameWords() throws {
        let french = try Self.keys(.french)
        #expect(french.count > 50)
        for language in [Language.dutch, .english] {
            let other = try Self.keys(language)
            #expect(french.subtracting(other).sorted() == [], "missing in \(language)")
            #expect(other.subtracting(french).sorted() == [], "only in \(language)")
        }
    }

    @Test func noTextIsEmptyAndEachHasTheSameFigures() throws {
        let vocabulary = try Self.vocabulary.get()
        for key in try Self.keys(.french).sorted() {
            let texts = Language.allCases.map { vocabulary.text(key, in: $0) }
            #expect(texts.allSatisfy { !$0.isEmpty }, "\(key)")
            #expect(Set(texts.map(Self.figures)).count == 1, "\(key): \(texts)")
        }
    }

    @Test func everyWordThatATemplateNamesExists() throws {
        let keys = try Self.keys(.french)
        let templates = try Self.sources("Templates", ".mustache")
        #expect(templates.count > 10)
        for (name, text) in templates {
            for match in text.matches(of: #/\{\{\{?\s*w\.([A-Za-z0-9.]+)\s*\}/#) {
                #expect(keys.contains(String(match.1)), "\(name): \(match.1)")
            }
        }
    }

    @Test func everyWordThatThePagesSayExists() throws {
        let keys = try Self.keys(.french)
        for (name, text) in try Self.sources("", ".swift") {
            for match in text.matches(of: #/say\("([A-Za-z0-9]+\.[A-Za-z0-9.]+)"(, count:)?/#) {
                let needed = match.2 == nil ? ["\(match.1)"] : ["\(match.1).one", "\(match.1).other"]
                for key in needed { #expect(keys.contains(key), "\(name): \(key)") }
            }
            for match in text.matches(of: #/notice: "([A-Za-z0-9]+)"/#) {
                #expect(keys.contains("notices.\(match.1)"), "\(name): notice \(match.1)")
            }
        }
    }

    @Test func figuresOfATextAreFilledInAndOneIsNotMany() throws {
        let vocabulary = try Self.vocabulary.get()
        #expect(vocabulary.text("common.pageOf", ["page": "2", "count": "7"], in: .english) == "Page 2 of 7")
        #expect(vocabulary.text("no.suchWord", in: .french) == "no.suchWord")
    }
}
