import ArgumentParser
import CallModel
import Exchange
import Foundation
import Presentation
import Testing

@testable import appel

/// The form as the program prints it.
@Suite struct FormTextTests {
    private static let calls =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        + "/config/calls/"

    static let names: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: calls)) ?? []
        return all.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    private func definition(_ name: String) throws -> CallDefinition {
        try #require(CallDefinition.check(try YAMLSource.read(path: Self.calls + name)).definition)
    }

    @Test(arguments: names, Language.allCases)
    func `every question of a shipped form is printed with its words, its type and its options`(
        name: String, language: Language
    ) throws {
        let definition = try definition(name)
        let writer = FormText(language: language, style: Style(isColoured: false))
        let text = writer.form(definition.form)
        for field in definition.fields {
            #expect(text.contains("  \(field.id): \(field.label.text(in: language))"))
            #expect(text.contains("    " + field.type.kind.label.text(in: language)))
            if let help = field.help { #expect(text.contains(help.text(in: language).onOneLine)) }
            for option in field.type.options { #expect(text.contains("- \(option.id): ")) }
            for limit in field.type.limits {
                #expect(text.contains(limit.words.text(in: language)) && limit.words.english.contains(limit.value))
            }
            if let condition = field.showIf { #expect(text.contains(" \(condition.field) ")) }
        }
        #expect(!text.contains("  \n"))
    }

    @Test(arguments: names)
    func `a program reads the same form as JSON`(name: String) throws {
        let definition = try definition(name)
        let text = try JSONText.text(definition.form.map { FormAnswer($0) })
        let entries = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        let fields = entries.flatMap { $0["fields"] as? [[String: Any]] ?? [] }
        #expect(fields.map { $0["id"] as? String } == definition.fields.map(\.id))
        #expect(fields.map { $0["type"] as? String } == definition.fields.map(\.type.kind.rawValue))
        for (shown, field) in zip(fields, definition.fields) {
            #expect((shown["parts"] != nil) == (field.type.shape != nil))
            #expect((shown["part"] as? String) == field.type.part?.field)
            #expect((shown["showIf"] as? [String: Any])?["field"] as? String == field.showIf?.field)
        }
    }

    @Test func `the form and the empty files of a call that is only a file need no database`() throws {
        let form = try CallForm.parse([Self.calls + "brussels-2027.yaml", "--lang", "nl"])
        #expect(form.language == .dutch && form.rules.name.hasSuffix(".yaml"))
        #expect(try CallTemplate.parse(["brussels-2027", "--json"]).options.printing.json)
    }
}
