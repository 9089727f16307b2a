import CallModel
import Exchange
import Foundation
import TestSupport
import Testing

@Suite struct FormAnswerTests {
    /// One good file of the form, as JSON that a test can change.
    private static func good(
        _ definition: CallDefinition, where isWanted: (ApplicationContent) -> Bool = { _ in true }
    ) throws -> SampleFile {
        let samples = SampleFiles(definition, lists: try ShippedCalls.lists(), seed: 11)
        let category = try #require(definition.categories.first)
        return try #require((0..<60).lazy.map { samples.file($0, in: category) }.first { isWanted($0.content) })
    }

    private static func faults(_ content: ApplicationContent, _ definition: CallDefinition) -> [String: ContentFault.Kind] {
        Dictionary(content.faults(against: definition).map { ($0.field, $0.kind) }) { first, _ in first }
    }

    @Test func `files made for every type of question import and have no fault`() throws {
        let definition = try FormFile.definition()
        let samples = SampleFiles(definition, lists: try ShippedCalls.lists(), seed: 5)
        let files = try Import.applications(ImportFile(samples.json(count: 60), name: "files.json"), for: definition)
        #expect(files.count == 60)
        for (file, sample) in zip(files, samples.files(count: 60)) { #expect(file.content == sample.content) }
        // The conditions divide them.
        let permits = files.filter { $0.content.answers["permit"] != nil }.count
        #expect((1...59).contains(permits))
        #expect(files.allSatisfy { ($0.content.answers["land-deed"] != nil) == ($0.content.answers["land"]?.text == "1000.01") })
    }

    @Test func `every fault of an answer is told at once, each with its place`() throws {
        let definition = try FormFile.definition()
        var content = try Self.good(definition).content
        content.answers["pitch"] = .text(Array(repeating: "mot", count: 41).joined(separator: " "))
        content.answers["depth"] = .text("80.001")
        content.answers["base"] = .text("ZZ")
        content.answers["targets"] = .list(["5.2", "5.7"])
        content.answers["reach"] = .record([
            "direct": .record(["total": .integer(10), "female": .record(["12-17": .integer(-3), "13-14": .integer(1)])])
        ])
        content.answers["team"] = .records([.record(["name": .text("Awa")])])
        content.answers["dangers"] = .records([
            .record(["risk": .text("pluie"), "likelihood": .text("often"), "impact": .text("low"), "mitigation": .text("toit")])
        ])
        content.answers["logic"] = .record([
            "goal": .text("eau"),
            "outcomes": .records([
                .record([
                    "outcome": .text("accès"), "outputs": .list([]),
                    "indicators": .records([
                        .record(["indicator": .text("puits"), "target": .record(["female": .text("1,5")]), "source": .text("x")])
                    ])
                ])
            ])
        ])
        content.answers["papers"] = .list(["statutes"])
        content.sectors = ["14030", "23010", "15170"]
        let found = Self.faults(content, definition)
        #expect(found["answer.pitch"] == .tooManyWords(count: 41, limit: 40))
        #expect(found["answer.depth"] == .tooManyDecimals(limit: 2))
        #expect(found["answer.base"] == .unknownCountry("ZZ"))
        #expect(found["answer.targets"] == .unknownTarget("5.7"))
        #expect(found["answer.reach.direct.female[12-17]"] == .below("0"))
        #expect(found["answer.reach.direct.female[13-14]"] == .unknownPart(allowed: ["0-11", "12-17", "18+"]))
        #expect(found["answer.team[0].function"] == .missing)
        #expect(found["answer.dangers[0].likelihood"] == .notAllowed("often", allowed: ["low", "medium", "high"]))
        #expect(found["answer.logic.outcomes[0].outputs"] == .missing)
        #expect(found["answer.logic.outcomes[0].indicators[0].target.female"] == .notNumber("1,5"))
        #expect(found["answer.papers"] == .isPart(.attachments))
        let closing = definition.calendar.closes.day
        #expect(content.faults(against: definition).contains(ContentFault(.unknownSector("23010", on: closing), field: "sectors")))
        #expect(content.faults(against: definition).contains(ContentFault(.tooManyItems(count: 3, limit: 2), field: "sectors")))
        for fault in content.faults(against: definition) {
            #expect(Set([fault.message.french, fault.message.dutch, fault.message.english]).count == 3, "\(fault)")
        }
    }

    @Test func `the total of people is that of its parts, and zero is not silence`() throws {
        let definition = try FormFile.definition()
        var content = try Self.good(definition).content
        let bands = { (counts: [Int]) in
            AnswerValue.record(Dictionary(uniqueKeysWithValues: zip(["0-11", "12-17", "18+"], counts.map(AnswerValue.integer))))
        }
        content.answers["reach"] = .record([
            "direct": .record(["total": .integer(17), "female": bands([3, 4, 5]), "male": bands([0, 2, 3])]),
            "indirect": .record(["total": .integer(900)])
        ])
        #expect(Self.faults(content, definition) == [:])
        content.answers["reach"] = .record([
            "direct": .record(["total": .integer(18), "female": bands([3, 4, 5]), "male": bands([0, 2, 3])]),
            "indirect": .record(["total": .integer(900), "x": bands([1, 1, 1])])
        ])
        #expect(
            Self.faults(content, definition) == [
                "answer.reach.direct.total": .totalDiffers(total: 18, parts: 17),
                "answer.reach.indirect.total": .totalDiffers(total: 900, parts: 3)
            ])
        content.answers["reach"] = .record(["direct": .record(["total": .integer(5)])])
        #expect(Self.faults(content, definition) == ["answer.reach.direct.total": .totalDiffers(total: 5, parts: 0)])
    }

    @Test func `an answer to a question that is not put is a fault, and its absence is none`() throws {
        let definition = try FormFile.definition()
        var content = try Self.good(definition) { $0.answers["permit"] == .flag(true) }.content
        #expect(content.answers["permit-number"] != nil)
        content.answers["permit-number"] = nil
        #expect(Self.faults(content, definition) == ["answer.permit-number": .missing])
        content.answers["permit"] = .flag(false)
        #expect(Self.faults(content, definition) == [:])
        // What hangs on a question that is not put is not put either, whatever is answered there.
        content.answers["approach"] = .text("training")
        content.answers["permit"] = .text("oui")
        content.answers["permit-number"] = .text("B-12")
        #expect(
            Self.faults(content, definition) == [
                "answer.permit": .notShown(because: "approach"), "answer.permit-number": .notShown(because: "permit")
            ])
    }

    @Test(arguments: [("1000.00", false), ("1000.01", true)])
    func `a condition on an amount begins above it`(amount: String, isAsked: Bool) throws {
        let definition = try FormFile.definition()
        var content = try Self.good(definition).content
        content.answers["land"] = .text(amount)
        content.answers["land-deed"] = nil
        #expect(Self.faults(content, definition) == (isAsked ? ["answer.land-deed": .missing] : [:]))
    }

    @Test func `people are personal, and no rule sees an answer`() throws {
        let definition = try FormFile.definition()
        let content = try Self.good(definition).content
        #expect(Set(content.personalAnswers(under: definition).keys) == ["team"])
        let facts = String(decoding: try JSONEncoder().encode(content.facts), as: UTF8.self)
        guard case .records(let team)? = content.answers["team"], case .record(let person)? = team.first,
            let name = person["name"]?.text
        else {
            Issue.record("the file has no team")
            return
        }
        #expect(!facts.contains(name))
    }

    @Test func `faults of nested answers have their path in JSON`() throws {
        let definition = try FormFile.definition()
        let text = try SampleFiles.applications([Self.good(definition)])
        let broken = try #require(text.firstRange(of: "\"function\""))
        let found = Self.found(text.replacingCharacters(in: broken, with: "\"fonction\""), definition)
        let places = found.map { "\($0.place)" }
        #expect(places.contains { $0.contains("[0].answers.team[0].function") })
        #expect(places.contains { $0.contains("[0].answers.team[0].fonction") })
    }

    private static func found(_ text: String, _ definition: CallDefinition) -> [Found] {
        ExchangeTests.faults { () throws(ImportFailure) in
            try Import.applications(ImportFile(text, name: "a.json"), for: definition)
        }
    }
}
