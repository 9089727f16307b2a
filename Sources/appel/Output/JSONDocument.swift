import CallModel
import Foundation

/// The one JSON document of a command: the answer under its name, with what holds of the whole of it.
struct JSONDocument<Content: Encodable>: Encodable {
    let name: String
    let content: Content
    /// Whether the database is a rehearsal; `nil` where no database was asked.
    var isRehearsal: Bool?
    /// Whether nothing was kept; `nil` for a command that only reads.
    var isDryRun: Bool?

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var keys = encoder.container(keyedBy: Key.self)
        try keys.encodeIfPresent(isRehearsal, forKey: Key("rehearsal"))
        try keys.encodeIfPresent(isDryRun, forKey: Key("dryRun"))
        try keys.encode(content, forKey: Key(name))
    }
}

enum JSONText {
    /// Keys in alphabetical order, so that two equal answers are equal texts.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
