import TestSupport
import Testing

@testable import Selection

/// Problems too large to try everything: an assignment has the greatest total exactly when no chain of exchanges, back to where it
/// began, gains anything. Chains are looked for by Bellman and Ford's method on the whole network, with none of the solver's code.
@Suite struct AssignmentCertificateTests {
    @Test(arguments: 0..<12)
    func `no chain of exchanges gains anything`(seed: Int) throws {
        let problem = Self.problem(seed: UInt64(seed), files: 40, reviewers: 12)
        let plan = try problem.assign()
        #expect(!Self.canGain(problem, plan))
        // And the method sees what is worse: two files that are not served alike exchange reviewers.
        let worse = try Self.worsened(problem, plan)
        #expect(Self.canGain(problem, worse))
    }

    @Test(arguments: 0..<6)
    func `prices to begin with change nothing`(seed: Int) throws {
        let grid = AssignmentGrid(Self.problem(seed: UInt64(seed), files: 60, reviewers: 9))
        let (priced, plain) = (grid.flow(), grid.flow())
        priced.estimatePrices(phases: grid.priceSteps)
        for flow in [priced, plain] {
            #expect(flow.start() == nil)
            #expect(flow.balance() == nil)
        }
        #expect((0..<60).allSatisfy { Set(priced.reviewers(of: $0)) == Set(plain.reviewers(of: $0)) })
    }

    @Test(arguments: 0..<4)
    func `fair gives the worst file at least as much as the greatest total does, and no more in total`(seed: Int) throws {
        var problem = Self.problem(seed: UInt64(seed), files: 30, reviewers: 10)
        let greatest = try problem.assign()
        problem.objective = .fair
        let fair = try problem.assign()
        #expect(fair.worstAffinity >= greatest.worstAffinity)
        #expect(fair.totalAffinity <= greatest.totalAffinity)
        #expect(fair.worstAffinity > greatest.worstAffinity || fair.pairs == greatest.pairs)
    }

    static func problem(seed: UInt64, files: Int, reviewers: Int) -> AssignmentProblem {
        var random = SplitMix64(seed: seed)
        let even = (files * 3 + reviewers - 1) / reviewers
        return AssignmentProblem(
            call: "certificate", reviewsPerApplication: 3,
            reviewers: (0..<reviewers).map { .init(id: "R\($0)", minLoad: even / 2, maxLoad: even + random.number(0...2)) },
            applications: (0..<files).map { file in
                .init(
                    id: "A\(file)",
                    affinities: (0..<reviewers).compactMap { reviewer in
                        random.chance(1, of: 12)
                            ? .init(reviewer: reviewer, points: AssignmentProblem.conflict)
                            : random.chance(1, of: 3) ? nil : .init(reviewer: reviewer, points: random.number(0...reviewer * 8))
                    })
            })
    }

    /// Whether places and files can be exchanged in a circle for a greater total.
    private static func canGain(_ problem: AssignmentProblem, _ plan: AssignmentPlan) -> Bool {
        let (files, reviewers) = (problem.applications.count, problem.reviewers.count)
        let pool = files + reviewers
        var arcs: [(from: Int, to: Int, cost: Int)] = []
        for (file, application) in problem.applications.enumerated() {
            let mine = plan.pairs[application.id] ?? []
            for (place, reviewer) in problem.reviewers.enumerated() {
                let points = application.affinities.first { $0.reviewer == place }?.points ?? 0
                if mine.contains(reviewer.id) {
                    arcs.append((files + place, file, points))
                } else if points >= 0 {
                    arcs.append((file, files + place, -points))
                }
            }
        }
        for (place, reviewer) in problem.reviewers.enumerated() {
            let load = plan.loads[reviewer.id] ?? 0
            if load < reviewer.maxLoad ?? .max { arcs.append((files + place, pool, 0)) }
            if load > reviewer.minLoad { arcs.append((pool, files + place, 0)) }
        }
        var distance = Array(repeating: 0, count: pool + 1)
        for _ in 0...pool {
            var hasChanged = false
            for arc in arcs where distance[arc.from] + arc.cost < distance[arc.to] {
                distance[arc.to] = distance[arc.from] + arc.cost
                hasChanged = true
            }
            if !hasChanged { return false }
        }
        return true
    }

    /// The assignment with two reviewers exchanged so that the total is less.
    private static func worsened(_ problem: AssignmentProblem, _ plan: AssignmentPlan) throws -> AssignmentPlan {
        func points(_ file: Int, _ reviewer: String) -> Int {
            let place = problem.reviewers.firstIndex { $0.id == reviewer }
            return problem.applications[file].affinities.first { $0.reviewer == place }?.points ?? 0
        }
        var pairs = problem.applications.map { plan.pairs[$0.id] ?? [] }
        search: for first in pairs.indices {
            for second in pairs.indices where second > first {
                for mine in pairs[first] where !pairs[second].contains(mine) {
                    for other in pairs[second] where !pairs[first].contains(other) {
                        let (here, there) = (points(first, other), points(second, mine))
                        guard here >= 0, there >= 0, here + there < points(first, mine) + points(second, other) else { continue }
                        pairs[first] = pairs[first].map { $0 == mine ? other : $0 }
                        pairs[second] = pairs[second].map { $0 == other ? mine : $0 }
                        break search
                    }
                }
            }
        }
        let assignments = zip(problem.applications, pairs).map { application, ids in
            AssignmentPlan.Assigned(
                application: application.id, reviewers: ids.map { .init(reviewer: $0, affinity: 0, reason: .tie) }, nextBest: nil)
        }
        try #require(Set(assignments.map { $0.reviewers.map(\.reviewer) }) != Set(plan.pairs.values))
        return AssignmentPlan(
            objective: plan.objective, totalAffinity: 0, worstAffinity: 0, isProven: true, assignments: assignments, loads: plan.loads)
    }
}
