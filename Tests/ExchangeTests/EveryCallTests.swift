import CallModel
import Exchange
import Foundation
import Testing

/// Every regulation that comes with the program, and the one that a page of the documentation builds.
@Suite struct EveryCallTests {
    static let names: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: configFolder + "/calls")) ?? []
        return all.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    /// The names of the lists that there are, as the program finds them.
    private static func lists() throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(atPath: configFolder + "/reference")
        return Set(files.filter { $0.hasSuffix(".yaml") }.map { $0.dropLast(5) }.map(String.init))
    }

    private static func check(_ name: String) throws -> CheckedDefinition {
        CallDefinition.check(try YAMLSource.read(path: configFolder + "/calls/\(name).yaml"), lists: try lists())
    }

    private static func definition(_ name: String) throws -> CallDefinition { try #require(try check(name).definition) }

    @Test(arguments: names)
    func `a regulation is clean, can open, and is called as its file`(name: String) throws {
        let checked = try Self.check(name)
        let faults = checked.faults + checked.openingFaults
        #expect(faults.map { "\($0.position.line) \($0.path): \($0.message.english)" } == [])
        #expect(checked.definition?.code == name)
    }

    @Test(arguments: names)
    func `its English is whole too`(name: String) throws {
        let text = try String(contentsOfFile: configFolder + "/calls/\(name).yaml", encoding: .utf8)
        // A text is written in all three languages or in none.
        #expect(text.matches(of: #/\bnl: /#).count == text.matches(of: #/\ben: /#).count)
        #expect(text.matches(of: #/\bfr: /#).count == text.matches(of: #/\ben: /#).count)
    }

    @Test func `together they use nearly every kind of rule`() throws {
        let used = try Set(Self.names.flatMap { try Self.definition($0).admissibility.map(\.kind) })
        // No source of theirs asks for the seat alone, nor leaves out the winners of an earlier edition.
        #expect(Set(RuleKind.allCases).subtracting(used) == [.seatIn, .notWinnerOf])
    }

    @Test func `together their forms ask every type of question`() throws {
        let asked = try Set(Self.names.flatMap { try Self.definition($0).fields.map(\.type.kind) })
        #expect(Set(FieldType.Kind.allCases).subtracting(asked) == [])
    }

    @Test(arguments: names)
    func `the numbers of a score add up to a hundred, or all but one weigh nothing`(name: String) throws {
        let criteria = try Self.definition(name).scoring.criteria
        let sum = criteria.reduce(0) { $0 + $1.weight * $1.scale.max }
        #expect(sum == 100 || criteria.count { $0.weight > 0 } == 1 || criteria.allSatisfy { $0.weight == 1 })
    }

    /// What the sources publish: all of a call's money in cents, the ceilings of its categories, and its last moment.
    static let published: [(name: String, total: Int64?, ceilings: [Int64], closes: String)] = [
        ("brussels-2024", 15_000_000, [800_000, 400_000], "2024-04-01T22:00:00Z"),
        ("water-fund-2023", 35_131_230, [10_000_000], "2023-06-30T22:00:00Z"),
        ("ghent", nil, [400_000], "2027-10-01T22:00:00Z"), ("leuven-festivities", nil, [400_000], "2027-02-28T23:00:00Z"),
        ("la-guilde", nil, [2_000_000], "2027-03-31T22:00:00Z")
    ]

    @Test(arguments: published)
    func `its figures are those that were published`(_ figures: (name: String, total: Int64?, ceilings: [Int64], closes: String)) throws {
        let call = try Self.definition(figures.name)
        if let total = figures.total { #expect(call.budgetLines.map(\.total) == [Cents(total)]) }
        #expect(call.categories.map(\.maxRequest) == figures.ceilings.map { Cents($0) })
        #expect(call.calendar.closes.instant == Instant(iso8601: figures.closes))
    }

    @Test func `the page that builds a call builds one that is clean`() throws {
        let page = try String(contentsOfFile: configFolder + "/../docs/writing-a-call.md", encoding: .utf8)
        let blocks = page.split(separator: "\n```", omittingEmptySubsequences: false).filter { $0.hasPrefix("yaml\n") }
        #expect(blocks.count == 9)
        let text = blocks.map { $0.dropFirst("yaml\n".count) + "\n" }.joined()
        let checked = CallDefinition.check(try YAMLSource.parse(Data(text.utf8)), lists: try Self.lists())
        #expect((checked.faults + checked.openingFaults).map { "\($0.position.line) \($0.path): \($0.message.english)" } == [])
        let call = try #require(checked.definition)
        #expect(!Self.names.contains(call.code))
    }
}
