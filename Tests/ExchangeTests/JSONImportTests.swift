import CallModel
import Exchange
import Testing

@Suite struct JSONImportTests {
    private func organisationFaults(_ text: String) -> [Found] {
        faults { () throws(ImportFailure) in try Import.organisations(ImportFile(text, name: "organisations.json")) }
    }

    private static let sound = """
        "name": "X", "legalForm": "asbl", "foundedOn": "2020-01-01", "seatPostcode": "1000", "iban": "i", "language": "fr",
        "email": "a@b.be"
        """

    @Test func `sound elements become organisations`() throws {
        let text = """
            [{ "reference": "AF-12", \(Self.sound), "activityPostcodes": ["1020"], "isRecognisedNGO": true },
             { "enterpriseNumber": "0207.373.429", \(Self.sound) }]
            """
        let organisations = try Import.organisations(ImportFile(text, name: "organisations.JSON"))
        #expect(organisations.map(\.organisation.reference) == ["AF-12", "0207373429"])
        #expect(organisations.map(\.organisation.activityPostcodes) == [["1020"], []])
        #expect(organisations.map(\.organisation.isRecognisedNGO) == [true, nil])
        #expect(organisations.map(\.row) == [1, 2])
    }

    @Test func `a name that would act upon a terminal is refused`() {
        let sound = Self.sound.replacing("\"name\": \"", with: "\"name\": \"\\u001b[31m")
        #expect(sound != Self.sound)
        let found = organisationFaults("[{ \"reference\": \"A\", \(sound) }]")
        #expect(found.map(\.problem) == [.cell(.controlCharacter)])
    }

    @Test func `every element is checked and every fault has its path`() {
        let text = """
            [
              { "reference": "A", \(Self.sound) },
              { "reference": "A", \(Self.sound), "isRecognizedNGO": true },
              7,
              { "name": 5, "legalForm": "vzw", "foundedOn": "2020-13-01", "seatPostcode": "1000", "iban": null,
                "language": "fr", "email": "", "activityPostcodes": ["1000", "x"], "enterpriseNumber": "0207373428" }
            ]
            """
        #expect(
            organisationFaults(text) == [
                Found(.path(.root[1]), "reference", "A", .record(.duplicate(first: .path(.root[0])))),
                Found(
                    .path(.root[1]["isRecognizedNGO"]), nil, "isRecognizedNGO",
                    .json(.unknownKey(nearest: "isRecognisedNGO"))),
                Found(.path(.root[2]), nil, nil, .json(.notObject)),
                Found(.path(.root[3]["enterpriseNumber"]), nil, "0207373428", .cell(.wrongEnterpriseNumber)),
                Found(.path(.root[3]["name"]), nil, nil, .json(.wrongType(.text))),
                Found(
                    .path(.root[3]["legalForm"]), nil, "vzw",
                    .cell(.notAllowed(LegalForm.allCases.map(\.rawValue), nearest: nil))),
                Found(.path(.root[3]["foundedOn"]), nil, "2020-13-01", .cell(.noSuchDay)),
                Found(.path(.root[3]["activityPostcodes"][1]), nil, "x", .cell(.notPostcode)),
                Found(.path(.root[3]["iban"]), nil, nil, .json(.missingKey)),
                Found(.path(.root[3]["email"]), nil, nil, .cell(.empty))
            ])
    }

    @Test(arguments: [
        ("{}", JSONFault.notList), ("\"x\"", .notList), ("[{ \"name\": \"x\" ", .malformed(line: 1, column: 16)),
        ("[\n  { \"name\" \"x\" }\n]", .malformed(line: 2, column: 12))
    ])
    func `what is no list is told`(text: String, fault: JSONFault) {
        #expect(organisationFaults(text) == [Found(.wholeFile, nil, nil, .json(fault))])
    }

    @Test func `another encoding is told with its line`() {
        let bytes = Array("[\n{ \"name\": \"Associa".utf8) + [0xE7, 0xE3] + Array("o\" }]".utf8)
        let found = faults { () throws(ImportFailure) in
            try Import.organisations(ImportFile(name: "o.json", bytes: bytes))
        }
        #expect(found == [Found(.wholeFile, nil, nil, .json(.notUTF8(line: 2, offset: 20)))])
    }

    @Test(arguments: [
        ("\"requested\": 8000.5", "requested", "8000.5"), ("\"requested\": \"8000.00\"", "requested", "8000.00"),
        ("\"requested\": -1", "requested", "-1"), ("\"requested\": 1000000000001", "requested", "1000000000001")
    ])
    func `an amount is whole cents`(member: String, key: String, value: String) {
        let found = faults { () throws(ImportFailure) in
            try Import.applications(ImportFile("[{ \(member) }]", name: "a.json"))
        }
        #expect(found.contains(Found(.path(.root[0][key]), nil, value, .json(.notCents))))
    }

    @Test func `faults deep inside keep their path`() {
        let text = """
            [{ "costs": { "travel": "x", "travle": 1 }, "partners": [{ "name": "A", "country": "ZZ", "role": "boss" }, 3],
               "period": { "start": "2027-02-30" }, "contact": 5, "answers": { "a": { "b": 1.5 } }, "gender": { "marker": 3 } }]
            """
        let found = faults { () throws(ImportFailure) in try Import.applications(ImportFile(text, name: "a.json")) }
        let root = SourcePath.root[0]
        let roles = PartnerRole.allCases.map(\.rawValue)
        for expected in [
            Found(.path(root["costs"]["travel"]), nil, "x", .json(.notCents)),
            Found(.path(root["costs"]["travle"]), nil, "travle", .json(.unknownKey(nearest: "travel"))),
            Found(.path(root["partners"][0]["country"]), nil, "ZZ", .cell(.unknownCountry)),
            Found(.path(root["partners"][0]["role"]), nil, "boss", .cell(.notAllowed(roles, nearest: nil))),
            Found(.path(root["partners"][1]), nil, nil, .json(.notObject)),
            Found(.path(root["period"]["start"]), nil, "2027-02-30", .cell(.noSuchDay)),
            Found(.path(root["period"]["end"]), nil, nil, .json(.missingKey)),
            Found(.path(root["contact"]), nil, nil, .json(.notObject)),
            Found(.path(root["answers"]["a"]), nil, nil, .json(.wrongType(.answer))),
            Found(.path(root["gender"]["marker"]), nil, "3", .cell(.outOfRange(lowest: 0, highest: 2)))
        ] {
            #expect(found.contains(expected))
        }
    }
}
