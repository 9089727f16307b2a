package import CallModel

/// Why something was decided: codes that a machine can count, and the digest of the sentence that a person reads.
///
/// The sentence itself may name people, so it is a document that can be erased; the log keeps its salted digest.
package struct Reason: Hashable, Codable, Sendable {
    /// Identifiers of admissibility rules, thresholds or budget facts ("minimumAge", "lineExhausted").
    package let codes: [String]
    package let text: Digest?

    package init(codes: [String] = [], text: Digest? = nil) {
        (self.codes, self.text) = (codes, text)
    }

    package static let none = Reason()
    package var isGiven: Bool { !codes.isEmpty || text != nil }
}
