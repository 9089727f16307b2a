/// One call's published rules, as a value.
///
/// It is read from the municipality's YAML file and checked as a whole; when the call opens, its canonical JSON form is
/// frozen and hashed. Nothing that decides an outcome may be missing from it: the resolved instants are in it, so that
/// a later change of the time zone tables cannot move a deadline. The nesting is that of the file, so one path names a
/// value in both.
package struct CallDefinition: Hashable, Codable, Sendable {
    /// The version of this form; 1 is the only one.
    package var format: Int
    package var code: String
    /// The budget year or the rank of the edition, as the authority numbers its calls.
    package var edition: Int
    package var title: LocalizedText
    package var summary: LocalizedText
    package var authority: GrantingAuthority
    package var currency: Currency
    package var procedure: Procedure
    package var calendar: CallCalendar
    package var categories: [CallCategory]
    /// In priority order: a file is paid from the first of its lines that can take it.
    package var budgetLines: [BudgetLine]
    package var allocation: AllocationPolicy
    /// Who signs an award before it is made known, by its amount; nil where the College's decision is enough.
    package var approvals: [ApprovalStep]?
    /// How fast a rolling call may decide; nil where every file takes the ordinary way.
    package var urgency: Urgency?
    package var scoring: ScoringGrid
    package var reviews: ReviewPolicy
    package var council: Quorum
    package var admissibility: [AdmissibilityRule]
    package var form: [FormEntry]
    package var attachments: [AttachmentRequirement]
}

/// Who gives the money.
package struct GrantingAuthority: Hashable, Codable, Sendable {
    package var name: LocalizedText
    package var enterpriseNumber: EnterpriseNumber?
}

/// The currency of every amount of a call.
package enum Currency: String, CaseIterable, Codable, Sendable {
    case euro = "EUR"
}

/// How files come in and compete.
package enum Procedure: String, CaseIterable, Codable, Sendable {
    /// All files in one period, ranked against one another.
    case competitive
    /// Files at any time, each decided on its own: emergency aid.
    case rolling
    /// A named beneficiary: a multi-year partnership.
    case direct
}
