/// Why no assignment exists: something that anybody can count again.
package enum AssignmentShortage: Error, Hashable, Sendable {
    /// The files together need more reviews than there are places for them: for each reviewer the places that are left, or the
    /// files among these without a conflict if those are fewer.
    case places(applications: [String], needed: Int, places: Int)
    /// The reviewers together are due more files than there are for them: for each file the reviews that it needs, or the
    /// reviewers among these without a conflict if those are fewer. The files are those that one of them may have.
    case minimumLoads(reviewers: [String], due: Int, available: Int, applications: [String])
}

extension AssignmentShortage: CustomStringConvertible {
    package var description: String {
        switch self {
        case .places(let applications, let needed, let places):
            "\(Self.list(applications)) need \(needed) reviews, and there are \(places) places with reviewers without a conflict"
        case .minimumLoads(let reviewers, let due, let available, let applications):
            """
            \(Self.list(reviewers)) are due at least \(due) files, and there are \(available) reviews for them, without a conflict, of \
            \(Self.list(applications))
            """
        }
    }

    private static func list(_ names: [String]) -> String { names.isEmpty ? "no files" : names.joined(separator: ", ") }
}

extension AssignmentGrid {
    /// Files that cannot be served together, among the given ones, with those left out that are not needed to show it.
    func shortage(ofFiles candidates: [Int]) -> AssignmentShortage {
        var open = Array(repeating: 0, count: reviewers)
        var needed = 0
        for file in candidates {
            needed += need[file]
            for reviewer in 0..<reviewers where points(file, reviewer) >= 0 { open[reviewer] += 1 }
        }
        var places = (0..<reviewers).reduce(0) { $0 + min(most[$1], open[$1]) }
        var kept: [Int] = []
        for file in candidates {
            let reach = (0..<reviewers).filter { points(file, $0) >= 0 }
            let fewer = reach.reduce(0) { $0 + (open[$1] <= most[$1] ? 1 : 0) }
            guard needed - need[file] > places - fewer else {
                kept.append(file)
                continue
            }
            needed -= need[file]
            places -= fewer
            for reviewer in reach { open[reviewer] -= 1 }
        }
        return .places(applications: names(kept), needed: needed, places: places)
    }

    /// Reviewers whose least loads cannot be reached together, among the given ones.
    func shortage(ofReviewers candidates: [Int]) -> AssignmentShortage {
        var open = (0..<files).map { file in candidates.reduce(0) { $0 + (points(file, $1) >= 0 ? 1 : 0) } }
        var due = candidates.reduce(0) { $0 + least[$1] }
        var available = (0..<files).reduce(0) { $0 + min(need[$1], open[$1]) }
        var kept: [Int] = []
        for reviewer in candidates {
            let reach = (0..<files).filter { points($0, reviewer) >= 0 }
            let fewer = reach.reduce(0) { $0 + (open[$1] <= need[$1] ? 1 : 0) }
            guard due - least[reviewer] > available - fewer else {
                kept.append(reviewer)
                continue
            }
            due -= least[reviewer]
            available -= fewer
            for file in reach { open[file] -= 1 }
        }
        return .minimumLoads(
            reviewers: kept.map { problem.reviewers[reviewerPlaces[$0]].id }.sorted(), due: due, available: available,
            applications: names((0..<files).filter { open[$0] > 0 && need[$0] > 0 }))
    }

    /// What keeps a flow from being balanced.
    ///
    /// - Parameter reached: the reviewers, and last the pool, that those with too much can move files to.
    func shortage(_ flow: ReviewFlow, reached: [Bool]) -> AssignmentShortage {
        if reached[reviewers] { return shortage(ofReviewers: (0..<reviewers).filter { !reached[$0] }) }
        return shortage(ofFiles: (0..<files).filter { flow.reviewers(of: $0).contains { reached[$0] } })
    }

    private func names(_ files: [Int]) -> [String] { files.map { problem.applications[filePlaces[$0]].id }.sorted() }
}
