package import CallModel
package import Service
import Workflow

/// A grant in a list.
package struct GrantRow: Codable, TableRow {
    package let reference: String
    package let organisation: String
    package let state: String
    package let version: Int64
    package let awardedCents: Cents
    package let paidCents: Cents
    package let reportedCents: Cents
    package let acceptedCents: Cents
    package let claimedCents: Cents
    package let recoveredCents: Cents
    package let commitment: String?
    package let sentAt: Instant?

    package init(_ view: GrantView) {
        let grant = view.grant
        (reference, organisation, state, version) = (view.reference, view.organisation, grant.state.name, grant.version)
        (awardedCents, paidCents, reportedCents) = (grant.awarded, grant.paid, grant.reported)
        (acceptedCents, claimedCents, recoveredCents) = (grant.accepted, grant.claimed, grant.recovered)
        (commitment, sentAt) = (grant.commitment, grant.sentAt)
    }

    package static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .number(Words.awarded), .number(Words.paid),
        .number(Words.justified), .number(Words.accepted), .number(Words.claimed), .number(Words.recovered),
        .text(Words.state)
    ]

    package func cells(in language: Language) -> [String] {
        [
            reference, organisation, awardedCents.decimal, paidCents.decimal, reportedCents.decimal,
            acceptedCents.decimal, claimedCents.decimal, recoveredCents.decimal,
            StateLabel.text("grant", state, in: language)
        ]
    }
}
