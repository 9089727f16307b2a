import Foundation
import Testing

@testable import Selection

/// What was planted in simulated panels is found again, as often as the errors promise.
@Suite struct RecoveryTests {
    private static let panels = 600

    private static let fits = Result {
        try (1...panels).map { seed -> (SimulatedPanel, QuickFit) in
            let panel = SimulatedPanel(seed: UInt64(seed), applications: 40, reviewers: 12, each: 4)
            return (panel, try QuickFit(panel.scores))
        }
    }

    /// How many of so many independent trials may fail to hit: four standard deviations of a binomial on either side.
    private static func isNominal(_ hits: Int, of trials: Int, rate: Double) -> Bool {
        (Double(hits) - rate * Double(trials)).magnitude <= 4 * (Double(trials) * rate * (1 - rate)).squareRoot()
    }

    /// One reviewer of each panel, so that the trials are independent.
    @Test(arguments: [(1.645, 0.9), (0.674, 0.5)])
    func `a planted severity lies within its interval at the nominal rate`(width: Double, rate: Double) throws {
        let hits = try Self.fits.get().count { panel, found in
            let estimate = found.posterior.reviewers[0]
            let truth = panel.severity[found.graph.reviewers[estimate.number]] ?? .infinity
            return (estimate.effect - truth).magnitude <= width * estimate.error
        }
        #expect(Self.isNominal(hits, of: Self.panels, rate: rate), "\(hits) of \(Self.panels)")
    }

    @Test(arguments: [(1.645, 0.9), (0.674, 0.5)])
    func `the true score of an application lies within its interval at the nominal rate`(width: Double, rate: Double) throws {
        let hits = try Self.fits.get().count { panel, found in
            let estimate = found.posterior.applications[0]
            let truth = panel.quality[found.graph.applications[estimate.number]] ?? .infinity
            return (found.posterior.mean + estimate.effect - truth).magnitude <= width * estimate.error
        }
        #expect(Self.isNominal(hits, of: Self.panels, rate: rate), "\(hits) of \(Self.panels)")
    }

    @Test func `the planted variances are met on average`() throws {
        let fits = try Self.fits.get().map(\.1.fit)
        for (estimates, planted) in [(fits.map(\.application), 36.0), (fits.map(\.reviewer), 16), (fits.map(\.residual), 25)] {
            let mean = estimates.reduce(0, +) / Double(Self.panels)
            let square = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(Self.panels - 1)
            #expect((mean - planted).magnitude <= 4 * (square / Double(Self.panels)).squareRoot(), "\(mean) for \(planted)")
        }
    }

    /// A severity that is planted as such, in one reviewer among others of whom nothing is known.
    @Test func `a reviewer who takes twelve points off is found to be severe`() throws {
        var found = 0
        for seed in UInt64(1)...100 {
            let panel = SimulatedPanel(seed: 5000 + seed, applications: 30, reviewers: 10, each: 4)
            let harsh = panel.scores.map {
                CalibrationScore(
                    application: $0.application, reviewer: $0.reviewer,
                    score: $0.score - ($0.reviewer == "R3" ? 12 + (panel.severity["R3"] ?? 0) : 0))
            }
            let fit = try QuickFit(harsh)
            let estimate = try #require(fit.posterior.reviewers.first { fit.graph.reviewers[$0.number] == "R3" })
            if estimate.effect + 1.645 * estimate.error < 0 { found += 1 }
        }
        #expect(found >= 95, "\(found)")
    }

    /// The ranks of one panel depend on each other, so that one application of each counts.
    @Test func `true ranks lie within their intervals at about the nominal rate`() throws {
        var (half, most) = (0, 0)
        let trials = 60
        for seed in UInt64(1)...UInt64(trials) {
            let panel = SimulatedPanel(seed: 9000 + seed, applications: 20, reviewers: 6, each: 3)
            let found = try Calibration(of: panel.scores, seed: seed)
            let truth = panel.quality.sorted { $1.value < $0.value }.map(\.key)
            let rank = try #require(found.applications.first { $0.application == "A0" }?.rank)
            let true0 = (truth.firstIndex(of: "A0") ?? 0) + 1
            half += rank.rank50[0] <= true0 && true0 <= rank.rank50[1] ? 1 : 0
            most += rank.rank90[0] <= true0 && true0 <= rank.rank90[1] ? 1 : 0
        }
        // Ranks are whole: an interval holds at least what it promises.
        #expect(Double(half) >= 0.5 * Double(trials) - 4 * (0.25 * Double(trials)).squareRoot(), "\(half)")
        #expect(Double(most) >= 0.9 * Double(trials) - 4 * (0.09 * Double(trials)).squareRoot(), "\(most)")
    }

    @Test func `logarithms and normal draws are what they should be`() {
        var draws = SeededDraws(seed: 1)
        for exponent in -300...300 {
            let x = (1 + draws.uniform()) * pow(10, Double(exponent))
            #expect((naturalLogarithm(x) - log(x)).magnitude <= 4e-15 * max(1, log(x).magnitude))
        }
        for seed in UInt64(1)...5 {
            var draws = SeededDraws(seed: seed)
            let values = (0..<40_000).map { _ in draws.normal() }
            let mean = values.reduce(0, +) / 40_000
            let square = values.reduce(0) { $0 + $1 * $1 } / 40_000
            // Five standard errors, and the share beyond 1.96.
            #expect(mean.magnitude < 0.025 && (square - 1).magnitude < 0.036)
            #expect((1750...2250).contains(values.count { $0.magnitude > 1.96 }))
        }
    }
}
