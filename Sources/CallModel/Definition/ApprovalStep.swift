/// One rung of the ladder by which awards are signed off: who signs, and from which amount on.
///
/// The College's decision stays one act; the ladder says who else has to sign an award before anybody is told of it.
package struct ApprovalStep: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    /// An award above this amount needs the signature; zero for every award.
    package var above: Cents
    package var role: Signatory
    /// Whether an award that needs this signature rests on an agreement.
    package var agreement: Bool

    package init(id: String, label: LocalizedText, above: Cents, role: Signatory, agreement: Bool) {
        self.id = id
        self.label = label
        self.above = above
        self.role = role
        self.agreement = agreement
    }
}

/// Who may stand on the ladder. The council is not among them: it advises.
package enum Signatory: String, CaseIterable, Codable, Sendable {
    case secretariat
    case alderman
    case finance
    /// Who answers for the budget.
    case budgetHolder
    case college
}
