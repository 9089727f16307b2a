// One step of the search, and what it branches into.

extension FairSearch {
    /// Looks for the best under what is pinned and barred now, and leaves these as they were.
    func explore(depth: Int) {
        steps += 1
        guard steps <= mostSteps, depth <= Self.deepest else {
            isBroken = true
            return
        }
        guard let file = weigh(rounds: depth == 0 ? 60 : 4) else { return }
        branch(file, depth: depth)
    }

    private static var deepest: Int { 1_000 }

    /// Balances the flow, counts affinity for more where files fall short, and keeps what reaches the target.
    ///
    /// - Returns: the file to branch on; nil where nothing here can be better than what is known.
    private func weigh(rounds: Int) -> Int? {
        var isSlackFree = false
        for round in 0...rounds {
            guard flow.balance() == nil, bound() > Self.unit * bestWeight else { return nil }
            let short = (0..<grid.files).filter { affinity($0) < target }
            guard short.isEmpty else {
                guard round < rounds else { return worst(short) }
                let raised = short.filter { factor[$0] < Self.greatestFactor }
                guard !raised.isEmpty else { return worst(short) }
                for file in raised {
                    count(file, for: min(Self.greatestFactor, factor[file] + max(1, (factor[file] - Self.unit) / 4)))
                }
                continue
            }
            keep()
            guard !isTrying, bound() > Self.unit * bestWeight else { return nil }
            // Files that count for more than they need keep the bound too high.
            let slack = (0..<grid.files).filter { factor[$0] > Self.unit && affinity($0) > target }
            guard !isSlackFree, round < rounds else { return slack.first }
            for file in slack { count(file, for: Self.unit) }
            isSlackFree = true
        }
        return nil
    }

    private func count(_ file: Int, for factor: Int64) {
        self.factor[file] = factor
        _ = rewrite(file)
    }

    /// The file that is farthest from the target.
    private func worst(_ short: [Int]) -> Int? { short.min { (affinity($0), $0) < (affinity($1), $1) } }

    private func affinity(_ file: Int) -> Int {
        flow.reviewers(of: file).reduce(affinity(ofPinned: file)) { $0 + grid.points(file, $1) }
    }

    /// No assignment that reaches the target under what is pinned and barred weighs more, in units.
    private func bound() -> Int64 {
        (0..<grid.files).reduce(flow.total) { sum, file in
            let certain = Int64(affinity(ofPinned: file)) * factor[file] - (factor[file] - Self.unit) * Int64(target)
            return pinned[file].reduce(sum + certain * grid.point) { $0 + Self.unit * grid.tie(file, $1) }
        }
    }

    private func keep() {
        let reviewers = (0..<grid.files).map { flow.reviewers(of: $0) + pinned[$0] }
        let weight = weight(of: reviewers)
        guard weight > bestWeight else { return }
        (best, bestWeight, isFound) = (reviewers, weight, true)
    }

    /// Bars the reviewers of a file one after the other, those before pinned; at last all are pinned, if that is enough.
    private func branch(_ file: Int, depth: Int) {
        let mine = flow.reviewers(of: file).sorted { (grid.points(file, $0), $0) < (grid.points(file, $1), $1) }
        let isEnough = affinity(file) >= target
        for reviewer in mine {
            let place = file * grid.reviewers + reviewer
            barred[place] = true
            if rewrite(file) { explore(depth: depth + 1) }
            barred[place] = false
            if isTrying && isFound || steps > mostSteps { break }
            pin(file, reviewer)
        }
        if isEnough, pinned[file].suffix(mine.count) == mine[...], rewrite(file) { explore(depth: depth + 1) }
        while pinned[file].last.map(mine.contains) == true { unpin(file) }
        _ = rewrite(file)
    }
}
