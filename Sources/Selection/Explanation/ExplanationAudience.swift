/// For whom an explanation is made: what it may say of others depends on it.
package enum ExplanationAudience: String, CaseIterable, Sendable {
    /// Nothing of any other applicant, and no single reviewer's score.
    case applicant
    /// How firm the whole list is, too.
    case municipality
}
