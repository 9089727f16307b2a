package import CallModel

/// A 360Giving data package (standard 1.4, https://standard.threesixtygiving.org), as JSON: every award that stands.
///
/// An award that was cancelled is no grant and stays out. The package needs one grant at least: `isEmpty` tells a caller that
/// there is none to publish.
package struct GivingPackage: StreamedExport {
    /// - Parameters:
    ///   - prefix: 360Giving's own for this publisher, such as `360G-brussels`.
    ///   - issued: the day of publication.
    package init(publisher: OpenPublisher, prefix: String, issued: CalendarDate, isRehearsal: Bool = false) {
        (self.publisher, self.prefix) = (publisher, prefix)
        let title = (isRehearsal ? "REHEARSAL: " : "") + publisher.name
        let head: [(String, JSONNode)] = [
            ("version", .string("1.4")), ("title", .string(title)), ("issued", .date(issued)),
            ("publisher", .object(["name": .string(publisher.name), "identifier": .string(publisher.identifier)])),
            ("license", .string("https://creativecommons.org/publicdomain/zero/1.0/"))
        ]
        json.raw("{")
        for (key, value) in head {
            json.raw(" ")
            json.string(key)
            json.raw(": ")
            json.node(value)
            json.raw(",\n ")
        }
        json.raw(" \"grants\": [")
    }

    private let publisher: OpenPublisher
    private let prefix: String
    private var json = JSONText()
    private var grants = 0

    package var count: Int { json.bytes.count }
    package var isEmpty: Bool { grants == 0 }

    package mutating func add(_ award: OpenAward) {
        guard award.status != .cancelled, award.awarded > .zero else { return }
        json.raw(grants == 0 ? "\n    " : ",\n    ")
        json.node(GivingGrant(award, publisher: publisher, prefix: prefix).json)
        grants += 1
    }

    package mutating func finish() { json.raw(grants == 0 ? "] }\n" : "\n  ] }\n") }

    package mutating func take() -> [UInt8] { json.take() }
}

/// One grant in 360Giving's words, whatever the format.
struct GivingGrant {
    let award: OpenAward
    let publisher: OpenPublisher
    let prefix: String

    init(_ award: OpenAward, publisher: OpenPublisher, prefix: String) {
        (self.award, self.publisher, self.prefix) = (award, publisher, prefix)
    }

    var identifier: String { "\(prefix)-\(award.key)" }

    /// Identifier, name and postcode of the organisation; nil for a person.
    var organisation: (identifier: String, name: String, postcode: String?)? {
        switch award.recipient {
        case .enterprise(let number, let name, let postcode): (OpenRecipient.identifier(of: number), name, postcode)
        case .association(let key, let name, let postcode): ("\(prefix)-org:\(OpenKey.plain(key))", name, postcode)
        case .person: nil
        }
    }

    /// Identifier and a word that names nobody; nil for an organisation.
    var person: (identifier: String, name: String)? {
        guard case .person(let key) = award.recipient else { return nil }
        let nobody = Message(fr: "Personne physique", nl: "Natuurlijke persoon", en: "Natural person")
        return ("\(prefix)-ind:\(OpenKey.plain(key))", nobody.text(in: publisher.language))
    }

    /// Whole months, counted up: a project of ten days lasts one.
    var months: Int64? {
        award.period.map { max(1, $0.start.months(until: $0.end.adding(days: 1)) + ($0.isWholeMonths ? 0 : 1)) }
    }

    var json: JSONNode {
        .object([
            "id": .string(identifier), "title": .string(award.shownTitle), "description": .string(award.shownSummary),
            "currency": .string(Currency.euro.rawValue), "amountAppliedFor": award.requested.map(JSONNode.amount),
            "amountAwarded": .amount(award.awarded),
            "amountDisbursed": award.payments.isEmpty ? nil : .amount(award.paid), "awardDate": .date(award.awardedOn),
            "plannedDates": award.period.map { period in
                .array([
                    .object([
                        "startDate": .date(period.start), "endDate": .date(period.end),
                        "duration": months.map { .number(String($0)) }
                    ])
                ])
            },
            "recipientOrganization": organisation.map { organisation in
                .array([
                    .object([
                        "id": .string(organisation.identifier), "name": .string(organisation.name),
                        "postalCode": organisation.postcode.map(JSONNode.string)
                    ])
                ])
            },
            "recipientIndividual": person.map { .object(["id": .string($0.identifier), "name": .string($0.name)]) },
            "beneficiaryLocation": award.countries.isEmpty
                ? nil : .array(award.countries.map { .object(["name": .string($0), "countryCode": .string($0)]) }),
            "fundingOrganization": .array([
                .object(["id": .string(publisher.identifier), "name": .string(publisher.name)])
            ]),
            "grantProgramme": .array([
                .object(["code": .string(award.call.code), "title": .string(award.call.title)])
            ]),
            "fromOpenCall": .string(award.call.isOpen ? "Yes" : "No"),
            "dateModified": .string(award.modifiedAt.iso8601)
        ])
    }
}

extension ProjectPeriod {
    fileprivate var isWholeMonths: Bool { start.adding(months: start.months(until: end.adding(days: 1))) == end.adding(days: 1) }
}
