/// The search for the assignment whose worst file is best off, and among those for the greatest total.
///
/// To find the greatest worst affinity is hard in general (it holds the problem of sharing gifts among children), so this is a
/// search: a target is tried by branching on a file that falls short of it, whose reviewers are then pinned or barred one by one,
/// and what cannot be better than what is known is left. Two things keep it short: a reviewer with whom a file cannot reach the
/// target any more is barred at once, and files that fall short get their affinity counted for more (Lagrange multipliers:
/// the flow of such weights is still a bound for all assignments that reach the target). Where it takes too long the best that
/// was found is given, and said to be unproven.
final class FairSearch {
    /// What affinity counts for a file that is not short, and the most that it may count for one that is.
    static let unit: Int64 = 8
    static let greatestFactor: Int64 = 120

    let grid: AssignmentGrid
    let flow: ReviewFlow
    /// What affinity counts, file by file.
    var factor: [Int64]
    var barred: [Bool]
    var pinned: [[Int]]
    var target = 0
    /// The best that reaches the target, its weight, and whether anything does.
    var best: [[Int]]
    var bestWeight: Int64 = 0
    var isFound = false
    /// Whether the first that reaches the target is enough.
    var isTrying = false
    var steps = 0
    let mostSteps: Int
    var isBroken = false

    /// - Parameters:
    ///   - flow: solved for the greatest total.
    ///   - greatest: what the files chose in it.
    init(_ grid: AssignmentGrid, _ flow: ReviewFlow, _ greatest: [[Int]]) {
        (self.grid, self.flow, best) = (grid, flow, greatest)
        factor = Array(repeating: Self.unit, count: grid.files)
        barred = Array(repeating: false, count: grid.files * grid.reviewers)
        pinned = Array(repeating: [], count: grid.files)
        let size = grid.files * flow.width + grid.reviewers * grid.reviewers
        mostSteps = min(200_000, max(100, 30_000_000 / max(1, size)))
    }

    /// The reviewers of each file, and whether nothing can be better.
    func run() -> (reviewers: [[Int]], isProven: Bool) {
        let greatest = best
        var reached = worst(of: greatest)
        var limit = (0..<grid.files).map { grid.kept[$0] + mostOpen($0, count: grid.need[$0]) }.min() ?? 0
        let least = reached
        var isProven = true
        while reached < limit {
            let middle = (reached + limit + 1) / 2
            if search(middle, isTrying: true) {
                reached = worst(of: best)
            } else {
                isProven = isProven && !isBroken
                limit = middle - 1
            }
        }
        // The greatest total, where it is as fair as can be, is the answer.
        guard reached > least else { return (greatest, isProven) }
        _ = search(reached, isTrying: false)
        return (best, isProven && !isBroken)
    }

    /// The affinity of the file that has least.
    private func worst(of reviewers: [[Int]]) -> Int {
        reviewers.indices.map { file in reviewers[file].reduce(grid.kept[file]) { $0 + grid.points(file, $1) } }.min() ?? 0
    }

    /// What the best open reviewers of a file are together; nil where there are not so many.
    private func mostOpen(_ file: Int, count: Int) -> Int { bestOpen(file, count: count) ?? 0 }

    func bestOpen(_ file: Int, count: Int) -> Int? {
        guard count > 0 else { return 0 }
        var values = [Int](repeating: -1, count: count)
        let start = file * grid.reviewers
        for reviewer in 0..<grid.reviewers where !barred[start + reviewer] && !pinned[file].contains(reviewer) {
            let points = Int(grid.points[start + reviewer])
            guard points > values[count - 1] else { continue }
            var place = count - 1
            while place > 0, values[place - 1] < points {
                values[place] = values[place - 1]
                place -= 1
            }
            values[place] = points
        }
        return values[count - 1] < 0 ? nil : values.reduce(0, +)
    }

    /// - Returns: whether anything reaches the target. What is best stays as it was where nothing does.
    private func search(_ target: Int, isTrying: Bool) -> Bool {
        (self.target, self.isTrying, isFound, steps, isBroken) = (target, isTrying, false, 0, false)
        // Every file has the target at least: less is no answer.
        bestWeight = Int64(grid.files * target) * grid.point - 1
        if !isTrying {
            bestWeight = weight(of: best)
            isFound = true
        }
        var isPossible = true
        for file in 0..<grid.files where !rewrite(file) { isPossible = false }
        if isPossible { explore(depth: 0) }
        return isFound
    }

    func weight(of reviewers: [[Int]]) -> Int64 {
        reviewers.indices.reduce(0) { sum, file in
            reviewers[file].reduce(sum + Int64(grid.kept[file]) * grid.point) {
                $0 + Int64(grid.points(file, $1)) * grid.point + grid.tie(file, $1)
            }
        }
    }

    /// Opens to a file the reviewers with whom it can reach the target, at what its affinity counts now.
    ///
    /// - Returns: whether it can.
    func rewrite(_ file: Int) -> Bool {
        flow.rewrite(file) {
            let count = grid.need[file] - pinned[file].count
            let row = flow.row(file)
            let others = count > 0 ? bestOpen(file, count: count - 1) : 0
            let least = target - affinity(ofPinned: file) - (others ?? 0)
            for reviewer in 0..<grid.reviewers {
                let points = grid.points(file, reviewer)
                let isOpen =
                    points >= 0 && points >= least && others != nil && !barred[file * grid.reviewers + reviewer]
                    && !pinned[file].contains(reviewer)
                row[reviewer] = isOpen ? grid.weight(file, reviewer, factor: factor[file]) : ReviewFlow.closed
            }
        }
    }

    /// The affinity of those who have the file for certain.
    func affinity(ofPinned file: Int) -> Int { pinned[file].reduce(grid.kept[file]) { $0 + grid.points(file, $1) } }

    func pin(_ file: Int, _ reviewer: Int) {
        pinned[file].append(reviewer)
        flow.fix(file, reviewer, by: 1)
    }

    func unpin(_ file: Int) {
        flow.fix(file, pinned[file].removeLast(), by: -1)
    }
}
