import CallModel
import Presentation
import Testing

@testable import Selection

/// What is said of a certificate that was checked: only what the checker showed.
@Suite struct CheckedCertificateTests {
    private static func checked(
        _ proof: CheckedCertificate.Proof, bound: Int64, claimed: Int64, sum: Int64 = 100
    ) -> CheckedCertificate {
        let shown = proof == .cases ? claimed : bound
        return CheckedCertificate(
            rule: .optimum, problemSHA256: "00", applications: 1, lines: 1, runs: 0, passes: 0, steps: 0, awards: 1, unfunded: 0,
            awardedCents: 100, totalScore: sum, bound: bound, proof: proof, claimedBound: claimed, proven: shown == sum)
    }

    @Test(arguments: Language.allCases)
    func `a sum is called the greatest only where that was shown`(language: Language) {
        let greatest = [Language.french: "Aucune liste n'a une plus grande somme", .dutch: "Geen enkele lijst heeft een grotere som"]
        let words = greatest[language] ?? "No list has a greater sum"
        let shown = [Self.checked(.prices, bound: 100, claimed: 100), Self.checked(.cases, bound: 120, claimed: 100)]
        for checked in shown { #expect(checked.sentences.text(in: language).contains(words)) }
        let open = [
            Self.checked(.unproven, bound: 120, claimed: 100), Self.checked(.prices, bound: 120, claimed: 120),
            Self.checked(.cases, bound: 130, claimed: 120)
        ]
        for checked in open {
            let told = checked.sentences.text(in: language)
            #expect(!told.contains(words) && told.contains("120") && told.contains("20 "), "\(told)")
            #expect(checked.proven == false)
        }
    }

    @Test func `a claim that was not shown is told as one, and one thing is not several`() {
        let told = Self.checked(.unproven, bound: 120, claimed: 100).sentences.english
        #expect(told.contains("that is not shown here") && told.contains("20 more at most"))
        #expect(told.contains("1 file, 1 line, all worked out again") && told.contains("1 award of 1.00, 0 files without one"))
    }
}
