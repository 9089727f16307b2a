import CallModel
import Exchange
import Foundation

/// The shipped regulation as text, so that a test can break one thing in it.
enum BrusselsFile {
    static let configuration =
        URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path + "/config"

    static func text() throws -> String {
        try String(contentsOfFile: configuration + "/calls/brussels-2027.yaml", encoding: .utf8)
    }

    static func check(_ text: String) throws -> CheckedDefinition {
        CallDefinition.check(try YAMLSource.parse(Data(text.utf8)), lists: ["dac-recipients"])
    }

    /// The line, from 1, on which `needle` first stands.
    static func line(of needle: String, in text: String) -> Int? {
        text.range(of: needle).map { text[..<$0.lowerBound].filter { $0 == "\n" }.count + 1 }
    }
}
