import CallModel
import Foundation
import Testing

@testable import Selection

/// The JSON of the problem file and of the result: other programs read and write these keys.
@Suite struct AllocationCodingTests {
    static let problem = """
        {"applications":[{"applicant":"O1","id":"A1","lines":["general"],"minimumUsefulCents":800000,\
        "requestedCents":800000,"reserved":true,"score":8125,"submittedRank":1}],\
        "lines":[{"id":"general","maxAwardCents":800000,"maxAwards":null,\
        "reserve":{"cents":3000000,"mode":"fence"},"totalCents":15000000}],\
        "maxAwardsPerApplicant":null,"threshold":null}
        """

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test func `a problem file is read and written back with every key`() throws {
        let problem = try JSONDecoder().decode(AllocationProblem.self, from: Data(Self.problem.utf8))
        #expect(problem.lines.first?.reserve == AllocationProblem.Reserve(cents: Cents(3_000_000), mode: .fence))
        #expect(problem.applications.first?.score == 8125)
        #expect(try Self.json(problem) == Self.problem)
    }

    @Test func `what has one evident reading may be left out`() throws {
        let short = """
            {"lines": [{"id": "L", "totalCents": 9}], "applications": [
              {"id": "A", "applicant": "O", "requestedCents": 5, "score": 1, "submittedRank": 1, "lines": ["L"]}]}
            """
        let problem = try JSONDecoder().decode(AllocationProblem.self, from: Data(short.utf8))
        #expect(problem.applications.first?.minimumUsefulCents == Cents(5))
        #expect(problem.applications.first?.reserved == false)
        #expect(problem.maxAwardsPerApplicant == nil && problem.threshold == nil)
        #expect(problem.lines.first?.reserve == nil)
    }

    @Test func `a result carries awards, line totals, total score, rule and reasons`() throws {
        let problem = AllocationProblem.oneLine(
            total: 9, reserve: 4, mode: .fence, [.file("F1", 5, score: 7), .file("F2", 6, score: 3)])
        #expect(
            try Self.json(problem.allocate(by: AllocationRules())) == """
                {"awards":[{"application":"F1","cents":5,"line":"L","pass":1}],\
                "lines":[{"awardedCents":5,"id":"L","reservedAwardedCents":0,"unspentCents":4,"unspentReserveCents":4}],\
                "rule":"rankOrder","totalScore":7,\
                "unfunded":[{"application":"F2","line":"L","reason":"fence","reserveCents":4,"shortCents":6}]}
                """)
    }

    @Test(arguments: [
        Allocation.Reason.belowThreshold(score: 1, threshold: 2), .notEligible(highestCeiling: Cents(3)),
        .notEligible(highestCeiling: nil), .lineExhausted(line: "L", rank: 4), .skippedShort(line: "L", by: Cents(5)),
        .fence(line: "L", by: Cents(6), reserve: Cents(7)), .lineClosed(line: "L", rank: 8),
        .awardCap(line: "L", limit: 9), .tooFewAwards(line: "L", awards: 2, minimum: 3), .applicantCap(limit: 10)
    ])
    func `every reason is read back as it was written`(reason: Allocation.Reason) throws {
        let unfunded = Allocation.Unfunded(application: "A", reason: reason)
        let data = try JSONEncoder().encode(unfunded)
        #expect(try JSONDecoder().decode(Allocation.Unfunded.self, from: data) == unfunded)
    }

    @Test(arguments: ["flor", "Fence", ""])
    func `a mode that does not exist is refused`(mode: String) {
        let text = Self.problem.replacingOccurrences(of: "\"fence\"", with: "\"\(mode)\"")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(AllocationProblem.self, from: Data(text.utf8))
        }
    }
}
