import CallModel
import Foundation

@testable import Exchange

/// Awards of every kind that the open data formats have to tell.
enum OpenAwards {
    static let number = EnterpriseNumber("0207.373.429")
    static let issued = CalendarDate(daysSince1970: 20_000)

    static func publisher() -> OpenPublisher? {
        number.map { OpenPublisher(name: "Ville de Bruxelles", enterpriseNumber: $0, language: .french) }
    }

    static func award(_ reference: String, change: (inout OpenAward) -> Void = { _ in }) -> OpenAward {
        let start = CalendarDate(daysSince1970: 19_400)
        var award = OpenAward(
            call: OpenCall(code: "brussels-2023", title: "Appel à projets", isOpen: true), reference: reference,
            title: PublicText("Eau & <vie> \"propre\""), summary: PublicText("Écrire à a@b.be, compte BE68 5390 0754 7034."),
            language: .french,
            recipient: EnterpriseNumber("0419.618.535").map { .enterprise($0, name: "Eau ASBL", postcode: "1000") }
                ?? .person(key: "none"),
            requested: Cents(900_000), awarded: Cents(800_000), awardedOn: CalendarDate(daysSince1970: 19_350),
            period: ProjectPeriod(start: start, end: start.adding(days: 800)), countries: ["GN", "SN", "CD"],
            gender: .principal, southSouth: true,
            sectors: [SectorShare(code: "15170", share: 6_667), SectorShare(code: "14030", share: 3_333)],
            status: .running, budgetArticle: "8497/33202",
            commitment: OpenTransaction(day: CalendarDate(daysSince1970: 19_380), amount: Cents(800_000)),
            payments: [OpenTransaction(day: CalendarDate(daysSince1970: 19_390), amount: Cents(640_000))],
            modifiedAt: Instant(microseconds: 1_690_000_000_123_456))
        change(&award)
        return award
    }

    static let all: [OpenAward] = [
        award("2023-01"),
        award("dossier 2/b") {
            $0.recipient = .association(key: "O17", name: "Collectif = d'ici", postcode: nil)
            $0.period = nil
            $0.countries = []
            $0.gender = nil
            $0.southSouth = false
            $0.sectors = []
            $0.commitment = nil
            $0.payments = []
            $0.status = .agreed
            $0.requested = nil
        },
        award("2023-03") {
            $0.recipient = .person(key: "O18")
            $0.countries = ["BE"]
            $0.gender = .notTargeted
            $0.status = .closed
            $0.title = PublicText("  ")
        },
        award("2023-04") { $0.status = .cancelled },
        award("2023-05") { $0.status = .suspended }
    ]
}
