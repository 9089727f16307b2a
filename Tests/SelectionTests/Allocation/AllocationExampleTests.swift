import CallModel
import Testing

@testable import Selection

/// Small examples with figures that can be followed by hand.
@Suite struct AllocationExampleTests {
    static let five: [AllocationProblem.Application] = [
        .file("A", 30, score: 90, reserved: true), .file("B", 30, score: 85), .file("C", 30, score: 80),
        .file("D", 30, score: 78), .file("E", 30, score: 70, reserved: true)
    ]

    @Test(
        arguments: [
            (.reserveFirst, ["A", "B", "C", "D"], [1, 2, 2, 2]), (.openFirst, ["A", "B", "C", "E"], [1, 1, 1, 2]),
            (.fence, ["A", "B", "C", "D"], [1, 1, 1, 1]), (.none, ["A", "B", "C", "D"], [1, 1, 1, 1])
        ] as [(AllocationProblem.Reserve.Mode, [String], [Int])])
    func `the modes fund different files`(
        mode: AllocationProblem.Reserve.Mode, funded: [String], passes: [Int]
    ) throws {
        let result = try AllocationProblem.oneLine(total: 120, reserve: 30, mode: mode, Self.five)
            .allocate(by: AllocationRules())
        #expect(result.funded == funded)
        #expect(result.awards.map(\.pass) == passes)
    }

    @Test(arguments: [(10, ["F1", "F3"]), (13, ["F1", "F2"]), (15, ["F1", "F2", "F3"])] as [(Int64, [String])])
    func `a greater budget can drop a file`(total: Int64, funded: [String]) throws {
        let problem = AllocationProblem.oneLine(total: total, AllocationProblem.ranked([8, 5, 2]))
        #expect(try problem.allocate(by: AllocationRules()).funded == funded)
    }

    @Test func `one file's withdrawal can cost another its award`() throws {
        var problem = AllocationProblem.oneLine(total: 7, AllocationProblem.ranked([3, 5, 4]))
        #expect(try problem.allocate(by: AllocationRules()).funded == ["F1", "F3"])
        problem.applications.removeFirst()
        #expect(try problem.allocate(by: AllocationRules()).funded == ["F2"])
    }

    @Test func `the strict rule stops at the first file that does not fit`() throws {
        let problem = AllocationProblem.oneLine(total: 10, AllocationProblem.ranked([8, 5, 2]))
        let result = try problem.allocate(by: AllocationRules(rule: .rankOrderStrict))
        #expect(result.funded == ["F1"])
        #expect(result.reason(of: "F2") == .skippedShort(line: "L", by: Cents(3)))
        #expect(result.reason(of: "F3") == .lineClosed(line: "L", rank: 2))
    }

    @Test func `the strict rule closes a line for one class only`() throws {
        let problem = AllocationProblem.oneLine(
            total: 20, reserve: 10, mode: .fence,
            [
                .file("F1", 8, score: 9), .file("F2", 5, score: 8), .file("F3", 9, score: 7, reserved: true),
                .file("F4", 1, score: 6)
            ])
        let result = try problem.allocate(by: AllocationRules(rule: .rankOrderStrict))
        #expect(result.funded == ["F1", "F3"])
        #expect(result.reason(of: "F4") == .lineClosed(line: "L", rank: 2))
    }

    @Test func `a cap closes nothing`() throws {
        var problem = AllocationProblem.oneLine(total: 10, AllocationProblem.ranked([2, 3, 4]))
        problem.maxAwardsPerApplicant = 1
        problem.applications[1].applicant = "F1"
        let result = try problem.allocate(by: AllocationRules(rule: .rankOrderStrict))
        #expect(result.funded == ["F1", "F3"])
        #expect(result.reason(of: "F2") == .applicantCap(limit: 1))
    }

    @Test func `lines are tried in the problem's order, and a file is paid from one`() throws {
        let problem = AllocationProblem(
            lines: [
                AllocationProblem.Line(id: "first", totalCents: Cents(5)),
                AllocationProblem.Line(id: "second", totalCents: Cents(9))
            ],
            applications: [
                .file("F1", 4, score: 9, "second", "first"), .file("F2", 4, score: 8, "first", "second"),
                .file("F3", 6, score: 7, "first", "second"), .file("F4", 1, score: 6, "first")
            ])
        let result = try problem.allocate(by: AllocationRules())
        #expect(result.awards.map(\.line) == ["first", "second", "first"])
        #expect(result.funded == ["F1", "F2", "F4"])
        #expect(result.reason(of: "F3") == .skippedShort(line: "second", by: Cents(1)))
        #expect(result.totalScore == 23)
    }

    @Test func `a partial award goes to the first file that can use what is left`() throws {
        let problem = AllocationProblem.oneLine(
            total: 150,
            [
                .file("F1", 100, score: 9), .file("F2", 80, score: 8, useful: 60),
                .file("F3", 90, score: 7, useful: 40), .file("F4", 20, score: 6)
            ])
        let result = try problem.allocate(by: AllocationRules(partial: true))
        #expect(result.cents(of: "F3") == 50)
        #expect(result.reason(of: "F2") == .skippedShort(line: "L", by: Cents(30)))
        #expect(result.reason(of: "F4") == .lineExhausted(line: "L", rank: 3))
    }

    @Test(arguments: [(1, 57), (10, 50), (25, 50), (51, 51), (30, nil), (60, nil)] as [(Int64, Int64?)])
    func `a partial award is rounded down, and then still has to be useful`(unit: Int64, cents: Int64?) throws {
        let problem = AllocationProblem.oneLine(total: 57, [.file("F1", 80, score: 9, useful: 50)])
        let rules = AllocationRules(partial: true, roundingUnit: Cents(unit))
        #expect(try problem.allocate(by: rules).cents(of: "F1") == cents)
    }

    @Test func `the file at which a line closes may take what is left of it`() throws {
        let problem = AllocationProblem.oneLine(
            total: 10, [.file("F1", 8, score: 9), .file("F2", 5, score: 8, useful: 1), .file("F3", 1, score: 7)])
        let result = try problem.allocate(by: AllocationRules(rule: .rankOrderStrict, partial: true))
        #expect(result.awards.map(\.cents.value) == [8, 2])
        #expect(result.reason(of: "F3") == .lineExhausted(line: "L", rank: 2))
    }

    @Test func `no partial award is made while money may still spill`() throws {
        let problem = AllocationProblem.oneLine(
            total: 21, reserve: 17, mode: .fence,
            [.file("F1", 8, score: 6, useful: 1), .file("F2", 7, score: 5), .file("F3", 9, score: 4, useful: 6)])
        let result = try problem.allocate(by: AllocationRules(partial: true, unspent: .spillBack))
        #expect(result.awards.map(\.cents.value) == [8, 7, 6])
        #expect(result.awards.map(\.pass) == [2, 2, 2])
    }

    /// The reserve spills once every fundable reserved file is served: one that is too large for what is left of it takes that,
    /// before a smaller file that is not reserved and ranks above it.
    @Test(arguments: [AllocationRules.Unspent.keep, .spillBack])
    func `a reserved file takes its part before anything spills`(unspent: AllocationRules.Unspent) throws {
        let problem = AllocationProblem.oneLine(
            total: 20, reserve: 12, mode: .fence,
            [
                .file("F1", 8, score: 9), .file("F2", 9, score: 8, reserved: true), .file("F3", 3, score: 7),
                .file("F4", 5, score: 6, reserved: true, useful: 2)
            ])
        let result = try problem.allocate(by: AllocationRules(partial: true, unspent: unspent))
        #expect(result.cents(of: "F4") == 3)
        #expect(result.funded == ["F1", "F2", "F4"])
        // Of no use to it, the rest spills.
        var proud = problem
        proud.applications[3].minimumUsefulCents = Cents(4)
        let spilled = try proud.allocate(by: AllocationRules(partial: true, unspent: unspent))
        #expect(spilled.funded == ["F1", "F2"] + (unspent == .spillBack ? ["F3"] : []))
    }

    @Test(arguments: [AllocationRules.Unspent.keep, .spillBack])
    func `of two pools too, the reserved file has its part of the reserve first`(unspent: AllocationRules.Unspent) throws {
        let problem = AllocationProblem.oneLine(
            total: 20, reserve: 12, mode: .openFirst,
            [
                .file("F1", 8, score: 9), .file("F2", 10, score: 8), .file("F3", 13, score: 7, reserved: true, useful: 2)
            ])
        let result = try problem.allocate(by: AllocationRules(partial: true, unspent: unspent))
        #expect(result.cents(of: "F3") == 12)
        #expect(result.funded == ["F1", "F3"])
    }

    @Test func `an empty problem gives nothing and keeps everything`() throws {
        let result = try AllocationProblem.oneLine(total: 5, reserve: 2, mode: .fence, [])
            .allocate(by: AllocationRules())
        #expect(result.awards.isEmpty && result.unfunded.isEmpty)
        #expect(result.lines.map(\.unspentCents) == [Cents(5)])
        #expect(result.lines.map(\.unspentReserveCents) == [Cents(2)])
    }
}
