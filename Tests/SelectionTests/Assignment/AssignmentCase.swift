import TestSupport

@testable import Selection

/// A small random problem, and everything that can be found out about it by trying all there is.
struct AssignmentCase {
    let seed: UInt64
    let problem: AssignmentProblem

    static let batches = Array(0..<8)

    static func batch(_ batch: Int, of count: Int = 400) -> [AssignmentCase] {
        (0..<count).map { AssignmentCase(seed: UInt64(batch * count + $0)) }.filter { $0.problem.faults.isEmpty }
    }

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let reviewers = random.number(2...5)
        let perFile = random.number(1...min(3, reviewers))
        let top = random.pick([1, 3, 10, 100])
        var problem = AssignmentProblem(
            call: "case \(seed)", reviewsPerApplication: perFile, objective: random.chance(1, of: 2) ? .sum : .fair,
            reviewers: (0..<reviewers).map {
                .init(
                    id: "R\($0)", minLoad: random.chance(1, of: 4) ? random.number(0...2) : 0,
                    maxLoad: random.chance(1, of: 8) ? nil : random.number(2...4))
            }, applications: [])
        for file in 0..<random.number(1...4) {
            var application = AssignmentProblem.Application(id: "A\(file)")
            for reviewer in 0..<reviewers {
                switch random.number(0...9) {
                case 0...1: application.affinities.append(.init(reviewer: reviewer, points: AssignmentProblem.conflict))
                case 2...7: application.affinities.append(.init(reviewer: reviewer, points: random.number(0...top)))
                case 8: break
                default: if random.chance(1, of: 4) { application.assigned.append(reviewer) }
                }
            }
            problem.applications.append(application)
        }
        (self.seed, self.problem) = (seed, problem)
    }

    func points(_ file: Int, _ reviewer: Int) -> Int {
        problem.applications[file].affinities.first { $0.reviewer == reviewer }?.points ?? 0
    }

    /// The sets of reviewers that a file may have.
    func sets(_ file: Int) -> [[Int]] {
        let application = problem.applications[file]
        let size = max(problem.reviewsPerApplication, application.assigned.count)
        return (0..<1 << problem.reviewers.count).map { mask in problem.reviewers.indices.filter { mask >> $0 & 1 == 1 } }
            .filter { set in
                set.count == size && application.assigned.allSatisfy(set.contains)
                    && set.allSatisfy { points(file, $0) >= 0 }
            }
    }

    /// The best that there is, of equals the one with the greatest sum of hashes; nil where nothing is possible.
    func best() -> [[Int]]? {
        let hash = TieHash(call: problem.call)
        let ties = problem.applications.map { application in
            problem.reviewers.map { reviewer in
                Int(TieHash.mix(hash.key(reviewer: reviewer.id), hash.key(application: application.id)) >> 32)
            }
        }
        let choices = problem.applications.indices.map(sets)
        var loads = Array(repeating: 0, count: problem.reviewers.count)
        var chosen: [[Int]] = []
        var best: (key: (Int, Int, Int), chosen: [[Int]])?

        func descend(_ worst: Int, _ total: Int, _ tie: Int) {
            let file = chosen.count
            guard file < choices.count else {
                guard zip(problem.reviewers, loads).allSatisfy({ $0.minLoad <= $1 }) else { return }
                let key = (problem.objective == .fair ? worst : 0, total, tie)
                if best.map({ $0.key < key }) ?? true { best = (key, chosen) }
                return
            }
            for set in choices[file] where set.allSatisfy({ loads[$0] < problem.reviewers[$0].maxLoad ?? .max }) {
                let sum = set.reduce(0) { $0 + points(file, $1) }
                let new = set.filter { !problem.applications[file].assigned.contains($0) }
                for reviewer in set { loads[reviewer] += 1 }
                chosen.append(set)
                descend(min(worst, sum), total + sum, tie + new.reduce(0) { $0 + ties[file][$1] })
                chosen.removeLast()
                for reviewer in set { loads[reviewer] -= 1 }
            }
        }
        descend(.max, 0, 0)
        return best?.chosen
    }
}

extension AssignmentPlan {
    /// The ids of reviewers by file, in one order.
    var pairs: [String: [String]] {
        Dictionary(uniqueKeysWithValues: assignments.map { ($0.application, $0.reviewers.map(\.reviewer).sorted()) })
    }
}

extension AssignmentProblem {
    /// The same problem in another order.
    func shuffled(_ random: inout SplitMix64) -> AssignmentProblem {
        let order = reviewers.indices.shuffled(using: &random)
        var places = order
        for (place, reviewer) in order.enumerated() { places[reviewer] = place }
        var copy = self
        copy.reviewers = order.map { reviewers[$0] }
        copy.applications = applications.map { application in
            Application(
                id: application.id,
                affinities: application.affinities.map { Affinity(reviewer: places[$0.reviewer], points: $0.points) }
                    .shuffled(using: &random),
                assigned: application.assigned.map { places[$0] }.shuffled(using: &random))
        }
        copy.applications.shuffle(using: &random)
        return copy
    }
}
