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
}
