import CallModel
import Foundation
import TestSupport
import Testing

@testable import Selection

private let whole = "expected a whole number of at most 18 digits, without point or exponent"

/// What is signed, published or decided by is read one way only.
@Suite struct JSONShapeTests {
    private static let problem = """
        {"lines": [{"id": "général", "totalCents": 100, "reserve": {"cents": 30, "mode": "fence"}}],
         "applications": [
          {"id": "A1", "applicant": "O1", "requestedCents": 60, "score": 9, "submittedRank": 1, "lines": ["général"]}]}
        """

    private func faults(_ text: String, _ shape: JSONShape = AllocationProblem.shape) -> [JSONShapeFault] {
        var spellings = JSONSpellings()
        do throws(JSONShapeFaults) {
            try JSONShapeReader.check(Array(text.utf8), shape, &spellings)
            return []
        } catch {
            return error.faults
        }
    }

    @Test func `a problem, and the same behind a byte order mark, is taken`() {
        #expect(faults(Self.problem) == [])
        #expect(faults("\u{FEFF}" + Self.problem) == [])
    }

    @Test(
        arguments: [
            (#""score": 9"#, #""score": 9, "score": 1"#, "applications[0].score", "is given twice"),
            (#""score": 9"#, #""score": 9, "sc\u006fre": 1"#, "applications[0].score", "is given twice"),
            (#""score": 9"#, #""scor": 9, "score": 9"#, "applications[0].scor", "is no key of an application; did you mean score?"),
            (#""reserve":"#, #""reservd":"#, "lines[0].reservd", "is no key of a line; did you mean reserve?"),
            (#"{"lines":"#, #"{"treshold": 5, "lines":"#, "treshold", "is no key of a problem; did you mean threshold?"),
            (#""score": 9"#, #""score": 9.5"#, "applications[0].score", whole),
            (#""score": 9"#, #""score": 99999999999999999999"#, "applications[0].score", whole),
            (#""score": 9"#, #""score": "9""#, "applications[0].score", "expected a whole number"),
            (#""score": 9"#, #""score": null"#, "applications[0].score", "expected a whole number"),
            (#""score": 9, "#, "", "applications[0].score", "is missing"),
            (
                #""mode": "fence""#, #""mode": "fencing""#, "lines[0].reserve.mode",
                #""fencing" is none of none, fence, reserveFirst, openFirst, floor"#
            ),
            (
                "[\"général\"]", "[\"ge\u{301}ne\u{301}ral\"]", "applications[0].lines[0]",
                "\"ge\u{301}ne\u{301}ral\" stands elsewhere with other bytes: the same letters, composed otherwise"
            )
        ])
    func `what could be read in two ways is refused where it stands`(_ old: String, _ new: String, _ path: String, _ sentence: String) {
        let text = Self.problem.replacing(old, with: new)
        #expect(Array(text.utf8) != Array(Self.problem.utf8))
        let found = faults(text)
        #expect(found.map(\.path) == [path])
        #expect(found.map(\.sentence) == [sentence])
        #expect(found.first.map { $0.line >= 1 && $0.column > 1 } == true)
    }

    @Test func `the place is that of the key at fault`() {
        #expect(faults(Self.problem.replacing(#""score": 9"#, with: #""score": 9, "score": 1"#)).map { [$0.line, $0.column] } == [[3, 69]])
    }

    @Test func `what is cut or empty is told with its place`() {
        for length in stride(from: 0, to: Self.problem.utf8.count, by: 7) {
            let found = faults(String(decoding: Array(Self.problem.utf8).prefix(length), as: UTF8.self))
            #expect(!found.isEmpty, "\(length)")
        }
        #expect(faults("").map(\.sentence) == ["the text ends too early"])
        #expect(faults("").map { [$0.line, $0.column] } == [[1, 1]])
        #expect(faults(Self.problem + "x").map(\.sentence) == ["something follows the end of the problem"])
    }

    /// Every key that is written is known to the shape, and every key that is needed is written.
    @Test func `every certificate and every problem that is written is read`() throws {
        var read = 0
        for seed in UInt64(1)...40 {
            let random = RandomProblem.certifiable(seed: seed)
            // A floor that no list reaches is no problem with a certificate.
            guard let certified = try? random.problem.certified(by: random.rules, sha256: Certifying.sha256) else { continue }
            read += 1
            #expect(faults(String(decoding: certified.text, as: UTF8.self), AllocationCertificate.shape) == [], "\(seed)")
            #expect(faults(String(decoding: try JSONEncoder().encode(random.problem), as: UTF8.self)) == [], "\(seed)")
        }
        #expect(read > 30)
    }
}
