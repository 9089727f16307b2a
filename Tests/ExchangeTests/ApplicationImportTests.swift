import CallModel
import Exchange
import Testing

@Suite struct ApplicationImportTests {
    private static let base: [(name: String, cell: String)] = [
        ("reference", "F1"), ("organisation", "BE 0207.373.429"), ("category", "awareness"), ("title", "Titre"),
        ("summary", "Résumé"), ("language", "fr"), ("requested", "4000.00"), ("cost.travel", "4500.00"),
        ("cost.other", "0.00"), ("resource.city", "4000.00"), ("resource.inKind", "500.00"), ("start", "2027-07-01"),
        ("end", "2028-06-30"), ("countries", "CD;GN"), ("partner1.name", "Duna"), ("partner1.country", "SN"),
        ("partner1.role", "lead"), ("partner2.name", ""), ("partner2.country", ""), ("partner2.role", ""),
        ("beneficiaries.women", "40"), ("gender_marker", "1"), ("gender_evidence", "analysisDone;doNoHarm"),
        ("south_south", "nee"), ("attachments", "statutes;accounts"), ("contact.name", "A. B."),
        ("contact.email", "a@example.org"), ("contact.phone", "+32 2 000 00 00"), ("answer.sdg", "sdg1;sdg4"),
        ("answer.local-agreement", ""), ("answer.audience", "schools")
    ]

    private static func file(_ changes: [String: String] = [:]) -> ImportFile {
        var writer = CSVWriter()
        writer.row(base.map(\.name))
        writer.row(base.map { changes[$0.name] ?? $0.cell })
        return ImportFile(name: "applications.csv", bytes: writer.take())
    }

    private static let json = """
        [{ "reference": "F1", "organisation": "0207373429", "category": "awareness", "title": "Titre",
           "summary": "Résumé", "language": "fr", "requested": 400000, "costs": { "travel": 450000 },
           "resources": { "city": 400000, "inKind": 50000 }, "period": { "start": "2027-07-01", "end": "2028-06-30" },
           "partners": [{ "name": "Duna", "country": "SN", "role": "lead" }], "countries": ["CD", "GN"],
           "beneficiaries": { "women": 40 }, "gender": { "marker": 1, "evidence": ["analysisDone", "doNoHarm"] },
           "southSouth": false, "attachments": ["statutes", "accounts"],
           "answers": { "sdg": "sdg1;sdg4", "audience": "schools" },
           "contact": { "name": "A. B.", "email": "a@example.org", "phone": "+32 2 000 00 00" } }]
        """

    @Test func `a table and a JSON list give the same application`() throws {
        let table = try Import.applications(Self.file())
        let list = try Import.applications(ImportFile(Self.json, name: "applications.json"))
        #expect(table.map(\.content) == list.map(\.content))
        #expect(table.map(\.organisation) == ["0207373429"])
        #expect(list.map(\.organisation) == ["0207373429"])
        #expect((table.first?.row, list.first?.row) == (2, 1))
        #expect(table.first?.content.costs == [.travel: Cents(450_000)])
    }

    private static func definition() throws -> CallDefinition {
        let source = try YAMLSource.read(path: configFolder + "/calls/brussels-2027.yaml")
        return try #require(CallDefinition.check(source, lists: ["dac-recipients"]).definition)
    }

    @Test func `the call's form adds its faults, and its types shape the answers`() throws {
        let definition = try Self.definition()
        let found = faults { () throws(ImportFailure) in
            try Import.applications(Self.file(["category": "cooperatoin"]), for: definition)
        }
        let allowed = definition.categories.map(\.id)
        #expect(
            found == [
                Found(
                    .row(2), "category", nil,
                    .content(ContentFault(.unknownCategory("cooperatoin", allowed: allowed), field: "category")))
            ])
        let missing = faults { () throws(ImportFailure) in
            try Import.applications(ImportFile(Self.json, name: "a.json"), for: definition)
        }
        #expect(
            missing.map(\.place) == [.path(.root[0]["answers"]["context"]), .path(.root[0]["answers"]["activities"])])
    }

    @Test func `answers take the types of the call's questions`() throws {
        let long = String(repeating: "x", count: 60)
        let names = Self.base.map(\.name) + ["answer.context", "answer.activities"]
        let cells = Self.base.map(\.cell) + [long, long]
        var writer = CSVWriter()
        writer.row(names)
        writer.row(cells)
        let file = ImportFile(name: "a.csv", bytes: writer.take())
        let content = try #require(try Import.applications(file, for: try Self.definition()).first?.content)
        #expect(content.answers["sdg"] == .list(["sdg1", "sdg4"]))
        #expect(content.answers["audience"] == .text("schools"))
    }

    @Test func `an answer column that the call does not have is a fault`() throws {
        let file = ImportFile("reference,answer.contxt\nF1,x\n")
        let definition = try Self.definition()
        let found = faults { () throws(ImportFailure) in try Import.applications(file, for: definition) }
        let unknown = CSVError.unknownHeader("answer.contxt", line: 1, column: 2, nearest: "answer.context")
        #expect(found.contains(Found(.row(1), "answer.contxt", nil, .table(unknown))))
    }

    @Test(
        arguments: [
            (["cost.travel": "4.500,00"], [Found(row: 2, "cost.travel", "4.500,00", .amount(.grouped))]),
            (["requested": ""], [Found(row: 2, "requested", nil, .empty)]),
            (["end": "2028-06-31"], [Found(row: 2, "end", "2028-06-31", .noSuchDay)]),
            (
                ["countries": "CD;ZZ;cd"],
                [Found(row: 2, "countries", "ZZ", .unknownCountry), Found(row: 2, "countries", "cd", .unknownCountry)]
            ),
            (
                ["partner1.country": "Congo", "partner1.role": ""],
                [
                    Found(row: 2, "partner1.country", "Congo", .unknownCountry),
                    Found(row: 2, "partner1.role", nil, .empty)
                ]
            ),
            (
                ["partner2.role": "lead"],
                [Found(row: 2, "partner2.name", nil, .empty), Found(row: 2, "partner2.country", nil, .empty)]
            ),
            (
                ["beneficiaries.women": "-1"],
                [Found(row: 2, "beneficiaries.women", "-1", .outOfRange(lowest: 0, highest: 100_000_000))]
            ),
            (
                ["beneficiaries.women": "99999999999999999999"],
                [
                    Found(
                        row: 2, "beneficiaries.women", "99999999999999999999",
                        .outOfRange(lowest: 0, highest: 100_000_000))
                ]
            ),
            (["beneficiaries.women": "4,5"], [Found(row: 2, "beneficiaries.women", "4,5", .notWhole)]),
            (["gender_marker": "3"], [Found(row: 2, "gender_marker", "3", .outOfRange(lowest: 0, highest: 2))]),
            (
                ["gender_evidence": "analysisDnoe"],
                [
                    Found(
                        row: 2, "gender_evidence", "analysisDnoe",
                        .notAllowed(GenderEvidence.allCases.map(\.rawValue), nearest: "analysisDone"))
                ]
            ),
            (["organisation": "0207.373.420"], [Found(row: 2, "organisation", "0207.373.420", .wrongEnterpriseNumber)]),
            (["south_south": "peut-être"], [Found(row: 2, "south_south", "peut-être", .notYesNo)])
        ] as [([String: String], [Found])])
    func `each wrong cell is told`(changes: [String: String], expected: [Found]) {
        #expect(faults { () throws(ImportFailure) in try Import.applications(Self.file(changes)) } == expected)
    }
}
