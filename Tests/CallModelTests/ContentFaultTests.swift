import Testing

@testable import CallModel

@Suite struct ContentFaultTests {
    /// A change to the sound file and the one fault that it makes.
    struct Slip: Sendable, CustomTestStringConvertible {
        let field: String
        let kind: ContentFault.Kind
        let change: @Sendable (inout ApplicationContent) -> Void

        init(
            _ field: String, _ kind: ContentFault.Kind, _ change: @escaping @Sendable (inout ApplicationContent) -> Void
        ) {
            (self.field, self.kind, self.change) = (field, kind, change)
        }

        var testDescription: String { "\(field): \(kind)" }
    }

    static let slips: [Slip] = [
        Slip("reference", .missing) { $0.reference = " " },
        Slip("reference", .notReference(limit: 40)) { $0.reference = "BXL 27/001" },
        Slip("reference", .notReference(limit: 40)) { $0.reference = "BXL27-é" },
        Slip("reference", .notReference(limit: 40)) { $0.reference = String(repeating: "7", count: 41) },
        Slip("title", .missing) { $0.title = "" },
        Slip("title", .controlCharacter) { $0.title = "Eau\u{1B}[31m" },
        Slip("title", .controlCharacter) { $0.title = "Eau\npotable" },
        Slip("title", .controlCharacter) { $0.title = "Eau\u{85}" },
        Slip("summary", .controlCharacter) { $0.summary = "Eau\u{7}" },
        Slip("contact.phone", .controlCharacter) { $0.contact.phone = "+32\t2" },
        Slip("partner1.name", .controlCharacter) { $0.partners[0].name = "Duna\r" },
        Slip("answer.story", .controlCharacter) { $0.answers["story"] = .text("Une\u{0}vie") },
        Slip("start", .dateOutOfRange(earliest: Fixture.date("2007-01-01"), latest: Fixture.date("2047-12-31"))) {
            $0.period.start = Fixture.date("0001-01-01")
        },
        Slip("end", .dateOutOfRange(earliest: Fixture.date("2007-01-01"), latest: Fixture.date("2047-12-31"))) {
            $0.period.end = Fixture.date("2048-01-01")
        },
        Slip("title", .tooLong(length: 201, limit: 200)) { $0.title = String(repeating: "é", count: 201) },
        Slip("summary", .tooLong(length: 1501, limit: 1500)) { $0.summary = String(repeating: "x", count: 1501) },
        Slip("category", .missing) { $0.category = "" },
        Slip("category", .unknownCategory("south", allowed: ["north", "city"])) { $0.category = "south" },
        Slip("requested", .missing) { $0.requested = .zero },
        Slip("requested", .negative) { $0.requested = Cents(-1) },
        Slip("requested", .tooLarge(limit: "10000000000.00")) { $0.requested = Cents(1_000_000_000_001) },
        Slip("cost.travel", .negative) { $0.costs[.travel] = Cents(-1) },
        Slip("resource.inKind", .tooLarge(limit: "10000000000.00")) { $0.resources[.inKind] = Cents(.max) },
        Slip("end", .periodReversed(start: Fixture.date("2027-07-01"), end: Fixture.date("2027-06-30"))) {
            $0.period.end = Fixture.date("2027-06-30")
        },
        Slip("beneficiaries.girls", .negative) { $0.beneficiaries.girls = -1 },
        Slip("beneficiaries.men", .tooLarge(limit: "100000000")) { $0.beneficiaries.men = 100_000_001 },
        Slip("countries", .unknownCountry("ZZ")) { $0.countries = ["GN", "ZZ"] },
        Slip("countries", .unknownCountry("gn")) { $0.countries = ["gn"] },
        Slip("countries", .repeated("GN")) { $0.countries = ["GN", "GN"] },
        Slip("partner2.country", .unknownCountry("Sénégal")) { $0.partners[1].country = "Sénégal" },
        Slip("partner1.name", .missing) { $0.partners[0].name = "" },
        Slip("attachments", .unknownAttachment("photo", allowed: ["statutes", "agreement", "report"])) {
            $0.attachments.append("photo")
        },
        Slip("attachments", .repeated("statutes")) { $0.attachments.append("statutes") },
        Slip("contact.email", .notEmail) { $0.contact.email = "awa at example.org" },
        Slip("contact.name", .missing) { $0.contact.name = "" },
        Slip("answer.story", .missing) { $0.answers["story"] = nil },
        Slip("answer.story", .missing) { $0.answers["story"] = .text("  \n") },
        Slip("answer.story", .tooShort(length: 4, limit: 5)) { $0.answers["story"] = .text("éééé") },
        Slip("answer.story", .tooLong(length: 11, limit: 10)) { $0.answers["story"] = .text("12345678901") },
        Slip("answer.story", .notText) { $0.answers["story"] = .list(["Une vie"]) },
        Slip("answer.people", .notWhole("many")) { $0.answers["people"] = .text("many") },
        Slip("answer.people", .below("1")) { $0.answers["people"] = .integer(0) },
        Slip("answer.people", .above("100")) { $0.answers["people"] = .text("101") },
        Slip("answer.fee", .notAmount("10,00")) { $0.answers["fee"] = .text("10,00") },
        Slip("answer.fee", .above("10.00")) { $0.answers["fee"] = .text("10.01") },
        Slip("answer.day", .notDate("2027-02-29")) { $0.answers["day"] = .text("2027-02-29") },
        Slip("answer.day", .below("2027-01-01")) { $0.answers["day"] = .text("2026-12-31") },
        Slip("answer.theme", .notAllowed("fire", allowed: ["water", "health", "school"])) {
            $0.answers["theme"] = .text("fire")
        },
        Slip("answer.goals", .tooMany(count: 3, limit: 2)) { $0.answers["goals"] = .text("water; health;school") },
        Slip("answer.goals", .tooFew(count: 0, limit: 1)) { $0.answers["goals"] = .text(";") },
        Slip("answer.goals", .repeated("water")) { $0.answers["goals"] = .list(["water", "water"]) },
        Slip("answer.home", .unknownCountry("XX")) { $0.answers["home"] = .text("XX") },
        Slip("answer.abroad", .tooMany(count: 3, limit: 2)) { $0.answers["abroad"] = .text("GN;SN;CD") },
        Slip("answer.agreed", .notYesNo("peut-être")) { $0.answers["agreed"] = .text("peut-être") },
        Slip("answer.school", .notAsked(category: "north")) { $0.answers["school"] = .text("Athénée") },
        Slip("answer.hobby", .unknownQuestion(allowed: Fixture.definition.fields.map(\.id))) {
            $0.answers["hobby"] = .text("chess")
        }
    ]

    @Test func `a sound file has no fault`() {
        #expect(Fixture.content.faults(against: Fixture.definition) == [])
    }

    @Test func `lines and quotation marks are no control characters, and a reference may have - . and /`() {
        var content = Fixture.content
        content.reference = "BXL27/A.01-b"
        content.title = "« L’eau », à Kimbanseke – été 2027"
        content.summary = "Un.\n\n\t« Deux »\r\n"
        content.period.end = Fixture.date("2047-12-31")
        #expect(content.faults(against: Fixture.definition) == [])
    }

    @Test(arguments: slips)
    func `each slip makes one fault at its field`(slip: Slip) {
        var content = Fixture.content
        slip.change(&content)
        #expect(content.faults(against: Fixture.definition) == [ContentFault(slip.kind, field: slip.field)])
        let message = ContentFault(slip.kind, field: slip.field).message
        #expect(Set([message.french, message.dutch, message.english]).count == 3)
    }

    @Test func `all faults come at once`() {
        var content = Fixture.content
        content.title = ""
        content.requested = Cents(-5)
        content.countries = ["ZZ"]
        content.answers = [:]
        #expect(
            content.faults(against: Fixture.definition).map(\.field) == [
                "title", "requested", "countries", "answer.story"
            ])
    }

    @Test(arguments: [AnswerValue.text("oui"), .text("Nee"), .text("TRUE"), .flag(false)])
    func `yes and no are read in the words of tables`(answer: AnswerValue) {
        var content = Fixture.content
        content.answers["agreed"] = answer
        #expect(content.faults(against: Fixture.definition) == [])
    }

    @Test func `a text at its limits is accepted, counted in characters and not in bytes`() {
        var content = Fixture.content
        for text in ["éàüçñ", "éàüçñéàüçñ"] {
            content.answers["story"] = .text(text)
            #expect(content.faults(against: Fixture.definition) == [])
        }
    }

    @Test func `there are the 249 countries of the standard, and Kosovo`() {
        #expect(CountryCode.all.count == 250)
        #expect(Set(CountryCode.all).count == 250)
        #expect(CountryCode.all.allSatisfy(CountryCode.isAssigned))
        for code in ["", "B", "BEL", "be", "ZZ", "É", "1A"] { #expect(!CountryCode.isAssigned(code)) }
    }

    @Test func `the facts of a file tell nothing about a person`() {
        var renamed = Fixture.content
        renamed.title = "Other"
        renamed.contact = ContactPerson(name: "X", email: "x@example.org")
        renamed.answers = [:]
        renamed.partners[0].name = "Other"
        #expect(renamed.facts == Fixture.content.facts)
    }

    @Test func `personal answers are told from the others`() {
        var content = Fixture.content
        content.answers["guide"] = .text("Mamadou Bah")
        #expect(content.personalAnswers(under: Fixture.definition) == ["guide": .text("Mamadou Bah")])
    }

    @Test(
        arguments: [
            ([], nil), ([.analysisDone], .notTargeted),
            ([.analysisDone, .findingsInformDesign, .doNoHarm, .explicitObjective], .notTargeted),
            (Set(GenderEvidence.allCases).subtracting([.mainObjective]), .significant),
            (Set(GenderEvidence.allCases), .principal), (Set(GenderEvidence.allCases).subtracting([.analysisDone]), nil)
        ] as [(Set<GenderEvidence>, GenderMarker?)])
    func `the evidence supports a marker`(evidence: Set<GenderEvidence>, marker: GenderMarker?) {
        #expect(GenderDeclaration(evidence: evidence).supportedMarker == marker)
    }
}
