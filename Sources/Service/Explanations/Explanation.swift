package import Selection

/// What became of a file and why, fact by fact.
package struct Explanation: Sendable {
    package let call: String
    package let reference: String
    package let audience: ExplanationAudience
    package let facts: [Fact]
}
