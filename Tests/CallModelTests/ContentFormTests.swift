import Foundation
import Testing

@testable import CallModel

@Suite struct ContentFormTests {
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test func `the content of a file has one JSON form`() throws {
        var content = Fixture.content
        content.gender.evidence = Set(GenderEvidence.allCases)
        content.answers = [
            "story": .text("Une vie"), "people": .integer(12), "agreed": .flag(true),
            "goals": .list(["water", "health"])
        ]
        let text = try json(content)
        #expect(
            text == """
                {"answers":{"agreed":true,"goals":["water","health"],"people":12,"story":"Une vie"},\
                "attachments":["statutes","agreement"],"beneficiaries":{"boys":20,"girls":20,"men":40,"women":60},\
                "category":"north","contact":{"email":"awa@example.org","name":"Awa Diallo"},\
                "costs":{"equipment":400000,"personnel":500000,"travel":100000},"countries":["GN","SN"],\
                "gender":{"evidence":["analysisDone","findingsInformDesign","doNoHarm","explicitObjective",\
                "mainObjective","genderIndicator","disaggregatedData","commitmentToReport"],"marker":1},"language":"fr",\
                "partners":[{"country":"GN","name":"Comité de Labé","role":"implementing"},\
                {"country":"SN","name":"Réseau de Dakar","role":"technical"}],\
                "period":{"end":"2028-06-30","start":"2027-07-01"},"reference":"A1","requested":800000,\
                "resources":{"city":800000,"ownCash":200000},"southSouth":true,"summary":"De l'eau à Labé","title":"Eau"}
                """)
        #expect(try JSONDecoder().decode(ApplicationContent.self, from: Data(text.utf8)) == content)
    }

    @Test func `an organisation has one JSON form`() throws {
        let text = try json(Fixture.organisation)
        #expect(
            text == """
                {"activityPostcodes":["1020"],"email":"info@example.org","enterpriseNumber":"0419.618.535",\
                "foundedOn":"2020-05-01","iban":"BE68 5390 0754 7034","isRecognisedNGO":false,"language":"fr",\
                "legalForm":"asbl","name":"Eau pour Labé","reference":"0419618535","seatPostcode":"1000"}
                """)
        #expect(
            try JSONDecoder().decode(Organisation.self, from: Data(text.utf8)) == Fixture.organisation)
    }

    @Test func `a finding has one JSON form, with its values and no person`() throws {
        let failure = RuleFailure.aboveCeiling(requested: Cents(800_001), ceiling: Cents(800_000))
        let finding = RuleFinding(rule: "ceiling", article: "Art. 5, § 1", outcome: .fails(failure))
        let text = try json(finding)
        #expect(
            text == """
                {"article":"Art. 5, § 1","outcome":{"fails":{"_0":{"aboveCeiling":{"ceiling":800000,\
                "requested":800001}}}},"rule":"ceiling"}
                """)
        #expect(try JSONDecoder().decode(RuleFinding.self, from: Data(text.utf8)) == finding)
    }

    @Test(
        arguments: [
            ("2027-01-31", 1, "2027-02-28"), ("2024-01-31", 1, "2024-02-29"),
            ("2027-07-01", 18, "2029-01-01"),
            ("2026-12-15", 1, "2027-01-15"), ("2028-02-29", 12, "2029-02-28"),
            ("2027-08-31", 1, "2027-09-30")
        ] as [(String, Int64, String)])
    func `months are added by the calendar`(start: String, months: Int64, end: String) {
        #expect(Fixture.date(start).adding(months: months) == Fixture.date(end))
    }
}
