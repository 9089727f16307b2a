package import Selection

/// For whom an explanation is made: what it may say of others depends on it.
package enum ExplanationAudience: String, CaseIterable, Sendable {
    /// Nothing of any other applicant, and no single reviewer's score.
    case applicant
    /// How firm the whole list is, too.
    case municipality
}

/// What became of a file and why, fact by fact.
package struct Explanation: Sendable {
    package let call: String
    package let reference: String
    package let audience: ExplanationAudience
    package let facts: [Fact]
}
