import Foundation

/// The one JSON document of an answer: the content under its name, with what holds of the whole of it.
package struct JSONDocument<Content: Encodable>: Encodable {
    package let name: String
    package let content: Content
    /// Whether the database is a rehearsal; `nil` where no database was asked.
    package var isRehearsal: Bool?
    /// Whether nothing was kept; `nil` for a command that only reads.
    package var isDryRun: Bool?

    package init(name: String, content: Content, isRehearsal: Bool? = nil, isDryRun: Bool? = nil) {
        (self.name, self.content, self.isRehearsal, self.isDryRun) = (name, content, isRehearsal, isDryRun)
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package func encode(to encoder: any Encoder) throws {
        var keys = encoder.container(keyedBy: Key.self)
        try keys.encodeIfPresent(isRehearsal, forKey: Key("rehearsal"))
        try keys.encodeIfPresent(isDryRun, forKey: Key("dryRun"))
        try keys.encode(content, forKey: Key(name))
    }
}

/// JSON as every answer is written.
package enum JSONText {
    /// Keys in alphabetical order, so that two equal answers are equal texts.
    package static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
