import CallModel

/// Awards as the CommonGrants protocol's `AwardBase` (version 0.4, https://commongrants.org): a JSON array.
package struct CommonGrantsAwards: StreamedExport {
    private let publisher: OpenPublisher
    private var json = JSONText()
    private var awards = 0

    package init(publisher: OpenPublisher) {
        self.publisher = publisher
        json.raw("[")
    }

    package var count: Int { json.bytes.count }

    package mutating func add(_ award: OpenAward) {
        guard award.awarded > .zero else { return }
        json.raw(awards == 0 ? "\n  " : ",\n  ")
        json.node(node(award))
        awards += 1
    }

    package mutating func finish() { json.raw(awards == 0 ? "]\n" : "\n]\n") }

    package mutating func take() -> [UInt8] { json.take() }

    private func node(_ award: OpenAward) -> JSONNode {
        .object([
            "id": .string(id("award", award.key)), "title": .string(award.shownTitle),
            "description": .string(award.shownSummary), "status": status(award.status),
            "funding": .object([
                "requestedAmount": award.requested.map(money), "awardedAmount": money(award.awarded),
                "disbursedAmount": money(award.paid)
            ]),
            "keyDates": .object([
                "awardDate": .object([
                    "name": .string("Award date"), "eventType": .string("singleDate"), "date": .date(award.awardedOn)
                ]),
                "periodOfPerformance": award.period.map { period in
                    .object([
                        "name": .string("Period of performance"), "eventType": .string("dateRange"),
                        "startDate": .date(period.start), "endDate": .date(period.end)
                    ])
                }
            ]),
            "opportunity": .object([
                "id": .string(id("opportunity", OpenKey.plain(award.call.code))), "title": .string(award.call.title)
            ]),
            "application": .object([
                "id": .string(id("application", award.key)), "title": .string(award.shownTitle)
            ]),
            "funders": .object([
                "primary": organisation(key: publisher.identifier, name: publisher.name, publisher.enterpriseNumber)
            ]),
            "recipientOrganizations": recipient(award),
            // The protocol's individual has a name; ours are published without one.
            "recipientIndividual": isPerson(award) ? .object([]) : nil,
            "createdAt": .string(award.awardedOn.description + "T00:00:00Z"),
            "lastModifiedAt": .string(award.modifiedAt.iso8601)
        ])
    }

    private func isPerson(_ award: OpenAward) -> Bool { if case .person = award.recipient { true } else { false } }

    private func recipient(_ award: OpenAward) -> JSONNode? {
        switch award.recipient {
        case .enterprise(let number, let name, _):
            .object(["primary": organisation(key: OpenRecipient.identifier(of: number), name: name, number)])
        case .association(let key, let name, _): .object(["primary": organisation(key: key, name: name, nil)])
        case .person: nil
        }
    }

    private func organisation(key: String, name: String, _ number: EnterpriseNumber?) -> JSONNode {
        .object([
            "id": .string(id("organisation", key)), "name": .string(name),
            "identifiers": number.map { number in
                .object([
                    "otherIds": .object([
                        "org:be:kbo": .object([
                            "registry": .object(["code": .string("org:be:kbo")]), "id": .string(number.digits)
                        ])
                    ])
                ])
            }
        ])
    }

    private func status(_ status: OpenStatus) -> JSONNode {
        switch status {
        case .agreed, .running, .closing: .object(["value": .string("awarded")])
        case .closed: .object(["value": .string("completed")])
        case .cancelled: .object(["value": .string("cancelled")])
        case .suspended: .object(["value": .string("custom"), "customValue": .string("suspended")])
        }
    }

    private func money(_ amount: Cents) -> JSONNode {
        .object(["amount": .string(amount.decimal), "currency": .string(Currency.euro.rawValue)])
    }

    /// A UUID that follows from what it names (RFC 9562, version 8): the same one in every export.
    private func id(_ kind: String, _ key: String) -> String {
        var bytes = Array(Digest.sha256(of: Array("\(publisher.identifier) \(kind) \(key)".utf8)).bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }.joined(separator: "-")
    }
}
