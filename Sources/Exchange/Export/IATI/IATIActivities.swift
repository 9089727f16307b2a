package import CallModel

/// Awards as IATI activities, version 2.03 (https://iatistandard.org), in the order of the schema's sequence.
///
/// A cancelled award stays, as a cancelled activity: whoever has read of it before must learn what became of it.
package struct IATIActivities: StreamedExport {
    private let publisher: OpenPublisher
    private var xml = XMLText()
    /// By the file's reference.
    private let frameworks: [String: ResultsFramework]
    /// The references of frameworks whose file has not come by.
    package private(set) var unused: Set<String>

    /// - Parameters:
    ///   - generatedAt: of the whole file.
    ///   - results: the results of some files, by reference.
    package init(publisher: OpenPublisher, generatedAt: Instant, results: [String: ResultsFramework] = [:]) {
        self.publisher = publisher
        (frameworks, unused) = (results, Set(results.keys))
        xml.start("iati-activities", [("version", "2.03"), ("generated-datetime", generatedAt.iso8601)])
    }

    package var count: Int { xml.bytes.count }

    package mutating func finish() { xml.end() }

    package mutating func take() -> [UInt8] { xml.take() }

    package mutating func add(_ award: OpenAward) {
        guard award.awarded > .zero else { return }
        xml.start(
            "iati-activity",
            [
                ("xml:lang", award.language.rawValue), ("default-currency", Currency.euro.rawValue),
                ("last-updated-datetime", award.modifiedAt.iso8601)
            ] + (award.crisis == nil ? [] : [("humanitarian", "1")]))
        let results = frameworks[award.reference].map { IATIResults($0, in: award.language) }
        unused.remove(award.reference)
        parties(award)
        results?.parties(&xml)
        dates(award, results)
        classification(award)
        money(award)
        results?.results(&xml)
        xml.end()
    }

    private mutating func parties(_ award: OpenAward) {
        xml.element("iati-identifier", text: "\(publisher.identifier)-\(award.key)")
        xml.element("reporting-org", [("ref", publisher.identifier), ("type", Code.localGovernment)]) {
            Self.narrative(publisher.name, &$0)
        }
        xml.element("title") { Self.narrative(award.shownTitle, &$0) }
        xml.element("description", [("type", "1")]) { Self.narrative(award.shownSummary, &$0) }
        for role in [Code.funding, Code.accountable] {
            xml.element(
                "participating-org", [("ref", publisher.identifier), ("type", Code.localGovernment), ("role", role)]
            ) { Self.narrative(publisher.name, &$0) }
        }
        organisation("participating-org", award, [("role", Code.implementing)])
    }

    /// The recipient; a person has no name and no reference here.
    private mutating func organisation(_ element: String, _ award: OpenAward, _ more: [XMLText.Attribute]) {
        let (reference, name): (String?, String) =
            switch award.recipient {
            case .enterprise(let number, let name, _): (OpenRecipient.identifier(of: number), name)
            case .association(_, let name, _): (nil, name)
            case .person: (nil, Self.person.text(in: award.language))
            }
        let attributes: [XMLText.Attribute] = reference.map { [("ref", $0)] } ?? []
        let kind: [XMLText.Attribute] = if case .person = award.recipient { [] } else { [("type", Code.nationalNGO)] }
        xml.element(element, attributes + kind + more) { Self.narrative(name, &$0) }
    }

    private mutating func dates(_ award: OpenAward, _ results: IATIResults?) {
        // A partnership that has ended is closed, whatever is still to be paid or justified; one that was cancelled stays so.
        let isClosed = results?.framework.closed != nil && award.status != .cancelled
        xml.empty("activity-status", [("code", isClosed ? OpenStatus.closed.code : award.status.code)])
        if let results { return results.dates(&xml) }
        // Without a period the decision is the one date that is known.
        let period = award.period ?? ProjectPeriod(start: award.awardedOn, end: award.awardedOn)
        xml.empty("activity-date", [("type", "1"), ("iso-date", period.start.description)])
        if award.period != nil { xml.empty("activity-date", [("type", "3"), ("iso-date", period.end.description)]) }
    }

    private mutating func classification(_ award: OpenAward) {
        let countries = award.countries.isEmpty ? [Code.home] : award.countries
        for (country, share) in zip(countries, Self.shares(countries.count)) {
            xml.empty("recipient-country", [("code", country), ("percentage", Self.percent(share))])
        }
        for sector in award.sectors.isEmpty ? [.unspecified] : award.sectors {
            xml.empty(
                "sector", [("vocabulary", "1"), ("code", sector.code), ("percentage", Self.percent(sector.share))])
        }
        if let crisis = award.crisis {
            // 1: an emergency; 1-2: the GLIDE numbers of disasters.
            xml.empty("humanitarian-scope", [("type", "1"), ("vocabulary", "1-2"), ("code", crisis.glide)])
        }
        if let gender = award.gender {
            xml.empty(
                "policy-marker",
                [("vocabulary", "1"), ("code", Code.genderEquality), ("significance", String(gender.rawValue))])
        }
        xml.empty("collaboration-type", [("code", award.southSouth ? Code.triangular : Code.bilateral)])
        xml.empty("default-flow-type", [("code", Code.officialAid)])
        xml.empty("default-finance-type", [("code", Code.standardGrant)])
        // Money for work at home only, under a call for solidarity abroad, raises awareness of development.
        let isAtHome = countries.allSatisfy { $0 == Code.home }
        xml.empty("default-aid-type", [("code", isAtHome ? Code.awareness : Code.project)])
    }

    private mutating func money(_ award: OpenAward) {
        guard award.status != .cancelled else { return }
        for budget in Self.budgets(of: award) {
            xml.element("budget", [("type", "1"), ("status", award.commitment == nil ? "1" : "2")]) { xml in
                xml.empty("period-start", [("iso-date", budget.period.start.description)])
                xml.empty("period-end", [("iso-date", budget.period.end.description)])
                xml.element("value", [("value-date", award.awardedOn.description)], text: budget.amount.decimal)
            }
        }
        if let commitment = award.commitment { transaction(Code.outgoingCommitment, commitment, award) }
        for payment in award.payments { transaction(Code.disbursement, payment, award) }
    }

    private mutating func transaction(_ code: String, _ transaction: OpenTransaction, _ award: OpenAward) {
        xml.start("transaction")
        xml.empty("transaction-type", [("code", code)])
        xml.empty("transaction-date", [("iso-date", transaction.day.description)])
        xml.element("value", [("value-date", transaction.day.description)], text: transaction.amount.decimal)
        xml.element("provider-org", [("ref", publisher.identifier), ("type", Code.localGovernment)]) {
            Self.narrative(publisher.name, &$0)
        }
        organisation("receiver-org", award, [])
        xml.end()
    }

    private static func narrative(_ text: String, _ xml: inout XMLText) { xml.element("narrative", text: text) }

    private static let person = Message(fr: "Personne physique", nl: "Natuurlijke persoon", en: "Natural person")
}

/// The codes of IATI's lists that these activities use, by what they mean.
private enum Code {
    // OrganisationType.
    static let localGovernment = "11"
    static let nationalNGO = "22"
    // OrganisationRole.
    static let funding = "1"
    static let accountable = "2"
    static let implementing = "4"
    // PolicyMarker.
    static let genderEquality = "1"
    // CollaborationType: two countries of the South with a municipality of the North are triangular.
    static let bilateral = "1"
    static let triangular = "8"
    // FlowType, FinanceType, AidType.
    static let officialAid = "10"
    static let standardGrant = "110"
    static let project = "C01"
    static let awareness = "H01"
    // TransactionType.
    static let outgoingCommitment = "2"
    static let disbursement = "3"
    /// Where the publisher is.
    static let home = "BE"
}

extension OpenStatus {
    /// IATI's ActivityStatus.
    fileprivate var code: String {
        switch self {
        case .agreed: "1"
        case .running: "2"
        case .closing: "3"
        case .closed: "4"
        case .cancelled: "5"
        case .suspended: "6"
        }
    }
}
