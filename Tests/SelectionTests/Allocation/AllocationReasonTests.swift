import CallModel
import Testing

@testable import Selection

/// Each reason that a file can be refused for.
@Suite struct AllocationReasonTests {
    @Test(arguments: [(Int64(7500), true), (7499, false)])
    func `the threshold is reached or missed exactly`(score: Int64, funded: Bool) throws {
        var problem = AllocationProblem.oneLine(total: 10, [.file("F1", 5, score: score)])
        problem.threshold = 7500
        let result = try problem.allocate(by: AllocationRules())
        #expect(result.funded == (funded ? ["F1"] : []))
        #expect(result.reason(of: "F1") == (funded ? nil : .belowThreshold(score: 7499, threshold: 7500)))
    }

    @Test func `a file that asks more than every ceiling is eligible on no line`() throws {
        let problem = AllocationProblem(
            lines: [
                AllocationProblem.Line(id: "A", totalCents: Cents(99), maxAwardCents: Cents(8)),
                AllocationProblem.Line(id: "B", totalCents: Cents(99), maxAwardCents: Cents(4)),
                AllocationProblem.Line(id: "C", totalCents: Cents(99))
            ],
            applications: [.file("F1", 9, score: 1, "B", "A"), .file("F2", 8, score: 1, "B", "A")])
        let result = try problem.allocate(by: AllocationRules())
        #expect(result.reason(of: "F1") == .notEligible(highestCeiling: Cents(8)))
        #expect(result.awards.map(\.line) == ["A"])
    }

    @Test func `a file without a line is eligible on none`() throws {
        var problem = AllocationProblem.oneLine(total: 10, AllocationProblem.ranked([1]))
        problem.applications[0].lines = []
        #expect(try problem.allocate(by: AllocationRules()).reason(of: "F1") == .notEligible(highestCeiling: nil))
    }

    @Test func `an exhausted line tells the rank of the last award`() throws {
        let problem = AllocationProblem.oneLine(total: 7, AllocationProblem.ranked([4, 9, 3, 1]))
        let result = try problem.allocate(by: AllocationRules())
        #expect(result.reason(of: "F2") == .skippedShort(line: "L", by: Cents(6)))
        #expect(result.reason(of: "F4") == .lineExhausted(line: "L", rank: 3))
    }

    @Test func `a line that never held anything was exhausted at rank 0`() throws {
        let problem = AllocationProblem.oneLine(total: 0, AllocationProblem.ranked([4]))
        #expect(try problem.allocate(by: AllocationRules()).reason(of: "F1") == .lineExhausted(line: "L", rank: 0))
    }

    @Test func `the fence is named when open money is gone or reserved money would have covered the rest`() throws {
        let problem = AllocationProblem.oneLine(
            total: 30, reserve: 10, mode: .fence,
            [
                .file("F1", 15, score: 9), .file("F2", 12, score: 8), .file("F3", 16, score: 7),
                .file("F4", 5, score: 6), .file("F5", 40, score: 5)
            ])
        let result = try problem.allocate(by: AllocationRules())
        #expect(result.funded == ["F1", "F4"])
        #expect(result.reason(of: "F2") == .fence(line: "L", by: Cents(7), reserve: Cents(10)))
        #expect(result.reason(of: "F3") == .skippedShort(line: "L", by: Cents(11)))
        #expect(result.reason(of: "F5") == .fence(line: "L", by: Cents(40), reserve: Cents(10)))
    }

    @Test func `a line stops at its number of awards over all passes`() throws {
        let problem = AllocationProblem.oneLine(
            total: 99, reserve: 50, mode: .reserveFirst, maxAwards: 2,
            [.file("F1", 5, score: 9), .file("F2", 5, score: 8), .file("F3", 5, score: 7, reserved: true)])
        let result = try problem.allocate(by: AllocationRules())
        #expect(result.funded == ["F1", "F3"])
        #expect(result.reason(of: "F2") == .awardCap(line: "L", limit: 2))
    }

    @Test func `the applicant cap counts over all lines and partial awards`() throws {
        var problem = AllocationProblem(
            lines: [
                AllocationProblem.Line(id: "A", totalCents: Cents(3)),
                AllocationProblem.Line(id: "B", totalCents: Cents(9))
            ],
            applications: [
                .file("F1", 5, score: 9, useful: 1, "A"), .file("F2", 1, score: 8, "B"), .file("F3", 1, score: 7, "B")
            ], maxAwardsPerApplicant: 2)
        for index in 0..<3 { problem.applications[index].applicant = "one" }
        let result = try problem.allocate(by: AllocationRules(partial: true))
        #expect(result.awards.map(\.cents.value) == [3, 1])
        #expect(result.reason(of: "F3") == .applicantCap(limit: 2))
    }

    @Test func `a file refused on two lines is told where it came nearest`() throws {
        let problem = AllocationProblem(
            lines: [
                AllocationProblem.Line(id: "A", totalCents: Cents(1)),
                AllocationProblem.Line(id: "B", totalCents: Cents(9), maxAwards: 0),
                AllocationProblem.Line(id: "C", totalCents: Cents(4))
            ],
            applications: [.file("F1", 5, score: 9, "A", "B", "C")])
        let result = try problem.allocate(by: AllocationRules())
        #expect(result.reason(of: "F1") == .skippedShort(line: "C", by: Cents(1)))
    }
}
