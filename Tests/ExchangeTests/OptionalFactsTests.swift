import CallModel
import Exchange
import Testing

/// What only some regulations ask for: read from a table and from JSON, and never made up when it is absent.
@Suite struct OptionalFactsTests {
    private static let base: [(name: String, cell: String)] = [
        ("reference", "F1"), ("organisation", "BE 0207.373.429"), ("category", "awareness"), ("title", "Titre"),
        ("summary", "Résumé"), ("language", "fr"), ("requested", "4000.00"), ("cost.travel", "4500.00"),
        ("resource.city", "4000.00"), ("resource.otherPublic", "500.00"), ("start", "2027-07-01"), ("end", "2028-06-30"),
        ("contact.name", "A. B."), ("contact.email", "a@example.org")
    ]

    private static let stated: [(name: String, cell: String)] = [
        ("eligible.travel", "4000.00"), ("eligible.works", ""), ("sectors", "15160;14030"),
        ("attestations", "humanity;neutrality"), ("crisis.glide", "EQ-2023-000015-TUR"), ("crisis.country", "TR"),
        ("crisis.date", "2023-02-06"), ("cofunder1.name", "Province"), ("cofunder1.family", "province"),
        ("cofunder1.source", "otherPublic"), ("cofunder1.amount", "500.00"), ("cofunder2.name", "")
    ]

    private static func file(_ cells: [(name: String, cell: String)]) -> ImportFile {
        var writer = CSVWriter()
        writer.row(cells.map(\.name))
        writer.row(cells.map(\.cell))
        return ImportFile(name: "applications.csv", bytes: writer.take())
    }

    private static func json(_ extra: String) -> ImportFile {
        ImportFile(
            """
            [{ "reference": "F1", "organisation": "0207373429", "category": "awareness", "title": "Titre",
               "summary": "Résumé", "language": "fr", "requested": 400000, "costs": { "travel": 450000 },
               "resources": { "city": 400000, "otherPublic": 50000 },
               "period": { "start": "2027-07-01", "end": "2028-06-30" }, \(extra)
               "contact": { "name": "A. B.", "email": "a@example.org" } }]
            """, name: "applications.json")
    }

    private static let statedJSON = """
        "eligibleCosts": { "travel": 400000 }, "sectors": ["15160", "14030"], "attestations": ["humanity", "neutrality"],
        "crisis": { "glide": "EQ-2023-000015-TUR", "country": "TR", "date": "2023-02-06" },
        "cofunders": [{ "name": "Province", "family": "province", "source": "otherPublic", "amount": 50000 }],
        """

    @Test func `a table and a JSON list state the same facts`() throws {
        let table = try Import.applications(Self.file(Self.base + Self.stated))
        let list = try Import.applications(Self.json(Self.statedJSON))
        #expect(table.map(\.content) == list.map(\.content))
        let content = try #require(table.first?.content)
        #expect(content.eligibleCosts == [.travel: Cents(400_000)])
        #expect(content.sectors == ["15160", "14030"])
        #expect(content.attestations == [.humanity, .neutrality])
        #expect(content.crisis?.date == CalendarDate("2023-02-06"))
        #expect(content.cofunders?.map(\.family) == [.province])
    }

    @Test func `what is not written is not known, which is neither nothing nor no`() throws {
        let empty = Self.stated.map { ($0.name, "") }
        for file in [Self.file(Self.base), Self.file(Self.base + empty), Self.json("")] {
            let content = try #require(try Import.applications(file).first?.content)
            #expect(content.eligibleCosts == nil && content.cofunders == nil && content.sectors == nil)
            #expect(content.attestations == nil && content.crisis == nil)
            #expect(content.budgetItems == nil && content.goods == nil)
        }
    }

    @Test func `what is written as nothing is known to be nothing`() throws {
        let none = try #require(
            try Import.applications(
                Self.json(
                    #""eligibleCosts": {}, "cofunders": [], "sectors": [], "attestations": [], "goods": [], "budgetItems": [],"#)
            ).first?.content)
        #expect(none.eligibleCosts == [:] && none.cofunders == [] && none.sectors == [])
        #expect(none.attestations == [] && none.goods == [] && none.budgetItems == [])
        let zero = try #require(
            try Import.applications(Self.file(Self.base + [("eligible.travel", "0.00")])).first?.content)
        #expect(zero.eligibleCosts == [:])
    }

    private static let lines = """
        "budgetItems": [
          { "label": "Vols", "category": "travel", "amount": 350000 },
          { "label": "Ciment", "category": "travel", "amount": 100000,
            "foreign": { "amount": "655957", "currency": "XOF", "rate": "655.957", "rateDate": "2027-01-15", "source": "ecb" } }],
        "goods": [{ "label": "Tentes", "quantity": 25, "unitValue": 16000 }],
        "gender": { "marker": 2, "evidence": ["analysisDone"], "proofs": { "analysisDone": "annexe 3, p. 2" } },
        """

    @Test func `JSON has the lines of the budget, goods with their value, and where the evidence is`() throws {
        let content = try #require(try Import.applications(Self.json(Self.lines)).first?.content)
        let foreign = try #require(content.budgetItems?.last?.foreign)
        #expect(foreign.euro == Cents(100_000))
        #expect(foreign.rate.description == "655.957")
        #expect(content.goods == [GoodsItem(label: "Tentes", quantity: 25, unitValue: Cents(16_000))])
        #expect(content.gender.proofs == [.analysisDone: "annexe 3, p. 2"])
        #expect(content.facts.provenCriteria == [.analysisDone])
    }

    @Test func `every fault of a table has its column, and half a co-funder or half a crisis is one`() {
        let cells = [
            ("eligible.travel", "4.000,00"), ("sectors", "15160;health"), ("attestations", "humanty"),
            ("crisis.glide", "EQ-2023-000015-TUR"), ("crisis.country", "TR"), ("cofunder1.name", "Province"),
            ("cofunder1.family", "provinces"), ("cofunder1.source", "otherPublic"), ("cofunder1.amount", "")
        ]
        let found = faults { () throws(ImportFailure) in try Import.applications(Self.file(Self.base + cells)) }
        #expect(
            found == [
                Found(row: 2, "eligible.travel", "4.000,00", .amount(.grouped)),
                Found(
                    row: 2, "cofunder1.family", "provinces",
                    .notAllowed(FunderFamily.allCases.map(\.rawValue), nearest: "province")),
                Found(row: 2, "cofunder1.amount", nil, .empty),
                Found(row: 2, "sectors", "health", .notSector),
                Found(
                    row: 2, "attestations", "humanty",
                    .notAllowed(Attestation.allCases.map(\.rawValue), nearest: "humanity")),
                Found(row: 2, "crisis.date", nil, .empty)
            ])
    }

    @Test func `every fault of JSON has its path`() {
        let text = """
            "budgetItems": [{ "label": "Ciment", "category": "travel", "amount": 1,
              "foreign": { "amount": "1,5", "currency": "XOF", "rate": "-1", "rateDate": "2027-02-30", "source": "bank" } }],
            "goods": [{ "label": "Tentes", "quantity": 0, "unitValue": 16000 }], "sectors": ["health"],
            """
        let item = SourcePath.root[0]["budgetItems"][0]["foreign"]
        let found = faults { () throws(ImportFailure) in try Import.applications(Self.json(text)) }
        #expect(
            found == [
                Found(.path(item["amount"]), nil, "1,5", .cell(.notDecimal)),
                Found(.path(item["rate"]), nil, "-1", .cell(.notDecimal)),
                Found(.path(item["rateDate"]), nil, "2027-02-30", .cell(.noSuchDay)),
                Found(
                    .path(item["source"]), nil, "bank",
                    .cell(.notAllowed(RateSource.allCases.map(\.rawValue), nearest: nil))),
                Found(
                    .path(SourcePath.root[0]["goods"][0]["quantity"]), nil, "0",
                    .cell(.outOfRange(lowest: 1, highest: GoodsItem.quantityLimit))),
                Found(.path(SourcePath.root[0]["sectors"][0]), nil, "health", .cell(.notSector))
            ])
    }

    @Test func `an organisation states its resources with their year, or not at all`() throws {
        let sound = """
            "name": "X", "legalForm": "asbl", "foundedOn": "2020-01-01", "seatPostcode": "1000", "iban": "i",
            "language": "fr", "email": "a@b.be"
            """
        let text = """
            [{ "reference": "A", \(sound), "annualResources": { "year": 2026, "amount": 4900000 } },
             { "reference": "B", \(sound) }]
            """
        let list = try Import.organisations(ImportFile(text, name: "organisations.json")).map(\.organisation)
        #expect(list.map(\.annualResources) == [AnnualResources(year: 2026, amount: Cents(4_900_000)), nil])
        #expect(list.map(\.isRecognisedNGO) == [nil, nil])
        let header = "reference,name,legal_form,founded_on,seat_postcode,iban,language,email,accounts_year,annual_resources\n"
        let row = ",X,asbl,2020-01-01,1000,i,fr,a@b.be,"
        let table = try Import.organisations(ImportFile(header + "A\(row)2026,49000.00\nB\(row),\n")).map(\.organisation)
        #expect(table == list)
        let half = faults { () throws(ImportFailure) in try Import.organisations(ImportFile(header + "A\(row)2026,\n")) }
        #expect(half == [Found(row: 2, "annual_resources", nil, .empty)])
    }
}
