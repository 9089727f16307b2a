package import CallModel
import Postgres
import Store

/// What somebody without an account tells of an association and of its project, to see whether the rules would take it.
package struct SelfTest: Sendable {
    package var organisation: Organisation
    package var category: String
    package var requested: Cents
    package var total: Cents
    package var period: ProjectPeriod
    package var countries: [String]

    package init(
        organisation: Organisation, category: String, requested: Cents, total: Cents, period: ProjectPeriod, countries: [String]
    ) {
        (self.organisation, self.category, self.requested, self.total) = (organisation, category, requested, total)
        (self.period, self.countries) = (period, countries)
    }

    /// The rules of which so little tells enough.
    package static let kinds: Set<RuleKind> = [
        .legalForm, .minimumAge, .seatOrActivity, .seatIn, .activityIn, .validEnterpriseNumber, .categoryCeiling, .absoluteCeiling,
        .minimumRequest, .maximumShareOfTotal, .totalCost, .countryOnList, .projectPeriod, .recognisedNGO
    ]

    /// How much earlier or later than asked the total may be split does not matter: it stands in one line.
    var content: ApplicationContent {
        ApplicationContent(
            reference: "", category: category, title: "", summary: "", language: organisation.language, requested: requested,
            costs: [.other: total], resources: [.city: requested, .ownCash: max(.zero, total - requested)], period: period,
            partners: [], countries: countries, beneficiaries: Beneficiaries(women: 0, men: 0, girls: 0, boys: 0),
            gender: GenderDeclaration(), southSouth: false, attachments: [], answers: [:], contact: ContactPerson(name: "", email: ""))
    }
}

extension Service {
    /// What the rules say of it now, without keeping anything: those of them that it tells enough for.
    package func findings(_ test: SelfTest, of code: String) async throws(ServiceError) -> [RuleFinding] {
        try await question { db in
            let regulation = try regulation(of: db.call(code: code), db)
            let today = Self.day(try db.now(), of: regulation.definition) ?? regulation.definition.calendar.closes.day
            let kinds = Dictionary(uniqueKeysWithValues: regulation.definition.admissibility.map { ($0.id, $0.kind) })
            return regulation.findings(
                on: test.content.facts, of: test.organisation, in: FileCircumstances(submittedOn: today)
            ).filter { finding in kinds[finding.rule].map { SelfTest.kinds.contains($0) } ?? false }
        }
    }
}
