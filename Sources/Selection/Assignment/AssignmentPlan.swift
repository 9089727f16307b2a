/// Who reviews what, and why.
package struct AssignmentPlan: Hashable, Sendable {
    package let objective: AssignmentProblem.Objective
    /// Over all files, what was assigned before among it.
    package let totalAffinity: Int
    /// The least affinity of a file; 0 without files.
    package let worstAffinity: Int
    /// Whether it is shown that nothing is better. Always, for `sum`; for `fair`, whose search is hard in the worst case, unless
    /// it was broken off.
    package let isProven: Bool
    /// By id of the application.
    package let assignments: [Assigned]
    /// How many files each reviewer has.
    package let loads: [String: Int]

    /// The reviewers of one application.
    package struct Assigned: Hashable, Sendable {
        package let application: String
        /// The best first, of equals by id.
        package let reviewers: [Pair]
        /// The reviewer without a conflict and without the file who would suit it best; of equals the one who is first by hash.
        package let nextBest: Alternative?

        package var affinity: Int { reviewers.reduce(0) { $0 + $1.affinity } }
    }

    package struct Pair: Hashable, Codable, Sendable {
        package let reviewer: String
        package let affinity: Int
        package let reason: Reason
    }

    /// Why a pair, seen from the next best reviewer.
    package enum Reason: String, Codable, Sendable {
        /// The reviewer had the file before.
        case assignedBefore
        /// Nobody else may have it.
        case nobodyElse
        /// The reviewer suits it better.
        case higherAffinity
        /// Both suit it the same: the hash of the pair, or what is best for other files, decided.
        case tie
        /// The next best suits it better, and is of more use to other files within the loads.
        case neededElsewhere
    }

    package struct Alternative: Hashable, Codable, Sendable {
        package let reviewer: String
        package let affinity: Int
        package let load: Int
        package let maxLoad: Int?
    }
}

extension AssignmentPlan {
    /// - Parameter chosen: for each file of the grid the reviewers that it has not had before.
    init(_ grid: AssignmentGrid, _ chosen: [[Int]], isProven: Bool) {
        let problem = grid.problem
        var loads = Array(repeating: 0, count: problem.reviewers.count)
        for file in 0..<grid.files {
            for reviewer in chosen[file] { loads[grid.reviewerPlaces[reviewer]] += 1 }
            for reviewer in problem.applications[grid.filePlaces[file]].assigned { loads[reviewer] += 1 }
        }
        let assignments = (0..<grid.files).map { Assigned(grid, $0, chosen[$0], loads) }
            .sorted { $0.application < $1.application }
        self.init(
            objective: problem.objective, totalAffinity: assignments.reduce(0) { $0 + $1.affinity },
            worstAffinity: assignments.map(\.affinity).min() ?? 0, isProven: isProven, assignments: assignments,
            loads: Dictionary(zip(problem.reviewers.map(\.id), loads)) { first, _ in first })
    }
}

extension AssignmentPlan.Assigned {
    fileprivate init(_ grid: AssignmentGrid, _ file: Int, _ chosen: [Int], _ loads: [Int]) {
        let problem = grid.problem
        let application = problem.applications[grid.filePlaces[file]]
        var best: (points: Int, tie: Int64, reviewer: Int)?
        for reviewer in 0..<grid.reviewers {
            let points = grid.points(file, reviewer)
            guard points >= 0, points >= best?.points ?? 0, !chosen.contains(reviewer) else { continue }
            let tie = grid.tie(file, reviewer)
            if best.map({ ($0.points, $0.tie) < (points, tie) }) ?? true { best = (points, tie, reviewer) }
        }
        let pairs = chosen.map { reviewer in
            let points = grid.points(file, reviewer)
            let reason: AssignmentPlan.Reason =
                if let best { points > best.points ? .higherAffinity : points == best.points ? .tie : .neededElsewhere } else {
                    .nobodyElse
                }
            return AssignmentPlan.Pair(
                reviewer: problem.reviewers[grid.reviewerPlaces[reviewer]].id, affinity: points, reason: reason)
        }
        let kept = application.assigned.map { reviewer in
            AssignmentPlan.Pair(
                reviewer: problem.reviewers[reviewer].id,
                affinity: application.affinities.first { $0.reviewer == reviewer }?.points ?? 0, reason: .assignedBefore)
        }
        self.init(
            application: application.id,
            reviewers: (pairs + kept).sorted { ($1.affinity, $0.reviewer) < ($0.affinity, $1.reviewer) },
            nextBest: best.map { best in
                let place = grid.reviewerPlaces[best.reviewer]
                return AssignmentPlan.Alternative(
                    reviewer: problem.reviewers[place].id, affinity: best.points, load: loads[place],
                    maxLoad: problem.reviewers[place].maxLoad)
            })
    }
}
