@testable import Selection

/// A panel with planted effects: every application gets some reviewers of all, in turn or by chance.
struct SimulatedPanel {
    let scores: [CalibrationScore]
    let quality: [String: Double]
    let severity: [String: Double]

    static let mean = 60.0

    /// - Parameter deviations: of applications, reviewers and chance.
    init(
        seed: UInt64, applications: Int, reviewers: Int, each: Int, deviations: (Double, Double, Double) = (6, 4, 5)
    ) {
        var draws = SeededDraws(seed: seed &* 0x2545_F491_4F6C_DD1D)
        let quality = (0..<applications).map { _ in deviations.0 * draws.normal() }
        let severity = (0..<reviewers).map { _ in deviations.1 * draws.normal() }
        var scores: [CalibrationScore] = []
        for application in 0..<applications {
            let chosen = each == reviewers ? Array(0..<reviewers) : Array((0..<reviewers).shuffled(using: &draws).prefix(each))
            for reviewer in chosen {
                scores.append(
                    CalibrationScore(
                        application: "A\(application)", reviewer: "R\(reviewer)",
                        score: Self.mean + quality[application] + severity[reviewer] + deviations.2 * draws.normal()))
            }
        }
        self.scores = scores
        self.quality = Dictionary(uniqueKeysWithValues: quality.enumerated().map { ("A\($0)", Self.mean + $1) })
        self.severity = Dictionary(uniqueKeysWithValues: severity.enumerated().map { ("R\($0)", $1) })
    }
}

extension SeededDraws: RandomNumberGenerator {}

/// The estimates of one linked panel without its ranks, which take most of the time.
struct QuickFit {
    let fit: VarianceFit
    let posterior: Posterior
    let graph: ReviewGraph

    init(_ scores: [CalibrationScore]) throws {
        graph = try ReviewGraph(scores)
        let part = LinkedScores(graph.edges)
        fit = VarianceFit([part])
        posterior = Posterior(part, fit.equations[0], residual: fit.residual)
    }
}
