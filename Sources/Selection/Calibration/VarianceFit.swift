/// The variances of applications, reviewers and what is left, by restricted maximum likelihood.
///
/// With the residual variance and the means taken out, what remains is a function of two ratios of standard deviations. It is the
/// same for a ratio and for its negative, so that its least value is found without any bound: a variance of zero is where the
/// sign turns, and no edge.
struct VarianceFit: Sendable {
    let residual: Double
    let application: Double
    let reviewer: Double
    /// The solved equations of each part.
    let equations: [LinkedScores.Equations]

    /// Where the residual is nothing beside the effects, the ratios would grow for ever.
    private static let largestRatio = 1e3

    init(_ parts: [LinkedScores]) {
        let scores = parts.reduce(0) { $0 + $1.count }
        let freedom = Double(scores - parts.count)
        let total = parts.reduce(0) { $0 + $1.totalSquares }
        let scale = parts.map { $0.centre * $0.centre * Double($0.count) }.reduce(total, +)
        guard freedom > 0, total > scale * 1e-24 else {
            self.init(parts, (0, 0), residual: 0)
            return
        }
        // An effect shows only where something else is repeated within it, and where there is another one to compare with.
        let lines = parts.map(VarianceFit.repeats)
        let moves = (
            application: lines.contains(where: \.application), reviewer: lines.contains(where: \.reviewer)
        )
        func deviance(_ ratios: (Double, Double)) -> Double {
            let ratios = (moves.application ? ratios.0 : 0, moves.reviewer ? ratios.1 : 0)
            guard ratios.0.magnitude <= VarianceFit.largestRatio, ratios.1.magnitude <= VarianceFit.largestRatio,
                let solved = VarianceFit.solve(parts, ratios)
            else { return .infinity }
            let squares = max(solved.reduce(0) { $0 + $1.squares }, total * 1e-18)
            return solved.reduce(0) { $0 + $1.logarithm } + freedom * naturalLogarithm(squares / freedom)
        }
        let found =
            moves.application || moves.reviewer ? SimplexSearch.least(from: (1, 1), deviance) : (0, 0)
        let ratios = (moves.application ? found.0.magnitude : 0, moves.reviewer ? found.1.magnitude : 0)
        let squares = VarianceFit.solve(parts, ratios)?.reduce(0) { $0 + $1.squares } ?? total
        self.init(parts, ratios, residual: squares / freedom)
    }

    private init(_ parts: [LinkedScores], _ ratios: (Double, Double), residual: Double) {
        self.residual = residual
        application = ratios.0 * ratios.0 * residual
        reviewer = ratios.1 * ratios.1 * residual
        equations = VarianceFit.solve(parts, ratios) ?? []
    }

    private static func solve(_ parts: [LinkedScores], _ ratios: (Double, Double)) -> [LinkedScores.Equations]? {
        var solved: [LinkedScores.Equations] = []
        for part in parts {
            let (p, q) = part.rowsAreApplications ? (ratios.0, ratios.1) : (ratios.1, ratios.0)
            guard let equations = part.equations(p: p, q: q) else { return nil }
            solved.append(equations)
        }
        return solved
    }

    private static func repeats(_ part: LinkedScores) -> (application: Bool, reviewer: Bool) {
        let (rows, columns) = (part.rows.count, part.columns.count)
        // Several rows, and one of them with more than one score; several columns, and fewer columns than scores.
        let row = rows > 1 && part.count > rows
        let column = columns > 1 && part.count > columns
        return part.rowsAreApplications ? (row, column) : (column, row)
    }
}

/// Nelder and Mead's search for the least value of a function of two numbers. It needs no slope, and with two numbers it is both
/// quick and hard to lead astray.
enum SimplexSearch {
    private typealias Point = (x: Double, y: Double, value: Double)

    static func least(from start: (Double, Double), _ function: ((Double, Double)) -> Double) -> (Double, Double) {
        // Once more from where it stopped: a search can stop in a corner that it made itself.
        let first = descend(from: start, step: 0.5, function)
        return descend(from: first, step: 0.05, function)
    }

    private static func descend(
        from start: (Double, Double), step: Double, _ function: ((Double, Double)) -> Double
    ) -> (Double, Double) {
        func point(_ x: Double, _ y: Double) -> Point { (x, y, function((x, y))) }
        var points = [
            point(start.0, start.1), point(start.0 * (1 + step) + step, start.1), point(start.0, start.1 * (1 + step) + step)
        ]
        for _ in 0..<200 {
            points.sort { $0.value < $1.value }
            let (best, middle, worst) = (points[0], points[1], points[2])
            let size = max((worst.x - best.x).magnitude, (worst.y - best.y).magnitude, (middle.x - best.x).magnitude)
            if size < 1e-7 * (1 + max(best.x.magnitude, best.y.magnitude)) { break }
            let centre = ((best.x + middle.x) / 2, (best.y + middle.y) / 2)
            func along(_ factor: Double) -> Point {
                point(centre.0 + factor * (worst.x - centre.0), centre.1 + factor * (worst.y - centre.1))
            }
            let mirrored = along(-1)
            if mirrored.value < best.value {
                let further = along(-2)
                points[2] = further.value < mirrored.value ? further : mirrored
            } else if mirrored.value < middle.value {
                points[2] = mirrored
            } else {
                let nearer = mirrored.value < worst.value ? along(-0.5) : along(0.5)
                if nearer.value < min(worst.value, mirrored.value) {
                    points[2] = nearer
                } else {
                    points[1] = point((best.x + middle.x) / 2, (best.y + middle.y) / 2)
                    points[2] = point((best.x + worst.x) / 2, (best.y + worst.y) / 2)
                }
            }
        }
        let best = points.min { $0.value < $1.value } ?? points[0]
        return (best.x, best.y)
    }
}
