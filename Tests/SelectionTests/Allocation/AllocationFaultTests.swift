import CallModel
import Testing

@testable import Selection

@Suite struct AllocationFaultTests {
    @Test func `all that is wrong with a problem is told at once`() {
        let problem = AllocationProblem(
            lines: [
                AllocationProblem.Line(id: "A", totalCents: Cents(-1), maxAwardCents: Cents(-2), maxAwards: -3),
                AllocationProblem.Line(
                    id: "A", totalCents: Cents(5), reserve: AllocationProblem.Reserve(cents: Cents(6), mode: .fence)),
                AllocationProblem.Line(
                    id: "B", totalCents: Cents(5), reserve: AllocationProblem.Reserve(cents: Cents(-6), mode: .none))
            ],
            applications: [
                .file("F1", -4, score: 1, useful: 0, "A"), .file("F1", 0, score: 2, "Z"),
                .file("F3", 5, score: .max, useful: 6, "A"), .file("F4", 5, score: 1, useful: -1, "A")
            ], maxAwardsPerApplicant: -1, threshold: .min)
        let error = #expect(throws: AllocationFaults.self) {
            try problem.allocate(by: AllocationRules(roundingUnit: .zero))
        }
        #expect(
            error?.faults == [
                .roundingUnitNotPositive(.zero), .negativeCap(line: nil, -1),
                .scoreOutOfRange(application: nil, .min), .amountOutOfRange(.total(line: "A"), Cents(-1)),
                .amountOutOfRange(.maxAward(line: "A"), Cents(-2)), .negativeCap(line: "A", -3), .duplicateLine("A"),
                .reserveAboveTotal(line: "A", reserve: Cents(6), total: Cents(5)),
                .amountOutOfRange(.reserve(line: "B"), Cents(-6)),
                .amountOutOfRange(.request(application: "F1"), Cents(-4)), .duplicateApplication("F1"),
                .unknownLine(application: "F1", line: "Z"), .nothingRequested(application: "F1"),
                .minimumAboveRequest(application: "F3", minimum: Cents(6), requested: Cents(5)),
                .scoreOutOfRange(application: "F3", .max),
                .amountOutOfRange(.minimumUseful(application: "F4"), Cents(-1)),
                .duplicateSubmittedRank(1, applications: ["F1", "F1"])
            ])
    }

    @Test func `what the proportional rule has no use for is told at once`() {
        var problem = AllocationProblem.oneLine(
            total: 10, reserve: 2, mode: .fence, maxAwards: 3, AllocationProblem.ranked([5]))
        problem.lines[0].minAwards = -1
        problem.maxAwardsPerApplicant = 1
        let error = #expect(throws: AllocationFaults.self) {
            try problem.allocate(by: AllocationRules(rule: .proportional, partial: true))
        }
        #expect(
            error?.faults == [
                .notWithProportional(line: nil, key: "partial"),
                .notWithProportional(line: nil, key: "maxAwardsPerApplicant"),
                .notWithProportional(line: "L", key: "reserve"), .notWithProportional(line: "L", key: "maxAwards"),
                .notWithProportional(line: "L", key: "minAwards"), .negativeCap(line: "L", -1)
            ])
    }

    @Test func `a fault reads as a sentence`() {
        let line = AllocationFault.unknownLine(application: "F1", line: "Z")
        #expect("\(line)" == "application F1 names line Z, which does not exist")
        let amount = AllocationFault.amountOutOfRange(.reserve(line: "B"), Cents(-600))
        #expect("\(amount)" == "the reserve of line B is -6.00, which no amount here can be")
    }

    @Test func `the largest amounts are allocated without overflow`() throws {
        let most = AllocationProblem.largestAmount
        let problem = AllocationProblem.oneLine(
            total: most, reserve: most, mode: .fence,
            [.file("F1", most, score: AllocationProblem.largestScore, reserved: true), .file("F2", most, score: 0)])
        let result = try problem.allocate(by: AllocationRules(partial: true, unspent: .spillBack))
        #expect(result.funded == ["F1"])
        #expect(result.totalScore == AllocationProblem.largestScore)
    }
}
