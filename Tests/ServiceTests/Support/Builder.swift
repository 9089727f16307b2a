import CallModel
import TestSupport

@testable import Exchange

/// Associations and files that meet every rule of the Brussels call, each a little different from the others.
enum Builder {
    static func date(_ text: String) throws -> CalendarDate {
        guard let date = CalendarDate(text) else { throw FixtureError("no such day: \(text)") }
        return date
    }

    /// The association with a number, 1 first: its enterprise number has correct check digits.
    static func organisation(_ number: Int, postcode: String = "1000") throws -> ImportedOrganisation {
        // Eight digits, and two that make the whole divisible as the register wants it.
        let first = 4_000_000 + number
        let check = 97 - first % 97
        let text = "0\(first)" + (check < 10 ? "0\(check)" : "\(check)")
        guard let enterprise = EnterpriseNumber(text) else { throw FixtureError("no enterprise number: \(text)") }
        return ImportedOrganisation(
            organisation: Organisation(
                reference: enterprise.digits, name: "Association \(number)", enterpriseNumber: enterprise, legalForm: .asbl,
                foundedOn: try date("2015-05-01"), seatPostcode: postcode, activityPostcodes: [postcode],
                iban: "BE68 5390 0754 7034", language: number.isMultiple(of: 2) ? .dutch : .french,
                email: "info\(number)@example.org", isRecognisedNGO: false),
            row: number + 1)
    }

    static func application(
        _ reference: String, of organisation: ImportedOrganisation, row: Int = 2, _ random: inout SplitMix64
    ) throws -> ImportedApplication {
        let category = random.pick(["cooperation", "cooperation", "south-south", "awareness"])
        let ceiling = category == "awareness" ? 400_000 : 800_000
        let requested = Cents(Int64(random.number(20...ceiling / 10_000)) * 10_000)
        // A quarter comes from elsewhere, so that the share of the total stays within the rule.
        let own = Cents(requested.value / 3 + 1)
        let total = requested + own
        let travel = Cents(total.value / 5)
        let administration = Cents(total.value / 10)
        let reserved = random.chance(1, of: 3)
        var answers: [String: AnswerValue] = [
            "context": .text(String(repeating: "Le puits du village est à sec en mars. ", count: random.number(2...6))),
            "activities": .text(String(repeating: "Creuser, former, entretenir, mesurer. ", count: random.number(2...6))),
            "sdg": .list([random.pick(["sdg1", "sdg4", "sdg6"])])
        ]
        if category == "awareness" {
            answers["audience"] = .text("schools")
        } else {
            answers["local-agreement"] = .flag(true)
        }
        return ImportedApplication(
            organisation: organisation.organisation.reference,
            content: ApplicationContent(
                reference: reference, category: category, title: "Projet \(reference) \(random.number(1...999))",
                summary: "De l'eau, des livres, des semences.", language: .french, requested: requested,
                costs: [
                    .travel: travel, .administration: administration, .equipment: total - travel - administration
                ],
                resources: [.city: requested, .ownCash: own],
                period: ProjectPeriod(start: try date("2027-09-01"), end: try date("2028-08-31")),
                partners: [
                    Partner(name: "Comité de Labé", country: "GN", role: .implementing),
                    Partner(name: "Réseau de Dakar", country: "SN", role: .technical)
                ],
                countries: ["GN", "SN"], beneficiaries: Beneficiaries(women: 60, men: 40, girls: 20, boys: 20),
                gender: GenderDeclaration(marker: reserved ? .principal : .significant, evidence: [.analysisDone]),
                southSouth: category == "south-south",
                attachments: ["statutes", "bank-certificate", "accounts", "partner-agreement"], answers: answers,
                contact: ContactPerson(name: "Awa Diallo", email: "awa@example.org")),
            row: row)
    }

    static func member(_ number: Int, external: Bool = false) -> ImportedMember {
        ImportedMember(
            code: "M\(number)", name: "Member \(number)", email: "m\(number)@example.org",
            language: number.isMultiple(of: 2) ? .dutch : .french, isExternal: external, row: number + 1)
    }
}

extension ImportedApplication {
    /// The same file with something changed in its content.
    func with(_ change: (inout ApplicationContent) -> Void) -> ImportedApplication {
        var content = content
        change(&content)
        return ImportedApplication(organisation: organisation, content: content, row: row)
    }
}
