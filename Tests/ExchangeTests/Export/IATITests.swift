import CallModel
import Foundation
import Testing

@testable import Exchange

@Suite struct IATITests {
    private static let generated = Instant(microseconds: 1_700_000_000_000_000)

    private static func file(_ awards: [OpenAward] = OpenAwards.all) throws -> [UInt8] {
        IATIActivities(publisher: try #require(OpenAwards.publisher()), generatedAt: generated).encoded(awards)
    }

    @Test(.enabled(if: Schemas.canXML, Schemas.noXML))
    func `is valid against the XSD and keeps the standard ruleset`() throws {
        let bytes = try Self.file()
        #expect(try Schemas.faults(bytes, xsd: "iati/iati-activities-schema.xsd") == "")
        #expect(try IATIRuleset.standard().broken(by: bytes) == [])
    }

    @Test(.enabled(if: Schemas.canXML, Schemas.noXML))
    func `its codes are in the code lists`() throws {
        let bytes = try Self.file()
        let places: [(list: String, expression: String)] = [
            ("ActivityStatus", "//activity-status/@code"), ("ActivityDateType", "//activity-date/@type"),
            ("OrganisationType", "//*[self::reporting-org or self::participating-org or self::provider-org or self::receiver-org]/@type"),
            ("OrganisationRole", "//participating-org/@role"), ("Country", "//recipient-country/@code"),
            ("Sector", "//sector/@code"), ("PolicyMarker", "//policy-marker/@code"),
            ("PolicySignificance", "//policy-marker/@significance"), ("CollaborationType", "//collaboration-type/@code"),
            ("FlowType", "//default-flow-type/@code"), ("FinanceType", "//default-finance-type/@code"),
            ("AidType", "//default-aid-type/@code"), ("BudgetType", "//budget/@type"),
            ("BudgetStatus", "//budget/@status"), ("TransactionType", "//transaction-type/@code")
        ]
        try withTemporaryFolder { folder in
            let file = folder + "/iati.xml"
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            for (list, expression) in places {
                let known = try IATIRuleset.codes(of: list)
                let used = IATIRuleset.values(try Schemas.xpath(expression, file))
                #expect(!used.isEmpty && used.isSubset(of: known), "\(list): \(used.subtracting(known))")
            }
        }
    }

    @Test func `tells South-South, gender, sectors, budgets and transactions`() throws {
        let text = String(decoding: try Self.file([OpenAwards.all[0]]), as: UTF8.self)
        for part in [
            "<collaboration-type code=\"8\"/>", "<policy-marker vocabulary=\"1\" code=\"1\" significance=\"2\"/>",
            "<recipient-country code=\"GN\" percentage=\"33.34\"/>", "<recipient-country code=\"CD\" percentage=\"33.33\"/>",
            "<sector vocabulary=\"1\" code=\"15170\" percentage=\"66.67\"/>", "<transaction-type code=\"2\"/>",
            "<transaction-type code=\"3\"/>", "<iati-identifier>BE-BCE_KBO-0207373429-brussels-2023-2023-01</iati-identifier>"
        ] { #expect(text.contains(part), "\(part)") }
        let other = String(decoding: try Self.file([OpenAwards.all[1]]), as: UTF8.self)
        #expect(!other.contains("policy-marker"))
        #expect(other.contains("<collaboration-type code=\"1\"/>"))
        #expect(other.contains("<sector vocabulary=\"1\" code=\"99810\" percentage=\"100.00\"/>"))
        #expect(other.contains("BE-BCE_KBO-0207373429-brussels-2023-dossier.20.2.2f.b"))
    }

    @Test func `budgets last a year at most and lose no cent`() {
        for (days, amount) in [(0, 1), (364, 800_000), (365, 800_001), (800, 799_999), (4_000, 7)] as [(Int64, Int64)] {
            let award = OpenAwards.award("x") { award in
                award.awarded = Cents(amount)
                award.period = award.period.map { ProjectPeriod(start: $0.start, end: $0.start.adding(days: days)) }
            }
            let budgets = IATIActivities.budgets(of: award)
            #expect(budgets.reduce(.zero) { $0 + $1.amount } == award.awarded)
            #expect(budgets.first?.period.start == award.period?.start && budgets.last?.period.end == award.period?.end)
            for (budget, next) in zip(budgets, budgets.dropFirst()) {
                #expect(budget.period.end.adding(days: 1) == next.period.start)
            }
            #expect(budgets.allSatisfy { $0.period.end < $0.period.start.adding(months: 12) })
        }
    }

    static let mutants: [(String, String, String)] = [
        ("an activity without dates", "<activity-date type=\"1\"", "<activity-date type=\"9\""),
        ("sectors that are not all of it", "percentage=\"66.67\"", "percentage=\"60.00\""),
        ("countries that are more than all", "code=\"SN\" percentage=\"33.33\"", "code=\"SN\" percentage=\"43.33\""),
        ("a marker without significance", " significance=\"2\"", ""),
        ("a payment in the future", "iso-date=\"2023-02-02\"", "iso-date=\"2999-02-02\""),
        ("an end before the start", "<activity-date type=\"3\" iso-date=\"2025", "<activity-date type=\"3\" iso-date=\"2020"),
        ("an identifier of another organisation", "<iati-identifier>BE-BCE_KBO-0207373429", "<iati-identifier>BE-BCE_KBO-0419618535"),
        ("an identifier with a slash", "brussels-2023-2023-01", "brussels/2023-01"),
        ("a budget of more than a year", "<period-end iso-date=\"2024-02-11\"", "<period-end iso-date=\"2024-02-13\""),
        ("no language", " xml:lang=\"fr\"", ""),
        ("no currency", " default-currency=\"EUR\"", ""),
        ("updated in the future", "last-updated-datetime=\"2023", "last-updated-datetime=\"2999"),
        ("an empty title", "<narrative>Eau &amp; &lt;vie&gt; \"propre\"</narrative>", "<narrative></narrative>")
    ]

    @Test(.enabled(if: Schemas.canXML, Schemas.noXML), arguments: mutants.indices)
    func `the ruleset finds what is wrong`(index: Int) throws {
        let (name, old, new) = Self.mutants[index]
        let text = String(decoding: try Self.file([OpenAwards.all[0]]), as: UTF8.self)
        let place = try #require(text.range(of: old), "\(name)")
        let bytes = Array(text.replacingCharacters(in: place, with: new).utf8)
        #expect(try IATIRuleset.standard().broken(by: bytes) != [], "\(name)")
    }

    @Test(
        .enabled(if: Schemas.canXML, Schemas.noXML),
        arguments: [
            ("<reporting-org", "<reporting-organisation"), ("version=\"2.03\"", ""), ("<title>", "<name>"),
            ("iso-date=\"2023-02-02\"", "iso-date=\"2023-02-30\""), (">6400.00<", ">6400,00<")
        ])
    func `the XSD finds what is wrong`(old: String, new: String) throws {
        let text = String(decoding: try Self.file([OpenAwards.all[0]]), as: UTF8.self)
        #expect(text.contains(old))
        let bytes = Array(text.replacingOccurrences(of: old, with: new).utf8)
        #expect(try Schemas.faults(bytes, xsd: "iati/iati-activities-schema.xsd") != "")
    }
}
