import CallModel

/// The inventory of the subsidies granted in a year, which the joint decree and ordinance of 16 May 2019 (article 6, §1) has
/// every administration of Brussels publish: beneficiary, object, amount.
package struct SubsidyInventory: StreamedExport {
    package static let columns = [
        "year", "beneficiary", "enterpriseNumber", "postcode", "object", "amount", "currency", "awardedOn", "call",
        "reference", "budgetArticle"
    ]

    private let year: Int64
    private var writer: ExportWriter

    /// - Parameter year: the others' awards are left out.
    package init(year: Int64, format: ExportFormat, isRehearsal: Bool = false) {
        self.year = year
        writer = ExportWriter(columns: Self.columns, format: format, isRehearsal: isRehearsal)
    }

    package var count: Int { writer.count }

    package mutating func add(_ award: OpenAward) {
        guard award.awardedOn.year == year, award.awarded > .zero, award.status != .cancelled else { return }
        let (name, number, postcode) = beneficiary(of: award)
        writer.row([
            .integer(Int(year)), .text(name), .optional(number), .optional(postcode), .text(award.shownTitle),
            .amount(award.awarded), .text(Currency.euro.rawValue), .date(award.awardedOn), .text(award.call.code),
            .text(award.reference), .optional(award.budgetArticle)
        ])
    }

    package mutating func finish() { writer.finish() }

    package mutating func take() -> [UInt8] { writer.take() }

    private func beneficiary(of award: OpenAward) -> (name: String, number: String?, postcode: String?) {
        switch award.recipient {
        case .enterprise(let number, let name, let postcode): (name, number.description, postcode)
        case .association(_, let name, let postcode): (name, nil, postcode)
        case .person:
            (Message(fr: "Personne physique", nl: "Natuurlijke persoon", en: "Natural person").text(in: award.language), nil, nil)
        }
    }
}
