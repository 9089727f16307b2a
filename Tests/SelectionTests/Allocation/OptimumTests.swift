import CallModel
import TestSupport
import Testing

@testable import Selection

@Suite struct OptimumTests {
    private static let rules = AllocationRules(rule: .optimum)

    @Test func `two middling files can be worth more than the first`() throws {
        let problem = AllocationProblem.oneLine(
            total: 10, [.file("F1", 9, score: 90), .file("F2", 5, score: 80), .file("F3", 5, score: 70)])
        let result = try problem.allocate(by: Self.rules)
        #expect(result.funded == ["F2", "F3"])
        #expect(result.totalScore == 150)
        #expect(result.optimality == Allocation.Optimality(proven: true, bound: 150))
        #expect(result.reason(of: "F1") == .lineExhausted(line: "L", rank: 3))
    }

    @Test func `the floor is reached, at the cost of the sum`() throws {
        let files: [AllocationProblem.Application] = [
            .file("F1", 5, score: 90), .file("F2", 5, score: 80), .file("F3", 5, score: 10, reserved: true)
        ]
        let problem = AllocationProblem.oneLine(total: 10, reserve: 5, mode: .floor, files)
        #expect(try problem.allocate(by: Self.rules).funded == ["F1", "F3"])
        let far = AllocationProblem.oneLine(total: 10, reserve: 6, mode: .floor, files)
        let error = #expect(throws: AllocationFaults.self) { try far.allocate(by: Self.rules) }
        #expect(error?.faults == [.floorOutOfReach(lines: ["L"])])
        let other = #expect(throws: AllocationFaults.self) { try problem.allocate(by: AllocationRules()) }
        #expect(other?.faults == [.floorWithoutOptimum(line: "L")])
    }

    /// Once every hopeless option is removed, one choice can be left that no draft ever tried: here F1 alone.
    @Test func `the last choice that is left is tried`() throws {
        var problem = AllocationProblem.oneLine(
            total: 11, reserve: 10, mode: .fence, maxAwards: 3,
            [
                .file("F3", 9, score: 8), .file("F4", 11, score: 8, reserved: true), .file("F5", 10, score: 2, reserved: true),
                .file("F6", 8, score: 7, reserved: true), .file("F2", 10, score: 2), .file("F9", 5, score: 4, reserved: true)
            ])
        for (index, applicant) in ["O2", "O2", "O4", "O2", "O4", "O4"].enumerated() { problem.applications[index].applicant = applicant }
        problem.maxAwardsPerApplicant = 1
        let result = try problem.allocate(by: AllocationRules(rule: .optimum, unspent: .spillBack))
        #expect(result.funded == ["F4"] && result.totalScore == 8)
    }

    @Test func `partial awards are refused`() {
        let problem = AllocationProblem.oneLine(total: 10, AllocationProblem.ranked([5]))
        let error = #expect(throws: AllocationFaults.self) {
            try problem.allocate(by: AllocationRules(rule: .optimum, partial: true))
        }
        #expect(error?.faults == [.notWithOptimum(key: "partial")])
    }

    /// Every choice of small problems, looked at one by one.
    @Test(arguments: 0..<8)
    func `no other list of awards has a greater sum`(batch: Int) throws {
        for seed in UInt64(batch * 200)..<UInt64(batch * 200 + 200) {
            var random = RandomProblem(seed: seed)
            random.becomeOptimum(seed: seed)
            let greatest = EveryChoice(random.problem, spills: random.rules.unspent == .spillBack).greatest()
            do {
                let result = try random.problem.allocate(by: random.rules)
                #expect(result.totalScore == greatest, "seed \(seed)")
                #expect(result.optimality == Allocation.Optimality(proven: true, bound: result.totalScore), "seed \(seed)")
            } catch {
                #expect(greatest == nil, "seed \(seed): \(error)")
            }
        }
    }

    /// Again every choice, of small problems that are made like the large ones.
    @Test(arguments: OptimumKind.allCases)
    func `of each kind, no other list of awards has a greater sum`(kind: OptimumKind) throws {
        for seed in UInt64(0)..<30 {
            let problem = kind.problem(files: 6, lines: 2, seed: seed)
            let greatest = EveryChoice(problem, spills: kind.rules.unspent == .spillBack).greatest()
            do {
                let result = try problem.allocate(by: kind.rules)
                #expect(result.totalScore == greatest, "seed \(seed)")
                #expect(result.optimality == Allocation.Optimality(proven: true, bound: result.totalScore), "seed \(seed)")
            } catch {
                #expect(greatest == nil, "seed \(seed): \(error)")
            }
        }
    }

    /// Kinds with two pools a line of which the search gives up at this size, and says so.
    private static let hard: Set<OptimumKind> = [.reserveFirst, .openFirst, .poolsThatSpill]

    /// Too large to look at every choice: the checker's bound, and that the order in the file changes nothing.
    @Test(arguments: OptimumKind.allCases.filter { !hard.contains($0) })
    func `of most kinds, problems of a hundred files are proven`(kind: OptimumKind) throws {
        var problem = kind.problem(files: 100, lines: 3, seed: 1)
        let certified = try problem.certified(by: kind.rules, sha256: Certifying.sha256)
        #expect(certified.allocation.optimality?.proven == true)
        let checked = try Certifying.checker.check(certified.certificate)
        #expect(checked.bound ?? 0 >= checked.totalScore)
        problem.applications.reverse()
        #expect(try problem.allocate(by: kind.rules).awards == certified.allocation.awards)
    }

    /// Sizes at which the search has something to do; the sum is compared with that of rank order and with the checker's bound.
    @Test(arguments: [(60, 3), (500, 5)] as [(Int, Int)])
    func `larger problems are proven`(files: Int, lines: Int) throws {
        let problem = AllocationProblem.sample(files: files, lines: lines, seed: 7)
        let certified = try problem.certified(by: Self.rules, sha256: Certifying.sha256)
        #expect(certified.allocation.optimality?.proven == true)
        #expect(try certified.allocation.totalScore >= problem.allocate(by: AllocationRules()).totalScore)
        let checked = try Certifying.checker.check(certified.certificate)
        #expect(checked.bound ?? 0 >= checked.totalScore)
    }
}

extension AllocationProblem {
    /// Files and lines of a municipality: requests by the hundred euros, scores with two decimals, about half of the money
    /// that is asked.
    static func sample(files: Int, lines: Int, seed: UInt64) -> AllocationProblem {
        var random = SplitMix64(seed: seed)
        let names = (1...lines).map { "L\($0)" }
        let applications = (1...files).map { number in
            Application(
                id: "F\(number)", applicant: "O\(number)", requestedCents: Cents(Int64(random.number(10...80)) * 10_000),
                score: Int64(random.number(3000...9900)), submittedRank: number, reserved: random.chance(1, of: 5),
                lines: names.filter { _ in random.chance(2, of: 5) })
        }
        let asked = applications.reduce(Int64(0)) { $0 + $1.requestedCents.value }
        return AllocationProblem(
            lines: names.map { name in
                let total = asked / Int64(2 * lines) / 10_000 * 10_000
                return Line(id: name, totalCents: Cents(total), reserve: Reserve(cents: Cents(total / 50_000 * 10_000), mode: .fence))
            }, applications: applications)
    }
}
