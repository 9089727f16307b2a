import CallModel

/// 360Giving as CSV, with the standard's titles as headings, sub-objects behind a colon: one row a grant.
package struct GivingTable: StreamedExport {
    package static let columns = [
        "Identifier", "Title", "Description", "Currency", "Amount Applied For", "Amount Awarded", "Amount Disbursed",
        "Award Date", "Planned Dates:Start Date", "Planned Dates:End Date", "Planned Dates:Duration (months)",
        "Recipient Org:Identifier", "Recipient Org:Name", "Recipient Org:Postal Code", "Recipient Ind:Identifier",
        "Recipient Ind:Name", "Beneficiary Location:Name", "Beneficiary Location:Country Code",
        "Funding Org:Identifier", "Funding Org:Name", "Grant Programme:Code", "Grant Programme:Title",
        "From An Open Call?", "Last Modified"
    ]

    private let publisher: OpenPublisher
    private let prefix: String
    private var writer: ExportWriter

    package init(publisher: OpenPublisher, prefix: String, isRehearsal: Bool = false) {
        (self.publisher, self.prefix) = (publisher, prefix)
        writer = ExportWriter(columns: Self.columns, format: .csv, isRehearsal: isRehearsal)
    }

    package var count: Int { writer.count }

    package mutating func add(_ award: OpenAward) {
        guard award.status != .cancelled, award.awarded > .zero else { return }
        let grant = GivingGrant(award, publisher: publisher, prefix: prefix)
        // A column holds one value a row; the first country stands for a project in several, which JSON lists in full.
        let country = ExportCell.optional(award.countries.first)
        writer.row([
            .text(grant.identifier), .text(award.shownTitle), .text(award.shownSummary),
            .text(Currency.euro.rawValue), .optional(award.requested), .amount(award.awarded),
            award.payments.isEmpty ? .empty : .amount(award.paid), .date(award.awardedOn),
            .optional(award.period?.start), .optional(award.period?.end),
            grant.months.map { .integer(Int($0)) } ?? .empty, .optional(grant.organisation?.identifier),
            .optional(grant.organisation?.name), .optional(grant.organisation?.postcode),
            .optional(grant.person?.identifier), .optional(grant.person?.name), country, country,
            .text(publisher.identifier), .text(publisher.name), .text(award.call.code), .text(award.call.title),
            .text(award.call.isOpen ? "Yes" : "No"), .instant(award.modifiedAt)
        ])
    }

    package mutating func finish() { writer.finish() }

    package mutating func take() -> [UInt8] { writer.take() }
}
