import CallModel
import Exchange
import Foundation
import Testing

@Suite struct ShippedCallTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/config"

    @Test func `the Brussels call is clean and can open`() throws {
        let source = try YAMLSource.read(path: Self.folder + "/calls/brussels-2027.yaml")
        let checked = CallDefinition.check(source, lists: ["dac-recipients"])
        #expect(checked.faults.map { "\($0.position.line) \($0.path): \($0.message.english)" } == [])
        #expect(checked.openingFaults.map { "\($0.position.line) \($0.path)" } == [])
        let definition = try #require(checked.definition)
        #expect(definition.isComplete)
        #expect(definition.calendar.closes.instant == Instant(iso8601: "2027-04-01T22:00:00Z"))
        #expect(definition.calendar.opens.instant == Instant(iso8601: "2027-02-01T08:00:00Z"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let frozen = try encoder.encode(definition)
        #expect(try JSONDecoder().decode(CallDefinition.self, from: frozen) == definition)
    }
}
