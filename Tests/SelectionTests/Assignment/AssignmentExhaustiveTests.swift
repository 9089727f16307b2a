import TestSupport
import Testing

@testable import Selection

/// What holds for every problem, on thousands of small ones that can be solved by trying everything. A failure names its seed.
@Suite struct AssignmentExhaustiveTests {
    @Test(arguments: AssignmentCase.batches)
    func `nothing is better, and of equals the hash decides`(batch: Int) throws {
        var solved = 0
        for random in AssignmentCase.batch(batch) {
            let problem = random.problem
            guard let best = random.best() else {
                #expect(throws: AssignmentShortage.self, "\(random.seed)") { try problem.assign() }
                continue
            }
            let plan = try problem.assign()
            let expected = zip(problem.applications, best).map { ($0.id, $1.map { problem.reviewers[$0].id }.sorted()) }
            #expect(plan.pairs == Dictionary(uniqueKeysWithValues: expected), "\(random.seed)")
            #expect(plan.isProven, "\(random.seed)")
            solved += 1
        }
        #expect(solved > 100)
    }

    @Test(arguments: AssignmentCase.batches)
    func `every assignment keeps the loads, the conflicts and what was assigned, and counts itself right`(batch: Int) throws {
        for random in AssignmentCase.batch(batch) {
            let problem = random.problem
            guard let plan = try? problem.assign() else { continue }
            var loads: [String: Int] = [:]
            var sums: [Int] = []
            for (file, application) in problem.applications.enumerated() {
                let assigned = try #require(plan.assignments.first { $0.application == application.id })
                let ids = assigned.reviewers.map(\.reviewer)
                #expect(Set(ids).count == ids.count, "\(random.seed)")
                #expect(ids.count == max(problem.reviewsPerApplication, application.assigned.count), "\(random.seed)")
                #expect(application.assigned.allSatisfy { ids.contains(problem.reviewers[$0].id) }, "\(random.seed)")
                for pair in assigned.reviewers {
                    let reviewer = try #require(problem.reviewers.firstIndex { $0.id == pair.reviewer })
                    #expect(pair.affinity == random.points(file, reviewer) && pair.affinity >= 0, "\(random.seed)")
                    #expect((pair.reason == .assignedBefore) == application.assigned.contains(reviewer), "\(random.seed)")
                    loads[pair.reviewer, default: 0] += 1
                }
                sums.append(assigned.affinity)
            }
            for reviewer in problem.reviewers {
                #expect(plan.loads[reviewer.id] == loads[reviewer.id, default: 0], "\(random.seed)")
                #expect((reviewer.minLoad...(reviewer.maxLoad ?? .max)).contains(loads[reviewer.id, default: 0]), "\(random.seed)")
            }
            #expect(plan.totalAffinity == sums.reduce(0, +), "\(random.seed)")
            #expect(plan.worstAffinity == sums.min(), "\(random.seed)")
        }
    }

    @Test(arguments: AssignmentCase.batches)
    func `the order of a problem changes nothing`(batch: Int) throws {
        for random in AssignmentCase.batch(batch) {
            var generator = SplitMix64(seed: random.seed)
            let shuffled = random.problem.shuffled(&generator)
            let plan = try? random.problem.assign()
            #expect(plan == (try? shuffled.assign()), "\(random.seed)")
        }
    }

    @Test(arguments: AssignmentCase.batches)
    func `what is said to be impossible can be counted again`(batch: Int) throws {
        var counted = 0
        for random in AssignmentCase.batch(batch) {
            do {
                _ = try random.problem.assign()
            } catch let shortage as AssignmentShortage {
                #expect(random.best() == nil, "\(random.seed)")
                #expect(random.isTrue(shortage), "\(random.seed) \(shortage)")
                counted += 1
            }
        }
        #expect(counted > 20)
    }

    @Test func `a reviewer who cannot have the files is no place for them`() throws {
        let conflict = AssignmentProblem.Affinity(reviewer: 1, points: AssignmentProblem.conflict)
        let problem = AssignmentProblem(
            reviewsPerApplication: 1,
            reviewers: [.init(id: "R1", maxLoad: 2), .init(id: "R2", maxLoad: 9)],
            applications: [
                .init(id: "A1", affinities: [conflict]), .init(id: "A2", affinities: [conflict]),
                .init(id: "A3", affinities: [conflict]), .init(id: "A4")
            ])
        let shortage = AssignmentShortage.places(applications: ["A1", "A2", "A3"], needed: 3, places: 2)
        #expect(throws: shortage) { try problem.assign() }

        var eager = problem
        eager.reviewers = [.init(id: "R1", maxLoad: 4), .init(id: "R2", minLoad: 2, maxLoad: 9)]
        #expect(throws: AssignmentShortage.minimumLoads(reviewers: ["R2"], due: 2, available: 1, applications: ["A4"])) {
            try eager.assign()
        }
    }
}

extension AssignmentCase {
    /// Counts again what a shortage says, from the problem alone.
    fileprivate func isTrue(_ shortage: AssignmentShortage) -> Bool {
        func isOpen(_ file: Int, _ reviewer: Int) -> Bool {
            points(file, reviewer) >= 0 && !problem.applications[file].assigned.contains(reviewer)
        }
        func need(_ file: Int) -> Int { max(0, problem.reviewsPerApplication - problem.applications[file].assigned.count) }
        func load(_ reviewer: Int) -> Int { problem.applications.count { $0.assigned.contains(reviewer) } }
        let files = problem.applications.indices
        switch shortage {
        case .places(let applications, let needed, let places):
            let named = files.filter { applications.contains(problem.applications[$0].id) }
            let there = problem.reviewers.indices.reduce(0) { sum, reviewer in
                let left = (problem.reviewers[reviewer].maxLoad ?? files.count) - load(reviewer)
                return sum + min(left, named.count { isOpen($0, reviewer) })
            }
            return named.count == applications.count && named.reduce(0) { $0 + need($1) } == needed && there == places
                && places < needed
        case .minimumLoads(let reviewers, let due, let available, _):
            let named = problem.reviewers.indices.filter { reviewers.contains(problem.reviewers[$0].id) }
            let there = files.reduce(0) { sum, file in sum + min(need(file), named.count { isOpen(file, $0) }) }
            let owed = named.reduce(0) { $0 + max(0, problem.reviewers[$1].minLoad - load($1)) }
            return named.count == reviewers.count && owed == due && there == available && available < due
        }
    }
}
