/// What is wrong with a certificate, and where: the first thing that is not as the checker worked it out.
package struct CertificateFault: Error, Hashable, Sendable {
    /// Where in the document: `runs[0].passes[1].steps[17]`.
    package let place: String
    package let found: String
    package let expected: String

    init(_ place: String, found: String, expected: String) {
        (self.place, self.found, self.expected) = (place, found, expected)
    }
}

/// What was verified, in numbers.
package struct CheckedCertificate: Hashable, Codable, Sendable {
    package let rule: AllocationRules.Rule
    package let problemSHA256: String
    package let applications: Int
    package let lines: Int
    package let runs: Int
    package let passes: Int
    package let steps: Int
    package let awards: Int
    package let unfunded: Int
    package let awardedCents: Int64
    package let totalScore: Int64
    /// Only with the rule `optimum`: the greatest sum that the prices of the certificate leave possible. Equal to `totalScore`,
    /// it proves the optimum without any search.
    package let bound: Int64?
    /// Only with the rule `optimum`.
    package let proof: Proof?
    /// Only with the rule `optimum`: the bound that the certificate claims, by whatever search.
    package let claimedBound: Int64?
    /// Only with the rule `optimum`: whether it was shown here that no list has a greater sum, whatever the certificate claims.
    package let proven: Bool?

    /// Only with the rule `optimum`: no list has a greater sum than this, as shown here.
    package var shownBound: Int64? { proof == .cases ? claimedBound : bound }

    /// What proves that no list has a greater sum than the certificate says.
    package enum Proof: String, Codable, Sendable {
        /// Its prices.
        case prices
        /// Every list that its prices leave possible was looked at again.
        case cases
        /// Nothing that could be redone here: there are too many such lists.
        case unproven
    }
}
