import CallModel
import Foundation
import Testing

@testable import Exchange

@Suite struct OpenDataTests {
    private static let prefix = "360G-brussels"

    private static func package(_ awards: [OpenAward] = OpenAwards.all) throws -> [UInt8] {
        GivingPackage(publisher: try #require(OpenAwards.publisher()), prefix: prefix, issued: OpenAwards.issued).encoded(awards)
    }

    private static func table() throws -> [UInt8] {
        GivingTable(publisher: try #require(OpenAwards.publisher()), prefix: prefix).encoded(OpenAwards.all)
    }

    private static func common(_ awards: [OpenAward] = OpenAwards.all) throws -> [UInt8] {
        CommonGrantsAwards(publisher: try #require(OpenAwards.publisher())).encoded(awards)
    }

    private static func inventory(_ format: ExportFormat) -> [UInt8] {
        SubsidyInventory(year: 2022, format: format).encoded(OpenAwards.all)
    }

    @Test(.enabled(if: Schemas.jsonPython != nil, Schemas.noJSON))
    func `the 360Giving package is valid against its schemas`() throws {
        let faults = try Schemas.faults(try Self.package(), schema: "360giving/360-giving-package-schema.json")
        #expect(faults.isEmpty, "\(faults)")
    }

    @Test(.enabled(if: Schemas.jsonPython != nil, Schemas.noJSON))
    func `the CommonGrants awards are valid against AwardBase`() throws {
        let faults = try Schemas.faults(try Self.common(), schema: "commongrants/schemas/AwardBase.yaml", each: true)
        #expect(faults.isEmpty, "\(faults)")
    }

    static let givingMutants = [
        ("\"awardDate\"", "\"date\""), ("2022-12-24", "24/12/2022"), ("\"amountAwarded\": 8000.00", "\"amountAwarded\": \"8000.00\""),
        ("\"currency\": \"EUR\"", "\"currency\": \"Euro\""), ("\"fromOpenCall\": \"Yes\"", "\"fromOpenCall\": \"Oui\""),
        ("\"fundingOrganization\": [{ \"id\"", "\"fundingOrganization\": [{ \"ref\""), ("\"version\": \"1.4\"", "\"version\": \"1.4.3\""),
        ("\"recipientOrganization\"", "\"recipient\""), ("\"grants\"", "\"awards\""), ("\"title\": \"2023-03\"", "\"title\": 3")
    ]

    @Test(.enabled(if: Schemas.jsonPython != nil, Schemas.noJSON), arguments: givingMutants.indices)
    func `a wrong 360Giving package is found`(index: Int) throws {
        let (old, new) = Self.givingMutants[index]
        let text = String(decoding: try Self.package(), as: UTF8.self)
        let place = try #require(text.range(of: old), "\(old)")
        let bytes = Array(text.replacingCharacters(in: place, with: new).utf8)
        #expect(try Schemas.faults(bytes, schema: "360giving/360-giving-package-schema.json") != "")
    }

    static let commonMutants = [
        ("\"amount\": \"8000.00\"", "\"amount\": 8000.00"), ("\"value\": \"awarded\"", "\"value\": \"granted\""),
        ("\"createdAt\"", "\"created\""), ("\"eventType\": \"singleDate\"", "\"eventType\": \"day\""),
        ("\"funders\": { \"primary\"", "\"funders\": { \"first\""), ("\"status\"", "\"iban\": \"BE68539007547034\", \"status\"")
    ]

    @Test(.enabled(if: Schemas.jsonPython != nil, Schemas.noJSON), arguments: commonMutants.indices)
    func `a wrong CommonGrants award is found`(index: Int) throws {
        let (old, new) = Self.commonMutants[index]
        let text = String(decoding: try Self.common(), as: UTF8.self)
        let place = try #require(text.range(of: old), "\(old)")
        let bytes = Array(text.replacingCharacters(in: place, with: new).utf8)
        #expect(try Schemas.faults(bytes, schema: "commongrants/schemas/AwardBase.yaml", each: true) != "")
    }

    @Test func `no account, address or person's name leaves in any format`() throws {
        let publisher = try #require(OpenAwards.publisher())
        let iati = IATIActivities(publisher: publisher, generatedAt: Instant(microseconds: 0)).encoded(OpenAwards.all)
        let files = [
            try Self.package(), try Self.table(), try Self.common(), iati, Self.inventory(.csv), Self.inventory(.json)
        ]
        for file in files {
            let text = String(decoding: file, as: UTF8.self)
            #expect(!text.contains("BE68") && !text.contains("a@b.be"))
            // The person is there, without a name.
            #expect(PublicText(text.filter { !$0.isNewline }).text.contains("BE68") == false)
        }
        // Nor can a field for one be added without this test hearing of it.
        let fields = Mirror(reflecting: OpenAwards.all[0]).children.compactMap(\.label)
        let suspicious = ["iban", "account", "contact", "email", "phone", "reviewer", "answers"]
        #expect(fields.allSatisfy { field in !suspicious.contains { field.lowercased().contains($0) } })
    }

    @Test func `what was cancelled is no grant, and stays a cancelled activity`() throws {
        for file in [try Self.package(), try Self.table(), Self.inventory(.csv)] {
            #expect(!String(decoding: file, as: UTF8.self).contains("2023-04"))
        }
        #expect(String(decoding: try Self.common(), as: UTF8.self).contains("\"value\": \"cancelled\""))
    }

    @Test func `the 360Giving table has the standard's headings and neutral cells`() throws {
        let rows = Reading(try Self.table()).rows
        #expect(rows.first == GivingTable.columns)
        #expect(rows.count == 5)
        #expect(rows[1][0] == "360G-brussels-brussels-2023-2023-01")
        #expect(rows[1][11] == "BE-BCE_KBO-0419618535")
        #expect(rows[1][10] == "27")
        #expect(rows[2][11] == "360G-brussels-org:O17")
        #expect(rows[3][15] == "Personne physique" && rows[3][12] == "")
    }

    @Test func `the inventory has beneficiary, object and amount of one year`() {
        let rows = Reading(Self.inventory(.csv)).rows
        #expect(rows.first == SubsidyInventory.columns)
        #expect(rows.count == 5)
        #expect(
            rows[1] == [
                "2022", "Eau ASBL", "0419.618.535", "1000", "Eau & <vie> \"propre\"", "8000.00", "EUR", "2022-12-24",
                "brussels-2023", "2023-01", "8497/33202"
            ])
        #expect(rows[3][1] == "Personne physique")
        #expect(Reading(SubsidyInventory(year: 2023, format: .csv).encoded(OpenAwards.all)).rows.count == 1)
    }

    @Test func `the same award has the same identifier in every export, two awards never`() throws {
        #expect(try Self.common() == Self.common(OpenAwards.all))
        #expect(OpenKey.plain("a/b") != OpenKey.plain("a.2f.b"))
        let keys = ["a/b", "a b", "a.b", "a-b", "ab", "a.2f.b", "é"].map(OpenKey.plain)
        #expect(Set(keys).count == keys.count)
    }

    @Test func `streamed to disk it is the same as in memory`() throws {
        let awards = (0..<500).map { number in OpenAwards.award("\(number)") }
        let publisher = try #require(OpenAwards.publisher())
        try withTemporaryFolder { folder in
            let path = folder + "/iati.xml"
            let export = IATIActivities(publisher: publisher, generatedAt: Instant(microseconds: 0))
            try export.write({ try awards.forEach($0) }, to: path)
            #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) == export.encoded(awards))
        }
    }
}
