import CallModel
import Foundation
import Testing

@testable import Exchange

/// The roadmap of a real partnership: figures that accumulate and figures that do not, "/" that is no 0, an early end.
@Suite struct ResultsTests {
    private static func framework(_ change: (String) -> String = { $0 }) throws -> ResultsFramework {
        let checked = ResultsFramework.check(try YAMLSource.parse(Data(change(try text()).utf8)))
        return try #require(checked.framework, "\(checked.faults)")
    }

    private static func text() throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path
        return try String(contentsOfFile: folder + "/config/results/belfaa-jette.yaml", encoding: .utf8)
    }

    private static func indicators() throws -> [ResultIndicator] {
        try #require(try framework().results.first { $0.kind == .outcome }).indicators
    }

    @Test func `the three rows of the roadmap are there exactly`() throws {
        let found = try Self.indicators()
        #expect(found.map(\.accumulation) == [.cumulative, .snapshot, .snapshot])
        let women = try #require(found.first)
        #expect(women.periods.count == 1)
        #expect(women.periods[0].start == CalendarDate("2022-01-01") && women.periods[0].end == CalendarDate("2026-12-31"))
        #expect(women.periods[0].target[.female] == .value(150))
        #expect(women.periods[0].target[.male] == .notApplicable)
        for (indicator, figures) in zip(found.dropFirst(), [(43, 51), (6, 46)]) {
            #expect(indicator.periods.map(\.start.year) == [2022, 2023, 2024, 2025, 2026])
            #expect(indicator.periods.allSatisfy { $0.target[.female] == .value(figures.0) && $0.target[.male] == .value(figures.1) })
        }
        // No baseline and no figures of the years were given: unknown, not 0.
        #expect(found.allSatisfy { $0.baseline == nil && $0.periods.allSatisfy { $0.actual[.female] == .unknown } })
        let framework = try Self.framework()
        #expect(framework.results.last?.owner == "brulocalis" && framework.organisation("brulocalis")?.role == .extending)
        #expect(framework.results.dropFirst().allSatisfy { $0.parent == "participation" && $0.indicators.isEmpty })
    }

    /// The framework with figures of three years.
    private static func reported() throws -> [ResultIndicator] {
        try framework { text in
            var text = text
            for (year, women, men) in [(2022, 40, 50), (2023, 44, 52), (2024, 43, 49)] {
                text = text.replacingOccurrences(
                    of: "end: \(year)-12-31, target: { female: 43, male: 51 } }",
                    with: "end: \(year)-12-31, target: { female: 43, male: 51 }, actual: { female: \(women), male: \(men) } }")
            }
            return text
        }.results[0].indicators
    }

    @Test func `yearly counts of people are never added up`() throws {
        let day = try #require(CalendarDate("2024-12-31"))
        let indicators = try Self.reported()
        #expect(indicators[1].rollup(.female, until: day) == .apart([40, 44, 43]))
        #expect(indicators[1].rollup(.male, until: day) == .apart([50, 52, 49]))
        #expect(indicators[1].rollup(.other, until: day) == .unknown)
        #expect(indicators[0].rollup(.male, until: day) == .notApplicable)
        #expect(indicators[0].rollup(.female, until: day) == .unknown)
        // What happens in each period alone does add up, and what is counted from the start has its last figure.
        var meetings = indicators[1]
        meetings.accumulation = .perPeriod
        #expect(meetings.rollup(.female, until: day) == .sum(127))
        #expect(meetings.rollup(.female, until: day.adding(days: 366)) == .unknown)
        meetings.accumulation = .cumulative
        #expect(meetings.rollup(.female, until: day) == .soFar(43))
    }

    private static func file(_ framework: ResultsFramework) throws -> [UInt8] {
        let award = OpenAwards.award("BJ-01") {
            $0.recipient = .association(key: "O1", name: "Commune de Jette", postcode: "1090")
            $0.countries = ["MA"]
            $0.period = CalendarDate("2022-01-01").flatMap { start in
                CalendarDate("2026-12-31").map { ProjectPeriod(start: start, end: $0) }
            }
        }
        return IATIActivities(
            publisher: try #require(OpenAwards.publisher()), generatedAt: Instant(microseconds: 1_770_000_000_000_000),
            results: ["BJ-01": framework]
        ).encoded([award])
    }

    @Test func `the activity is closed at its real end, and nobody has looked at the targets of after it`() throws {
        let text = String(decoding: try Self.file(try Self.framework()), as: UTF8.self)
        #expect(text.contains("<activity-status code=\"4\"/>"))
        #expect(text.contains("<activity-date type=\"4\" iso-date=\"2025-12-31\"/>"))
        #expect(text.contains("<activity-date type=\"3\" iso-date=\"2026-12-31\"/>"))
        #expect(text.components(separatedBy: "<target value=\"43\">").count == 6)
        #expect(text.components(separatedBy: "<target value=\"46\">").count == 6)
        #expect(text.components(separatedBy: "<target value=\"150\">").count == 2)
        // Two yearly figures twice, and the one over five years.
        #expect(text.components(separatedBy: "Non évalué : l'activité a été close le 2025-12-31.").count == 6)
        let periods = text.components(separatedBy: "<period>").dropFirst()
        for period in periods {
            #expect(period.contains("<period-end iso-date=\"2026-12-31\"/>") == period.contains("Non évalué"))
        }
        #expect(text.contains("aggregation-status=\"false\"") && !text.contains("aggregation-status=\"true\""))
        #expect(text.contains("<participating-org role=\"3\">\n      <narrative>Brulocalis</narrative>"))
        #expect(!text.contains("<actual"))
    }

    @Test func `what makes no sense for men gives no target for men, and is said`() throws {
        let text = String(decoding: try Self.file(try Self.framework()), as: UTF8.self)
        let first = try #require(text.components(separatedBy: "<indicator").dropFirst().first)
        #expect(first.contains("<dimension name=\"sex\" value=\"female\"/>"))
        #expect(!first.contains("value=\"male\"") && !first.contains("value=\"0\""))
        #expect(first.contains("Sans objet : hommes"))
        #expect(text.components(separatedBy: "value=\"male\"").count == 11)
    }

    @Test func `value, not applicable, unknown and suppressed are four things`() throws {
        let framework = try Self.framework {
            $0.replacingOccurrences(
                of: "end: 2022-12-31, target: { female: 43, male: 51 } }",
                with: "end: 2022-12-31, target: { female: 43, male: 51 }, actual: { female: suppressed, male: unknown, other: 0 } }")
        }
        let cells = framework.results[0].indicators[1].periods[0].actual
        #expect([.female, .male, .other].map { cells[$0] } == [.suppressed, .unknown, .value(0)])
        let text = String(decoding: try Self.file(framework), as: UTF8.self)
        #expect(text.components(separatedBy: "<actual").count == 2 && text.contains("<actual value=\"0\">"))
        #expect(text.contains("Non publié : femmes") && text.contains("Inconnu : hommes"))
    }

    @Test(.enabled(if: Schemas.canXML, Schemas.noXML))
    func `is valid against the XSD, keeps the ruleset, and its codes are in the code lists`() throws {
        let bytes = try Self.file(try Self.framework())
        #expect(try Schemas.faults(bytes, xsd: "iati/iati-activities-schema.xsd") == "")
        #expect(try IATIRuleset.standard().broken(by: bytes) == [])
        try withTemporaryFolder { folder in
            let file = folder + "/iati.xml"
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            for (list, expression) in [
                ("ResultType", "//result/@type"), ("IndicatorMeasure", "//indicator/@measure"),
                ("ActivityDateType", "//activity-date/@type"), ("OrganisationRole", "//participating-org/@role")
            ] {
                let used = IATIRuleset.values(try Schemas.xpath(expression, file))
                let known = try IATIRuleset.codes(of: list)
                #expect(!used.isEmpty && used.isSubset(of: known), "\(list)")
            }
        }
    }

    @Test(
        .enabled(if: Schemas.canXML, Schemas.noXML),
        arguments: [
            ("<period-start iso-date=\"2022-01-01\"/>", ""), ("<dimension name", "<dimensions name"), (" measure=\"1\"", ""),
            ("<result type=\"2\">", "<result>"), ("<period-end iso-date=\"2026", "<period-end iso-date=\"2026-13")
        ])
    func `the XSD finds what is wrong in results`(old: String, new: String) throws {
        let text = String(decoding: try Self.file(try Self.framework()), as: UTF8.self)
        #expect(text.contains(old))
        let bytes = Array(text.replacingOccurrences(of: old, with: new).utf8)
        #expect(try Schemas.faults(bytes, xsd: "iati/iati-activities-schema.xsd") != "")
    }

    @Test func `every fault of a file is told at once, with its line`() throws {
        var text = try Self.text()
        for (old, new) in [
            ("owner: brulocalis", "owner: brulocali"), ("male: \"/\"", "male: \"-\""), ("closed: 2025-12-31", "closed: 2021-12-31"),
            ("start: 2024-01-01, end: 2024-12-31, target: { female: 6", "start: 2023-06-01, end: 2024-12-31, target: { female: 6"),
            ("end: 2025-12-31, target: { female: 43, male: 51 }", "end: 2025-12-31, target: { female: 43, male: 51, total: 95 }"),
            ("id: result-2", "id: result-1"), ("kind: outcome", "kind: outcom"), ("parent: participation", "parent: participatio")
        ] {
            try #require(text.contains(old), "\(old)")
            text = text.replacingOccurrences(of: old, with: new)
        }
        let checked = ResultsFramework.check(try YAMLSource.parse(Data(text.utf8)))
        #expect(checked.framework == nil)
        let kinds = checked.faults.map(\.kind)
        #expect(kinds.contains(.results(.notCell("-"))))
        #expect(kinds.contains(.results(.unknownOrganisation("brulocali", suggestion: "brulocalis"))))
        #expect(kinds.contains(.results(.unknownResult("participatio", suggestion: "participation"))))
        #expect(kinds.contains(.results(.endsBeforeStart)) && kinds.contains(.results(.periodsOverlap)))
        #expect(kinds.contains(.results(.totalDiffers(parts: 94, total: 95))))
        #expect(kinds.contains(.duplicateIdentifier("result-1")))
        #expect(kinds.contains(.unknownValue("outcom", allowed: ["output", "outcome", "impact", "other"], suggestion: "outcome")))
        for fault in checked.faults {
            #expect(fault.position.line > 1 && fault.message.text(in: .french) != fault.message.text(in: .dutch))
        }
    }
}
