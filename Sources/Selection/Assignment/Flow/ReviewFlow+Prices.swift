// Prices to begin with. Whatever they are, the result is the same; good ones leave little to move.

extension ReviewFlow {
    /// Raises the price of who is asked too much and lowers that of who is asked too little, in ever smaller steps: affinity first,
    /// then ties.
    func estimatePrices(phases: [[Int64]]) {
        var best = (0..<reviewers).map { price[$0] }
        var bestStray = Int.max
        var loads = Array(repeating: 0, count: reviewers)
        for phase in phases {
            for step in phase {
                for _ in 0..<Self.rounds {
                    for reviewer in 0..<reviewers { loads[reviewer] = 0 }
                    for file in 0..<files {
                        guard choose(file) else { return }
                        for place in 0..<need[file] { loads[Int(chosen[file * width + place])] += 1 }
                    }
                    let stray = (0..<reviewers).reduce(0) { $0 + self.stray($1, loads[$1]) }
                    if stray < bestStray {
                        bestStray = stray
                        for reviewer in 0..<reviewers { best[reviewer] = price[reviewer] }
                    }
                    if stray == 0 { return }
                    for reviewer in 0..<reviewers { nudge(reviewer, loads[reviewer], step) }
                }
            }
            for reviewer in 0..<reviewers { price[reviewer] = best[reviewer] }
        }
    }

    private static var rounds: Int { 3 }

    /// How many files would have to come or go at this price.
    private func stray(_ reviewer: Int, _ load: Int) -> Int {
        if price[reviewer] > 0 { return abs(load - most[reviewer]) }
        if price[reviewer] < 0 { return abs(load - least[reviewer]) }
        return max(0, load - most[reviewer], least[reviewer] - load)
    }

    private func nudge(_ reviewer: Int, _ load: Int, _ step: Int64) {
        let old = price[reviewer]
        if load > most[reviewer] || (old < 0 && load > least[reviewer]) {
            price[reviewer] = old < 0 && load <= most[reviewer] ? min(0, old + step) : old + step
        } else if load < least[reviewer] || (old > 0 && load < most[reviewer]) {
            price[reviewer] = old > 0 && load >= least[reviewer] ? max(0, old - step) : old - step
        }
    }
}
