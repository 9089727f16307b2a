package import CallModel
package import Service
import Workflow

/// A signature that an award needs.
package struct SignatureRow: Codable, TableRow {
    package let reference: String
    package let organisation: String
    package let awardedCents: Cents?
    package let step: String
    package let label: LocalizedText
    package let role: String
    package let aboveCents: Cents
    /// Whether an award of this amount rests on an agreement.
    package let agreement: Bool
    package let signedUpToCents: Cents?
    package let missing: Bool

    package init(_ signature: SignatureView) {
        (reference, organisation) = (signature.view.file.reference, signature.view.organisation)
        awardedCents = signature.view.file.awarded
        (step, label, role) = (signature.step.id, signature.step.label, signature.step.role.role.name)
        (aboveCents, agreement) = (signature.step.above, signature.step.agreement)
        (signedUpToCents, missing) = (signature.signedUpTo, signature.isMissing)
    }

    package static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .number(Words.awarded), .flexible(Words.signature),
        .text(Words.signatory), .number(Words.above), .text(Words.agreement), .number(Words.signedUpTo)
    ]

    package func cells(in language: Language) -> [String] {
        [
            reference, organisation, awardedCents?.decimal ?? "", label.text(in: language),
            Role(name: role)?.label.text(in: language) ?? role, aboveCents.decimal,
            agreement ? Words.yes.text(in: language) : "", signedUpToCents?.decimal ?? ""
        ]
    }
}
