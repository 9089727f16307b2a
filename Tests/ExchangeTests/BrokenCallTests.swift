import CallModel
import Exchange
import Foundation
import Testing

/// One thing broken in the shipped regulation, and what the checker has to say about it.
struct Breakage: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let kind: DefinitionFault.Kind
    let path: String
    /// Where the fault is reported; the line of `new` unless told.
    let place: String

    init(_ old: String, _ new: String, _ kind: DefinitionFault.Kind, _ path: String, at place: String? = nil) {
        (self.old, self.new, self.kind, self.path, self.place) = (old, new, kind, path, place ?? new)
    }

    var testDescription: String { "\(path): \(kind)" }
}

@Suite struct BrokenCallTests {
    @Test(arguments: Breakage.writing + Breakage.times + Breakage.contradictions + Breakage.rules)
    func `each fault is found at its line, alone, with three messages`(breakage: Breakage) throws {
        let original = try BrusselsFile.text()
        try #require(original.contains(breakage.old), "the regulation no longer has \(breakage.old)")
        let range = try #require(original.range(of: breakage.old))
        let text = original.replacingCharacters(in: range, with: breakage.new)
        let checked = try BrusselsFile.check(text)
        #expect(checked.definition == nil)
        #expect(checked.faults.map(\.kind) == [breakage.kind])
        let fault = try #require(checked.faults.first)
        #expect(fault.path.description == breakage.path)
        #expect(fault.position.line == BrusselsFile.line(of: breakage.place, in: text))
        let message = fault.message
        #expect(Set([message.french, message.dutch, message.english]).count == 3)
        #expect(fault.severity == .blocking)
    }

    @Test func `a rule that names a category which does not allow it is found for each such rule`() throws {
        let text = try BrusselsFile.text()
        let narrow = text.replacingOccurrences(
            of: "    maxRequest: \"4000.00\"\n", with: "    maxRequest: \"4000.00\"\n    allowedRules: [legalForm]\n")
        // The rules without categories then simply do not bear on the category.
        #expect(try BrusselsFile.check(narrow).isClean)
        let named = narrow.replacingOccurrences(
            of: "    percent: 30\n", with: "    percent: 30\n    categories: [cooperation, awareness]\n")
        let faults = try BrusselsFile.check(named).faults
        #expect(faults.map(\.kind) == [.ruleNotAllowed(.maximumCostShare, category: "awareness")])
        #expect(faults.map(\.path.description) == ["admissibility[9].categories[1]"])
        #expect(faults.first?.related?.line == BrusselsFile.line(of: "allowedRules", in: named))
        #expect(faults.first?.message.french.isEmpty == false)
    }

    @Test func `a call without weights, lines in use or three reviews for a trimmed mean is refused`() throws {
        var text = try BrusselsFile.text()
        for weight in ["2", "3", "4"] {
            text = text.replacingOccurrences(of: "weight: \(weight)\n", with: "weight: 0\n")
        }
        text = text.replacingOccurrences(of: "aggregate: mean", with: "aggregate: trimmedMean")
        text = text.replacingOccurrences(of: "perFile: 3", with: "perFile: 2")
        text = text.replacingOccurrences(
            of: "budgetLines:\n",
            with: "budgetLines:\n  - { id: spare, label: { fr: a, nl: b }, total: 10, "
                + "maxAward: 10, budgetArticle: x }\n")
        let faults = try BrusselsFile.check(text).faults
        #expect(
            faults.map(\.kind) == [.lineUnused, .trimmedMeanNeedsThree(reviews: 2), .weightsAllZero, .weightsAllZero])
        #expect(
            faults.map(\.path.description) == [
                "budgetLines[0]", "scoring.aggregate", "scoring.sections", "scoring.sections[1].minimumOn100"
            ])
        #expect(faults.allSatisfy { $0.message.french != $0.message.dutch })
    }

    @Test func `every fault of a file is reported at once, each at its line`() throws {
        var text = try BrusselsFile.text()
        for (old, new) in [
            ("edition: 2027", "edition: soon"), ("procedure: competitive", "procedure: competetive"),
            ("appealDays: 30", "apealDays: 30"), ("budgetLines: [solidarity]", "budgetLines: [solidarty]"),
            ("total: \"150000.00\"", "total: \"20000.00\""), ("quorum: 6", "quorum: 12"),
            ("latest: 2028-12-31", "latest: 2028-02-30"), ("weight: 4", "weight: heavy"),
            ("closes: { at: \"2027-04-01 23:59\"", "closes: { at: \"2027-03-28 02:30\"")
        ] {
            text = text.replacingOccurrences(of: old, with: new, range: text.range(of: old))
        }
        let faults = try BrusselsFile.check(text).faults
        let expected: [(String, DefinitionFault.Kind)] = [
            ("edition: soon", .notWhole("soon")),
            (
                "procedure: comp",
                .unknownValue(
                    "competetive", allowed: ["competitive", "rolling", "direct"], suggestion: "competitive")
            ),
            ("calendar:", .missingKey("appealDays")),
            ("closes:", .time(.nonexistent("2027-03-28 02:30", zone: "Europe/Brussels"))),
            ("apealDays", .unknownKey("apealDays", suggestion: "appealDays")),
            ("solidarty", .dangling(.budgetLine, "solidarty", suggestion: "solidarity")),
            ("amount: \"30000.00\"", .reserveExceedsTotal(reserve: Cents(3_000_000), total: Cents(2_000_000))),
            ("weight: heavy", .notWhole("heavy")),
            ("quorum: 12", .quorumExceedsMembers(quorum: 12, members: 11)),
            ("latest: 2028-02-30", .notDate("2028-02-30"))
        ]
        #expect(Set(faults.map(\.kind)) == Set(expected.map(\.1)))
        #expect(faults.count == expected.count)
        for (needle, kind) in expected {
            let line = try #require(BrusselsFile.line(of: needle, in: text))
            let fault = try #require(faults.first { $0.kind == kind })
            #expect(fault.position.line == line)
        }
        #expect(faults.map(\.position.line) == faults.map(\.position.line).sorted())
    }

    @Test(arguments: [
        ("  nl: Projectoproep Internationale Solidariteit 2027\n", "title", Language.dutch),
        ("      fr: Statuts publiés\n", "attachments[0].label", .french),
        (", nl: Scholen", "form[2].fields[2].options[0].label", .dutch)
    ])
    func `a missing French or Dutch text leaves a draft that cannot open`(
        text: String, path: String, language: Language
    ) throws {
        let original = try BrusselsFile.text()
        let range = try #require(original.range(of: text))
        let checked = try BrusselsFile.check(original.replacingCharacters(in: range, with: ""))
        #expect(checked.faults == [])
        #expect(checked.openingFaults.map(\.kind) == [.missingText(language)])
        #expect(checked.openingFaults.map(\.path.description) == [path])
        #expect(checked.openingFaults.map(\.severity) == [.opening])
        #expect(checked.openingFaults.allSatisfy { $0.message.french != $0.message.dutch })
        #expect(!checked.isClean)
        let definition = try #require(checked.definition)
        #expect(!definition.isComplete)
        #expect(definition.missingTexts.map(\.language) == [language])
    }

    @Test func `a missing English text is no fault`() throws {
        let original = try BrusselsFile.text()
        let range = try #require(original.range(of: "  en: International Solidarity call for projects 2027\n"))
        #expect(try BrusselsFile.check(original.replacingCharacters(in: range, with: "")).isClean)
    }
}
