/// What the scores of one part leave to be believed of its applications and reviewers, given the variances.
struct Posterior: Sendable {
    /// An application or a reviewer, by its number in the graph.
    struct Estimate: Sendable {
        let number: Int
        let effect: Double
        let error: Double
    }

    let mean: Double
    let applications: [Estimate]
    let reviewers: [Estimate]

    private let part: LinkedScores
    private let equations: LinkedScores.Equations
    private let deviation: Double
    /// The columns' effects in units of q, then the mean.
    private let solution: [Double]

    init(_ part: LinkedScores, _ equations: LinkedScores.Equations, residual: Double) {
        (self.part, self.equations) = (part, equations)
        deviation = residual.squareRoot()
        solution = equations.factor.solvingUpper(equations.factor.solvingLower(equations.right))
        mean = part.centre + (solution.last ?? 0)
        let inverse = equations.factor.inverse()
        let isApplication = part.rowsAreApplications
        let columns = Posterior.columns(part, equations, solution, inverse, withMean: !isApplication)
        let rows = Posterior.rows(part, equations, solution, inverse, withMean: isApplication)
        let deviation = deviation
        let scaled = { (estimates: [Estimate]) in
            estimates.map { Estimate(number: $0.number, effect: $0.effect, error: $0.error * deviation) }
        }
        (applications, reviewers) = isApplication ? (scaled(rows), scaled(columns)) : (scaled(columns), scaled(rows))
    }

    /// - Parameter withMean: whether the error is that of effect and mean together.
    private static func columns(
        _ part: LinkedScores, _ equations: LinkedScores.Equations, _ solution: [Double], _ inverse: [Double], withMean: Bool
    ) -> [Estimate] {
        let size = part.columns.count + 1
        let q = equations.q
        return part.columns.enumerated().map { place, number in
            var variance = q * q * inverse[place * size + place]
            if withMean { variance += 2 * q * inverse[(size - 1) * size + place] + inverse[size * size - 1] }
            return Estimate(number: number, effect: q * solution[place], error: max(0, variance).squareRoot())
        }
    }

    private static func rows(
        _ part: LinkedScores, _ equations: LinkedScores.Equations, _ solution: [Double], _ inverse: [Double], withMean: Bool
    ) -> [Estimate] {
        let size = part.columns.count + 1
        return part.rows.map { row in
            let gain = equations.gain(row)
            // What columns and mean move this row by, one by one.
            var weights = row.columns.map { (place: $0, weight: -gain * equations.q) }
            weights.append((size - 1, -gain * row.count + (withMean ? 1 : 0)))
            var variance = gain
            for left in weights {
                for right in weights { variance += left.weight * right.weight * inverse[left.place * size + right.place] }
            }
            return Estimate(
                number: row.number, effect: rowEffect(row, gain, equations.q, solution), error: max(0, variance).squareRoot())
        }
    }

    private static func rowEffect(_ row: LinkedScores.Line, _ gain: Double, _ q: Double, _ solution: [Double]) -> Double {
        let others = row.columns.reduce(0) { $0 + q * solution[$1] }
        return gain * (row.sum - others - row.count * (solution.last ?? 0))
    }

    /// The effects of the applications, drawn once from what is believed of all of them together.
    private func drawn(_ draws: inout SeededDraws) -> [Double] {
        let noise = equations.factor.solvingUpper(solution.map { _ in draws.normal() })
        let state = zip(solution, noise).map { $0 + deviation * $1 }
        guard part.rowsAreApplications else { return state.dropLast().map { equations.q * $0 } }
        return part.rows.map { row in
            let gain = equations.gain(row)
            return Posterior.rowEffect(row, gain, equations.q, state) + deviation * gain.squareRoot() * draws.normal()
        }
    }
}

extension Posterior {
    /// How often everything is drawn: 10,000 times, less often where there are very many applications.
    private static func repetitions(_ count: Int) -> Int { max(1000, min(10_000, 20_000_000 / max(1, count))) }

    /// The ranks of the applications over the draws, in the order of `applications`.
    func ranks(_ draws: inout SeededDraws) -> [Calibration.RankEstimate] {
        let count = applications.count
        let repetitions = Posterior.repetitions(count)
        // Effects that are equal to the last digit are told apart by chance, and not by their places in a list.
        let spread = (part.totalSquares / Double(part.count)).squareRoot()
        let hair = 1e-9 * (spread > 0 ? spread : 1)
        var ranks = [UInt32](repeating: 0, count: count * repetitions)
        for repetition in 0..<repetitions {
            let values = drawn(&draws).map { $0 + hair * draws.uniform() }
            let order = values.indices.sorted { values[$1] < values[$0] }
            for (place, number) in order.enumerated() { ranks[repetition * count + number] = UInt32(place) }
        }
        return (0..<count).map { number in
            var tally = [Int](repeating: 0, count: count)
            for repetition in 0..<repetitions { tally[Int(ranks[repetition * count + number])] += 1 }
            return Calibration.RankEstimate(tally, of: repetitions)
        }
    }
}

extension Calibration.RankEstimate {
    /// - Parameter tally: how often each rank came, from the best.
    fileprivate init(_ tally: [Int], of repetitions: Int) {
        let sum = tally.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
        expectedRank = Double(sum) / Double(repetitions)
        /// The first rank that so many in a hundred of the draws reach.
        func quantile(_ percent: Int) -> Int {
            var below = 0
            for (place, count) in tally.enumerated() {
                below += count
                if below * 100 >= repetitions * percent { return place + 1 }
            }
            return tally.count
        }
        rank50 = [quantile(25), quantile(75)]
        rank90 = [quantile(5), quantile(95)]
    }
}
