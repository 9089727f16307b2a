import CallModel
import Exchange
import Foundation
import Testing

@testable import appel

@Suite struct SettingsTests {
    private func check(_ yaml: String) throws {
        try Settings.check(try YAMLSource.parse(Data(yaml.utf8)), path: "server.yaml")
    }

    @Test func `a misspelled key is refused with its line and the name that was meant`() throws {
        let failure = try #require(throws: Failure.self) { try check("# Ours\ndatabse: \"host=db\"\n") }
        #expect(failure.status == .faultyInput)
        #expect(failure.places == ["server.yaml:2: the key 'databse' is unknown; did you mean 'database'?"])
    }

    @Test(arguments: ["database: \"\"\n", "database: \"host=db dbname=appel\"\n"])
    func `a file with the keys that are read is taken`(yaml: String) throws {
        try check(yaml)
    }

    @Test func `a file without keys is refused`() throws {
        #expect(throws: Failure.self) { try check("- host=db\n") }
    }
}
