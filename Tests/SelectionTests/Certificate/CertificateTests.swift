import CallModel
import Foundation
import TestSupport
import Testing

@testable import Selection

@Suite struct CertificateTests {
    @Test func `an honest certificate is read back, accepted and counted`() throws {
        let problem = PublishedFigureTests.feminist([800_000, 800_000, 400_000], mode: .fence)
        let rules = AllocationRules(partial: true, unspent: .spillBack)
        let certified = try problem.certified(by: rules, sha256: Certifying.sha256)
        let read = try JSONDecoder().decode(AllocationCertificate.self, from: Data(certified.text))
        #expect(read.awards == certified.certificate.awards)
        #expect(read.runs == certified.certificate.runs)
        let checked = try Certifying.checker.check(read, published: problem)
        #expect(checked.awards == certified.allocation.awards.count)
        #expect(checked.unfunded == certified.allocation.unfunded.count)
        #expect(checked.awardedCents == 15_000_000)
        #expect(checked.passes == 2)
    }

    /// Python's `json.dumps(problem, sort_keys=True, separators=(",", ":"))` gives the same text.
    @Test func `the canonical text does not depend on the order of what has none`() throws {
        var problem = AllocationProblem(
            lines: [AllocationProblem.Line(id: "B", totalCents: Cents(9)), AllocationProblem.Line(id: "A", totalCents: Cents(5))],
            applications: [.file("F2", 4, score: 1, "A", "B"), .file("F1", 3, score: 2, "B")])
        let text = String(decoding: problem.canonicalText, as: UTF8.self)
        #expect(
            text == """
                {"applications":[{"applicant":"F1","id":"F1","lines":["B"],"minimumUsefulCents":3,"requestedCents":3,\
                "reserved":false,"score":2,"submittedRank":1},{"applicant":"F2","id":"F2","lines":["B","A"],\
                "minimumUsefulCents":4,"requestedCents":4,"reserved":false,"score":1,"submittedRank":2}],\
                "lines":[{"id":"B","maxAwardCents":null,"maxAwards":null,"reserve":null,"totalCents":9},\
                {"id":"A","maxAwardCents":null,"maxAwards":null,"reserve":null,"totalCents":5}],\
                "maxAwardsPerApplicant":null,"threshold":null}
                """)
        problem.applications.reverse()
        problem.applications[1].lines.reverse()
        #expect(problem.canonicalText == Array(text.utf8))
        problem.lines.reverse()
        #expect(problem.canonicalText != Array(text.utf8))
    }

    @Test func `texts are escaped as RFC 8785 does`() {
        var json = CanonicalJSON()
        json.string("é\"\\\u{8}\t\n\u{c}\r\u{1f}/\u{7f}")
        #expect(String(decoding: json.bytes, as: UTF8.self) == #""é\"\\\b\t\n\f\r\u001f/"# + "\u{7f}\"")
    }

    @Test func `another published problem, or none, is told`() throws {
        let problem = AllocationProblem.oneLine(total: 9, AllocationProblem.ranked([5, 6]))
        let certificate = try problem.certified(by: AllocationRules(), embedding: false, sha256: Certifying.sha256).certificate
        #expect(certificate.problem == nil)
        #expect(try Certifying.checker.check(certificate, published: problem).awards == 1)
        #expect(throws: CertificateFault.self) { try Certifying.checker.check(certificate) }
        var other = problem
        other.lines[0].totalCents = Cents(10)
        let fault = #expect(throws: CertificateFault.self) { try Certifying.checker.check(certificate, published: other) }
        #expect(fault?.place == "problemSHA256")
    }

    @Test func `a fault says where it is, what is there and what should be`() throws {
        let problem = AllocationProblem.oneLine(total: 9, AllocationProblem.ranked([5, 6]))
        var certificate = try problem.certified(by: AllocationRules(), sha256: Certifying.sha256).certificate
        certificate.runs[0].passes[0].steps[1].refusal?.shortCents = Cents(3)
        let fault = #expect(throws: CertificateFault.self) { try Certifying.checker.check(certificate) }
        #expect(fault?.place == "runs[0].passes[0].steps[1]")
        #expect(fault?.found == "F2 on L: refused, skippedShort shortCents 3, open 4 → 4, reserve 0 → 0")
        #expect(fault?.expected == "F2 on L: refused, skippedShort shortCents 2, open 4 → 4, reserve 0 → 0")
    }

    /// Random certificates of every rule, each with every change. Whatever was changed is rejected; only where the changed
    /// document is itself the honest certificate of what it says (another problem or another parameter with the same steps and
    /// results) may it pass, and those are counted. An optimum is certified by a bound: it may also pass with other premises
    /// or prices under which the list still keeps every limit, and within the bound that the document tells.
    @Test(arguments: 0..<10)
    func `every mutant is rejected`(batch: Int) throws {
        var (mutants, equivalent) = (0, 0)
        var made: Set<Mutation> = []
        for seed in UInt64(batch * 30)..<UInt64(batch * 30 + 30) {
            guard let honest = try? Certifying.certificate(.certifiable(seed: seed)) else { continue }
            _ = try Certifying.checker.check(honest)
            for mutation in Mutation.allCases {
                var random = SplitMix64(seed: seed)
                var mutant = honest
                guard mutation.apply(to: &mutant, &random), mutant != honest else { continue }
                mutants += 1
                made.insert(mutation)
                if (try? Certifying.checker.check(mutant)) == nil { continue }
                equivalent += 1
                if mutant.rules.rule == .optimum {
                    // Another problem within whose limits the list is as good as it says; or other prices that tell their bound.
                    #expect(Mutation.ofPremises.contains(mutation), "seed \(seed), \(mutation)")
                } else {
                    let again = try mutant.problem?.certified(by: mutant.rules, sha256: Certifying.sha256).certificate
                    #expect(mutant == again, "seed \(seed), \(mutation)")
                }
            }
        }
        #expect(mutants >= 600, "batch \(batch): \(mutants) mutants of \(made.count) kinds")
        #expect(equivalent * 5 < mutants, "batch \(batch): \(equivalent) of \(mutants) mutants say something else that is true")
        print("certificates: batch \(batch), \(mutants) mutants, \(mutants - equivalent) rejected, \(equivalent) equivalent")
    }
}
