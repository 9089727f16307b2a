@testable import CallModel

/// A small regulation, an association and a file that meet every rule, for tests to change one thing in.
enum Fixture {
    static func date(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(daysSince1970: 0) }

    private static func time(_ at: String, _ instant: String) -> ZonedTime {
        ZonedTime(
            at: at, zone: "Europe/Brussels", instant: Instant(iso8601: instant) ?? Instant(microseconds: 0))
    }

    private static let label = LocalizedText(fr: "texte", nl: "tekst")

    static let definition = CallDefinition(
        format: 1, code: "test", edition: 2027, title: label, summary: label,
        authority: GrantingAuthority(name: label, enterpriseNumber: nil), currency: .euro, procedure: .competitive,
        calendar: CallCalendar(
            opens: time("2027-02-01 09:00", "2027-02-01T08:00:00Z"),
            closes: time("2027-04-01 23:59", "2027-04-01T22:00:00Z"),
            reviewsClose: time("2027-05-14 23:59", "2027-05-14T22:00:00Z"), appealDays: 30, complementDays: 10,
            signingDays: 60),
        categories: [
            CallCategory(
                id: "north", label: label, maxRequest: Cents(800_000), budgetLines: ["line"], allowedRules: nil),
            CallCategory(id: "city", label: label, maxRequest: Cents(400_000), budgetLines: ["line"], allowedRules: nil)
        ],
        budgetLines: [
            BudgetLine(
                id: "line", label: label, total: Cents(15_000_000), maxAward: Cents(800_000), maxAwards: nil,
                budgetArticle: "1", reserve: nil)
        ],
        allocation: AllocationPolicy(rule: .rankOrder, partialAwards: false, roundTo: Cents(100)),
        scoring: ScoringGrid(sections: [], aggregate: .mean, minimumOn100: nil, ties: []),
        reviews: ReviewPolicy(perFile: 3, minimumAdmissibleFiles: 0), council: Quorum(members: 11, quorum: 6),
        admissibility: [],
        form: [
            field("story", .text(minLength: 5, maxLength: 10, maxWords: nil), required: true),
            field("people", .integer(min: 1, max: 100)), field("fee", .money(min: nil, max: Cents(1000))),
            field("day", .date(earliest: date("2027-01-01"), latest: nil)),
            field("theme", .choice(options: options)),
            field("goals", .multipleChoice(options: options, atLeast: 1, atMost: 2)),
            field("home", .country), field("abroad", .countries(atMost: 2)), field("agreed", .boolean),
            field("school", .text(minLength: 0, maxLength: 50, maxWords: nil), required: true, categories: ["city"]),
            field("guide", .text(minLength: 0, maxLength: 50, maxWords: nil), personal: true)
        ],
        attachments: [
            AttachmentRequirement(id: "statutes", label: label, help: nil, required: .always),
            AttachmentRequirement(id: "agreement", label: label, help: nil, required: .categories(["north"])),
            AttachmentRequirement(id: "report", label: label, help: nil, required: .never)
        ])

    private static let options = ["water", "health", "school"].map { FieldType.Option(id: $0, label: label) }

    private static func field(
        _ id: String, _ type: FieldType, required: Bool = false, personal: Bool = false, categories: [String]? = nil
    ) -> FormEntry {
        .field(FormField(id: id, label: label, type: type, required: required, personal: personal, categories: categories))
    }

    static let organisation = Organisation(
        reference: "0419618535", name: "Eau pour Labé", enterpriseNumber: EnterpriseNumber("0419.618.535"),
        legalForm: .asbl, foundedOn: date("2020-05-01"), seatPostcode: "1000", activityPostcodes: ["1020"],
        iban: "BE68 5390 0754 7034", language: .french, email: "info@example.org", isRecognisedNGO: false)

    static let content = ApplicationContent(
        reference: "A1", category: "north", title: "Eau", summary: "De l'eau à Labé", language: .french,
        requested: Cents(800_000),
        costs: [.personnel: Cents(500_000), .travel: Cents(100_000), .equipment: Cents(400_000)],
        resources: [.city: Cents(800_000), .ownCash: Cents(200_000)],
        period: ProjectPeriod(start: date("2027-07-01"), end: date("2028-06-30")),
        partners: [
            Partner(name: "Comité de Labé", country: "GN", role: .implementing),
            Partner(name: "Réseau de Dakar", country: "SN", role: .technical)
        ],
        countries: ["GN", "SN"], beneficiaries: Beneficiaries(women: 60, men: 40, girls: 20, boys: 20),
        gender: GenderDeclaration(marker: .significant, evidence: [.analysisDone]), southSouth: true,
        attachments: ["statutes", "agreement"], answers: ["story": .text("Une vie")],
        contact: ContactPerson(name: "Awa Diallo", email: "awa@example.org"))

    static let recipients = CountryList(
        id: "recipients", title: label, source: "test",
        groups: [
            CountryList.Group(name: "now", from: date("2024-01-01"), until: nil, countries: ["GN", "SN", "CD"]),
            CountryList.Group(name: "left", from: date("2024-01-01"), until: date("2027-04-01"), countries: ["NR"])
        ])

    static let leastDeveloped = CountryList(
        id: "least-developed", title: label, source: "test",
        groups: [CountryList.Group(name: "now", from: date("2024-01-01"), until: nil, countries: ["GN", "SN", "CD"])])

    /// Grants of two editions, both settled to the cent.
    static let settledGrants = [
        PastGrant(
            edition: "2024", awarded: Cents(800_000), accepted: Cents(800_000), refunded: .zero, isClosed: true),
        PastGrant(
            edition: "2025", awarded: Cents(800_000), accepted: Cents(741_235), refunded: Cents(58_765), isClosed: false)
    ]

    static func share(_ percent: String) -> Share { Share(percent: percent) ?? .whole }
}
