import CallModel
import Exchange
import Foundation
import Testing

/// The demo's files are what a municipality would hand in; they have to read without a fault.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: configFolder + "/demo")))
struct DemoFilesTests {
    private static func file(_ name: String) -> ImportFile { ImportFile(path: configFolder + "/demo/" + name) }

    private static func definition() throws -> CallDefinition {
        let source = try YAMLSource.read(path: configFolder + "/calls/brussels-2027.yaml")
        return try #require(CallDefinition.check(source, lists: ["dac-recipients"]).definition)
    }

    @Test(arguments: ["applications.csv", "applications-late.json", "complements.csv"])
    func `applications come from known organisations`(name: String) throws {
        let organisations = Set(try Import.organisations(Self.file("organisations.csv")).map(\.organisation.reference))
        let applications = try Import.applications(Self.file(name), for: try Self.definition())
        #expect(!applications.isEmpty)
        #expect(applications.filter { !organisations.contains($0.organisation) }.map(\.content.reference) == [])
    }

    @Test func `the council's files speak of known members`() throws {
        let members = Set(try Import.members(Self.file("members.csv")).map(\.code))
        let criteria = try Self.definition().scoring.criteria.map(\.id)
        let named =
            try Import.conflicts(Self.file("conflicts.csv")).map(\.member)
            + Import.assignments(Self.file("assignments.csv")).map(\.member)
            + Import.assignments(Self.file("assignments-replacement.csv")).map(\.member)
            + Import.recusals(Self.file("recusals.csv")).map(\.member)
            + Import.expertise(Self.file("expertise.csv")).map(\.member)
            + Import.preferences(Self.file("preferences.csv")).map(\.member)
            + Import.reviews(Self.file("reviews.csv"), criteria: criteria).map(\.member)
            + Import.ties(Self.file("ties.csv")).map(\.member)
            + Import.meeting(Self.file("meeting.yaml")).present
        #expect(named.filter { !members.contains($0) } == [])
    }

    @Test func `rulings, markers, advice, decisions and earlier grants read`() throws {
        #expect(try Import.boards(Self.file("boards.csv")).count == 2)
        #expect(!(try Import.rulings(Self.file("rulings.csv")).isEmpty))
        #expect(!(try Import.markers(Self.file("markers.csv")).isEmpty))
        #expect(!(try Import.advice(Self.file("advice.csv")).isEmpty))
        #expect(!(try Import.decisions(Self.file("decisions.csv")).isEmpty))
        #expect(!(try Import.earlierGrants(Self.file("earlier-grants.csv")).isEmpty))
    }
}
