// Shortest paths from reviewers with too much to reviewers with too little, until the loads hold.

extension ReviewFlow {
    /// Chooses for every file at the prices of now and writes down what moving costs.
    ///
    /// - Returns: a file to which too few reviewers are open, if there is one.
    func start() -> Int? {
        for file in 0..<files {
            guard choose(file) else { return file }
            settle(file)
        }
        for reviewer in 0..<reviewers {
            let load = portfolio[reviewer].count
            placed[reviewer] =
                if price[reviewer] > price[reviewers] { most[reviewer] } else if price[reviewer] < price[reviewers] {
                    least[reviewer]
                } else { min(max(load, least[reviewer]), most[reviewer]) }
        }
        findLosses()
        return nil
    }

    /// Moves files until every load holds.
    ///
    /// - Returns: `nil`, or where that cannot be: the reviewers (and, last, the pool) that those with too much can move files to,
    ///   of whom none has too little.
    func balance() -> [Bool]? {
        var excess = portfolio.indices.map { portfolio[$0].count - placed[$0] }
        excess.append(placed.reduce(0, +) - need.reduce(0, +))
        while excess.contains(where: { $0 > 0 }) {
            guard let target = findPath(excess) else {
                return (0...reviewers).map { distance[$0] < Self.unreachable }
            }
            let reach = distance[target]
            for node in 0...reviewers where settled[node] && distance[node] < reach { price[node] += reach - distance[node] }
            var path: [(from: Int, to: Int, file: Int)] = []
            var node = target
            while parent[node] >= 0 {
                let before = Int(parent[node])
                let isInside = node < reviewers && before < reviewers
                path.append((before, node, isInside ? Int(mover[before * reviewers + node]) : -1))
                node = before
            }
            for step in path.reversed() {
                if step.to == reviewers {
                    placed[step.from] += 1
                } else if step.from == reviewers {
                    placed[step.to] -= 1
                } else {
                    move(step.file, from: step.from, to: step.to)
                }
            }
            excess[node] -= 1
            excess[target] += 1
        }
        return nil
    }

    /// Dijkstra's search over reduced costs, from all that have too much to the nearest that has too little.
    private func findPath(_ excess: [Int]) -> Int? {
        let pool = reviewers
        for node in 0...pool {
            distance[node] = excess[node] > 0 ? 0 : Self.unreachable
            parent[node] = -1
            settled[node] = false
        }
        while true {
            var (nearest, node) = (Self.unreachable, -1)
            for other in 0...pool where !settled[other] && distance[other] < nearest { (nearest, node) = (distance[other], other) }
            guard node >= 0 else { return nil }
            settled[node] = true
            if excess[node] < 0 { return node }
            if node == pool {
                for other in 0..<pool where placed[other] > least[other] {
                    relax(other, nearest - price[pool] + price[other], from: pool)
                }
            } else {
                if placed[node] < most[node] { relax(pool, nearest - price[node] + price[pool], from: node) }
                let base = nearest - price[node]
                let (losses, name) = (loss + node * reviewers, Int32(truncatingIfNeeded: node))
                for other in 0..<reviewers {
                    let length = base + losses[other] + price[other]
                    if length < distance[other] {
                        distance[other] = length
                        parent[other] = name
                    }
                }
            }
        }
    }

    private func relax(_ node: Int, _ length: Int64, from before: Int) {
        guard length < distance[node] else { return }
        distance[node] = length
        parent[node] = Int32(truncatingIfNeeded: before)
    }
}
