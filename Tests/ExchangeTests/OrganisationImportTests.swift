import CallModel
import Exchange
import Testing

@Suite struct OrganisationImportTests {
    private static let header =
        "reference,name,enterprise_number,legal_form,founded_on,seat_postcode,activity_postcodes,iban,language,email,recognised_ngo\n"

    private static func file(_ rows: String...) -> ImportFile {
        ImportFile(header + rows.map { $0 + "\n" }.joined(), name: "organisations.csv")
    }

    @Test func `the number names the organisation, whatever its punctuation`() throws {
        let organisations = try Import.organisations(
            Self.file(
                ",Stad,BE 0207.373.429,publicBody,1831-07-21,1000,1000; 1020 ,typed wrong,nl,a@example.org,",
                "AF-12,Collectif,,deFactoAssociation,2024-02-29,1020,,BE1,fr,b@example.org,oui"))
        #expect(organisations.map(\.organisation.reference) == ["0207373429", "AF-12"])
        #expect(organisations.map(\.organisation.activityPostcodes) == [["1000", "1020"], []])
        #expect(organisations.map(\.organisation.isRecognisedNGO) == [false, true])
        #expect(organisations.map(\.organisation.iban) == ["typed wrong", "BE1"])
        #expect(organisations.map(\.row) == [2, 3])
    }

    @Test(arguments: [
        (",X,,asbl,2020-01-01,1000,,i,fr,a@b.be,", [Found(.row(2), "reference", nil, .record(.nothingToNameIt))]),
        (
            ",X,0207373428,asbl,2020-01-01,1000,,i,fr,a@b.be,",
            [Found(row: 2, "enterprise_number", "0207373428", .wrongEnterpriseNumber)]
        ),
        (
            "R,X,,vzw,2020-01-01,1000,,i,fr,a@b.be,",
            [Found(row: 2, "legal_form", "vzw", .notAllowed(LegalForm.allCases.map(\.rawValue), nearest: nil))]
        ),
        (
            "R,Stad\u{1B}[2J,,asbl,2020-01-01,1000,,i,fr,a@b.be,",
            [Found(row: 2, "name", "Stad [2J", .controlCharacter)]
        ),
        ("R,X,,asbl,2023-02-29,1000,,i,fr,a@b.be,", [Found(row: 2, "founded_on", "2023-02-29", .noSuchDay)]),
        ("R,X,,asbl,01/02/2023,1000,,i,fr,a@b.be,", [Found(row: 2, "founded_on", "01/02/2023", .notDate)]),
        (
            "R,X,,asbl,2020-01-01,0999,1000;B-1000;1000,i,de,a@b,maybe",
            [
                Found(row: 2, "seat_postcode", "0999", .notPostcode),
                Found(row: 2, "activity_postcodes", "1000", .repeated),
                Found(row: 2, "activity_postcodes", "B-1000", .notPostcode),
                Found(row: 2, "language", "de", .notAllowed(["fr", "nl"], nearest: nil)),
                Found(row: 2, "email", "a@b", .notEmail), Found(row: 2, "recognised_ngo", "maybe", .notYesNo)
            ]
        )
    ])
    func `each wrong cell is told`(row: String, expected: [Found]) {
        #expect(faults { () throws(ImportFailure) in try Import.organisations(Self.file(row)) } == expected)
    }

    @Test func `one organisation stands once, by either of its names`() {
        let rows = [
            "A,X,0207.373.429,asbl,2020-01-01,1000,,i,fr,a@b.be,", "A,X,,asbl,2020-01-01,1000,,i,fr,a@b.be,",
            "B,X,0207373429,asbl,2020-01-01,1000,,i,fr,a@b.be,"
        ]
        let found = faults { () throws(ImportFailure) in
            try Import.organisations(Self.file(rows[0], rows[1], rows[2]))
        }
        #expect(
            found == [
                Found(.row(3), "reference", "A", .record(.duplicate(first: .row(2)))),
                Found(.row(4), "enterprise_number", "0207373429", .record(.duplicate(first: .row(2))))
            ])
    }
}
