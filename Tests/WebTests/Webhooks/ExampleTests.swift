import CallModel
import Foundation
import Service
import Store
import Testing
import Web

/// The example in the documentation tells what is ours from what is not.
struct ExampleTests {
    private static func example() throws -> String {
        let text = try String(contentsOfFile: DemoFiles.folder + "/docs/api.md", encoding: .utf8)
        let start = try #require(text.range(of: "```python\n"))
        let end = try #require(text[start.upperBound...].range(of: "```"))
        return String(text[start.upperBound..<end.lowerBound])
    }

    private static let harness = """
        import json, sys
        got = json.load(sys.stdin)
        print(json.dumps([is_genuine(one["headers"], one["body"].encode(), one["secret"]) for one in got]))
        """

    private static func run(_ program: String, _ input: Data) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program]
        let (asked, said) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (asked, said)
        try process.run()
        asked.fileHandleForWriting.write(input)
        try asked.fileHandleForWriting.close()
        let answer = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func theExampleTellsWhatIsOurs() throws {
        let key = Array(UInt8(1)...32)
        let secret = "whsec_" + Data(key).base64EncodedString()
        let delivery = TakenDelivery(
            id: 7, webhook: 1, address: "https://example.org/", secret: key, event: "grant.payFirst",
            at: try #require(Instant(iso8601: "2027-09-20T08:30:00Z")), call: "brussels-2027", file: "BXL27-001", attempts: 1)
        let message = try #require(try WebhookMessage(delivery, site: "https://appel.example.org"))
        let body = String(decoding: message.body, as: UTF8.self)
        let now = Int64(Date().timeIntervalSince1970)
        func trial(_ seconds: Int64, body: String, secret: String) -> [String: Any] {
            let headers = Dictionary(uniqueKeysWithValues: message.headers(at: seconds))
            return ["headers": headers, "body": body, "secret": secret]
        }
        let other = "whsec_" + Data(repeating: 9, count: 32).base64EncodedString()
        let cases = [
            trial(now, body: body, secret: secret), trial(now, body: body + " ", secret: secret), trial(now, body: body, secret: other),
            trial(now - 3600, body: body, secret: secret)
        ]
        let said = try Self.run(Self.example() + "\n" + Self.harness, JSONSerialization.data(withJSONObject: cases))
        #expect(said == "[true, false, false, false]")
    }

    /// The documentation shows a delivery as it is.
    @Test func everyKindIsDocumentedAndOfTheLog() throws {
        let text = try String(contentsOfFile: DemoFiles.folder + "/docs/api.md", encoding: .utf8)
        for kind in WebhookKind.allCases {
            #expect(text.contains("`\(kind.rawValue)`"), "\(kind.rawValue)")
            for event in kind.events { #expect(WebhookKind(event: event) == kind) }
        }
        let events = WebhookKind.allCases.flatMap(\.events)
        #expect(Set(events).count == events.count)
        let transitions = try String(contentsOfFile: DemoFiles.folder + "/sql/migrations/0004_transitions.sql", encoding: .utf8)
        for event in events {
            let parts = event.split(separator: ".")
            #expect(Self.has(transitions, parts), "\(event)")
        }
        // What is not made known yet is no kind at all.
        for secret in ["application.advise", "application.award", "application.refuse", "application.score", "call.decide"] {
            #expect(WebhookKind(event: secret) == nil)
        }
    }

    private static func has(_ transitions: String, _ parts: [Substring]) -> Bool {
        transitions.split(separator: "\n").contains { line in
            let words = line.split(separator: "'").map(String.init)
            return words.count > 5 && words[1] == parts[0] && words[5] == parts[1]
        }
    }
}
