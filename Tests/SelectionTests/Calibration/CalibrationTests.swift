import Testing

@testable import Selection

@Suite struct CalibrationTests {
    /// Eight applications with three of five reviewers each.
    private static let panel: [(Int, Int, Double)] = [
        (0, 0, 72), (0, 3, 67), (0, 4, 63), (1, 0, 71), (1, 1, 53), (1, 2, 69), (2, 0, 66), (2, 2, 63), (2, 4, 60), (3, 0, 68),
        (3, 1, 53), (3, 2, 56), (4, 0, 62), (4, 2, 58), (4, 4, 51), (5, 1, 54), (5, 3, 54), (5, 4, 50), (6, 1, 64), (6, 2, 70),
        (6, 3, 65), (7, 0, 58), (7, 1, 50), (7, 3, 47)
    ]

    private static func scores(_ panel: [(Int, Int, Double)]) -> [CalibrationScore] {
        panel.map { CalibrationScore(application: "A\($0.0)", reviewer: "R\($0.1)", score: $0.2) }
    }

    private static func isNear(_ left: Double, _ right: Double, within tolerance: Double = 1e-4) -> Bool {
        (left - right).magnitude <= tolerance * max(1, right.magnitude)
    }

    /// The same by numpy, from the dense covariance of all scores and a general optimiser.
    @Test func `an unbalanced panel gives what a direct calculation gives`() throws {
        let found = try Calibration(of: Self.scores(Self.panel), fund: 3)
        #expect(Self.isNear(found.grandMean, 59.681_182_602))
        #expect(Self.isNear(found.variances.application, 30.537_524_996))
        #expect(Self.isNear(found.variances.reviewer, 21.492_412_745))
        #expect(Self.isNear(found.variances.residual, 9.800_771_661))
        let calibrated = [
            66.162_026_995, 62.345_371_226, 60.994_716_106, 57.527_461, 55.574_567_101, 56.026_374_993, 66.663_350_149, 52.155_593_268
        ]
        let errors = [
            2.744_823_444, 2.752_191_261, 2.751_346_207, 2.752_191_261, 2.751_346_207, 2.743_680_039, 2.745_789_663, 2.746_540_819
        ]
        for (number, application) in found.applications.sorted(by: { $0.application < $1.application }).enumerated() {
            #expect(Self.isNear(application.calibrated, calibrated[number]))
            #expect(Self.isNear(application.standardError, errors[number]))
        }
        let severities = [6.542_780_955, -3.797_307_504, 2.363_363_081, -1.796_976_224, -3.311_860_308]
        let theirErrors = [2.395_050_839, 2.449_335_127, 2.453_045_157, 2.519_811, 2.519_746_693]
        for (number, reviewer) in found.reviewers.enumerated() {
            #expect(Self.isNear(reviewer.severity, severities[number]))
            #expect(Self.isNear(reviewer.standardError, theirErrors[number]))
        }
    }

    /// Where everybody scores everything, the estimates are those of the analysis of variance, as long as none is below zero.
    @Test(arguments: UInt64(1)...12)
    func `a balanced panel gives the closed form`(seed: UInt64) throws {
        let (rows, columns) = (9, 5)
        let panel = SimulatedPanel(seed: seed, applications: rows, reviewers: columns, each: columns, deviations: (9, 7, 3))
        let table = (0..<rows).map { row in (0..<columns).map { panel.scores[row * columns + $0].score } }
        let mean = table.joined().reduce(0, +) / Double(rows * columns)
        let rowMeans = table.map { $0.reduce(0, +) / Double(columns) }
        let columnMeans = (0..<columns).map { column in table.reduce(0) { $0 + $1[column] } / Double(rows) }
        let between = rowMeans.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * Double(columns) / Double(rows - 1)
        let across = columnMeans.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * Double(rows) / Double(columns - 1)
        var left = 0.0
        for row in 0..<rows {
            for column in 0..<columns {
                let rest = table[row][column] - rowMeans[row] - columnMeans[column] + mean
                left += rest * rest
            }
        }
        left /= Double((rows - 1) * (columns - 1))
        try #require(between > left && across > left)
        let found = try QuickFit(panel.scores)
        #expect(Self.isNear(found.fit.residual, left))
        #expect(Self.isNear(found.fit.application, (between - left) / Double(columns)))
        #expect(Self.isNear(found.fit.reviewer, (across - left) / Double(rows)))
        #expect(Self.isNear(found.posterior.mean, mean, within: 1e-9))
        // The best prediction shrinks each mean by its reliability.
        for estimate in found.posterior.applications {
            let row = Int(found.graph.applications[estimate.number].dropFirst()) ?? 0
            #expect(Self.isNear(estimate.effect, (1 - left / between) * (rowMeans[row] - mean), within: 1e-3))
        }
    }

    @Test func `the order of the scores changes nothing, and the seed repeats the draws`() throws {
        let scores = Self.scores(Self.panel)
        var draws = SeededDraws(seed: 3)
        let first = try Calibration(of: scores, fund: 4, seed: 9)
        #expect(try Calibration(of: scores.shuffled(using: &draws), fund: 4, seed: 9) == first)
        let other = try Calibration(of: scores, fund: 4, seed: 10)
        #expect(other.variances == first.variances && other != first)
    }

    @Test func `another scale gives the same ranks`() throws {
        let scores = Self.scores(Self.panel)
        let first = try Calibration(of: scores, seed: 2)
        let scaled = try Calibration(
            of: scores.map { CalibrationScore(application: $0.application, reviewer: $0.reviewer, score: 1e6 + 0.01 * $0.score) }, seed: 2)
        for (left, right) in zip(first.applications, scaled.applications) {
            #expect(left.application == right.application)
            #expect(Self.isNear(right.calibrated, 1e6 + 0.01 * left.calibrated, within: 1e-8))
            #expect(Self.isNear(left.rank?.expectedRank ?? 0, right.rank?.expectedRank ?? 9, within: 0.05))
        }
    }

    @Test func `ranks add up, intervals lie within one another, and the zone is where the line runs through the middle half`() throws {
        let found = try Calibration(of: SimulatedPanel(seed: 4, applications: 30, reviewers: 8, each: 3).scores, fund: 10)
        let ranks = found.applications.compactMap(\.rank)
        #expect(ranks.count == 30)
        #expect(Self.isNear(ranks.reduce(0) { $0 + $1.expectedRank }, 465, within: 1e-9))
        for application in found.applications {
            let rank = try #require(application.rank)
            #expect(rank.rank90[0] <= rank.rank50[0] && rank.rank50[0] <= rank.rank50[1] && rank.rank50[1] <= rank.rank90[1])
            #expect(application.tieZone == (rank.rank50[0] <= 10 && rank.rank50[1] > 10))
        }
        #expect(found.applications.contains(where: \.tieZone))
        #expect(found.applications.map { $0.rank?.expectedRank ?? 0 } == ranks.map(\.expectedRank).sorted())
    }

    @Test func `what cannot be calibrated is refused, all of it at once`() {
        #expect(throws: CalibrationFaults(faults: [.noScore])) { try Calibration(of: []) }
        let twice = CalibrationScore(application: "A", reviewer: "R", score: 1)
        let endless = CalibrationScore(application: "B", reviewer: "R", score: .infinity)
        #expect(
            throws: CalibrationFaults(faults: [
                .scoredTwice(application: "A", reviewer: "R"), .notFinite(application: "B", reviewer: "R")
            ])
        ) { try Calibration(of: [twice, twice, endless]) }
    }
}
