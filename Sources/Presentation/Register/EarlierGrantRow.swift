package import CallModel
package import Service
import Store

/// What an organisation received in an earlier edition.
package struct EarlierGrantRow: Codable, TableRow {
    package let organisation: String
    package let name: String
    package let edition: String
    package let awardedCents: Cents
    package let acceptedCents: Cents
    package let refundedCents: Cents
    package let closed: Bool

    package init(_ view: EarlierGrantView) {
        (organisation, name, edition) = (view.organisation, view.name, view.grant.edition)
        (awardedCents, acceptedCents) = (view.grant.awarded, view.grant.accepted)
        (refundedCents, closed) = (view.grant.refunded, view.grant.closed)
    }

    package static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .text(Words.edition), .number(Words.awarded),
        .number(Words.accepted), .number(Words.recovered), .text(Words.settled)
    ]

    package func cells(in language: Language) -> [String] {
        [
            organisation, name, edition, awardedCents.decimal, acceptedCents.decimal, refundedCents.decimal,
            closed ? Words.yes.text(in: language) : ""
        ]
    }
}
