/// What the scores of a panel say once the severity of its reviewers is taken into account: an estimate, which decides nothing.
///
/// The model is y = μ + θ of the application + ν of the reviewer + ε, all normal, with variances by restricted maximum likelihood.
/// Everything given here is conditional on these variances.
package struct Calibration: Hashable, Sendable {
    package let grandMean: Double
    package let variances: Variances
    /// By name.
    package let reviewers: [Reviewer]
    /// Best first, as far as they can be compared; else by name.
    package let applications: [Application]
    /// The parts that no reviewer links, where there are several: scores of one say nothing of another, so that no application has
    /// a rank among all.
    package let components: [Component]

    package struct Variances: Hashable, Codable, Sendable {
        package let application: Double
        package let reviewer: Double
        package let residual: Double
    }

    package struct Reviewer: Hashable, Codable, Sendable {
        package let reviewer: String
        /// ν: what this reviewer adds to every score. Below zero for a severe one.
        package let severity: Double
        /// Of the severity, against the true one.
        package let standardError: Double
    }

    package struct Application: Hashable, Codable, Sendable {
        package let application: String
        /// Of the scores as they were given: what decides.
        package let mean: Double
        /// μ + θ.
        package let calibrated: Double
        /// Of the calibrated score, against the true one.
        package let standardError: Double
        package let rank: RankEstimate?
        /// Whether the middle half of its ranks has the last funded rank in it and a rank below that.
        package var tieZone: Bool
    }

    /// Where an application stands, over the draws; 1 is the best.
    package struct RankEstimate: Hashable, Codable, Sendable {
        package let expectedRank: Double
        package let rank50: [Int]
        package let rank90: [Int]
    }

    package struct Component: Hashable, Codable, Sendable {
        package let reviewers: [String]
        package let applications: [Place]

        package struct Place: Hashable, Codable, Sendable {
            package let application: String
            package let expectedRank: Double
            package let rank50: [Int]
            package let rank90: [Int]
        }
    }

    package var isConnected: Bool { components.isEmpty }

    /// - Parameters:
    ///   - fund: how many applications the money is thought to reach; nil marks no tie zone.
    ///   - seed: of the draws: the same scores and the same seed give the same answer.
    package init(of scores: [CalibrationScore], fund: Int? = nil, seed: UInt64 = 1) throws(CalibrationFaults) {
        let graph = try ReviewGraph(scores)
        let parts = graph.components.map { numbers in LinkedScores(numbers.map { graph.edges[$0] }) }
        let fit = VarianceFit(parts)
        variances = Variances(application: fit.application, reviewer: fit.reviewer, residual: fit.residual)
        var draws = SeededDraws(seed: seed)
        let posteriors = zip(parts, fit.equations).map { Posterior($0, $1, residual: fit.residual) }
        let means = zip(posteriors, parts).reduce(0) { $0 + $1.0.mean * Double($1.1.count) }
        grandMean = means / Double(graph.edges.count)
        var (reviewers, applications): ([Reviewer], [Application]) = ([], [])
        var components: [Component] = []
        let raw = Dictionary(grouping: graph.edges, by: \.application)
        for posterior in posteriors {
            let ranks = posterior.ranks(&draws)
            var places: [Component.Place] = []
            for (estimate, rank) in zip(posterior.applications, ranks) {
                let given = raw[estimate.number] ?? []
                let name = graph.applications[estimate.number]
                let mean = given.reduce(0) { $0 + $1.score } / Double(max(1, given.count))
                applications.append(
                    Application(
                        application: name, mean: mean, calibrated: posterior.mean + estimate.effect, standardError: estimate.error,
                        rank: posteriors.count == 1 ? rank : nil,
                        tieZone: posteriors.count == 1 && fund.map { rank.crosses($0) } ?? false))
                places.append(
                    Component.Place(
                        application: name, expectedRank: rank.expectedRank, rank50: rank.rank50, rank90: rank.rank90))
            }
            reviewers += posterior.reviewers.map {
                Reviewer(reviewer: graph.reviewers[$0.number], severity: $0.effect, standardError: $0.error)
            }
            components.append(
                Component(
                    reviewers: posterior.reviewers.map { graph.reviewers[$0.number] }.sorted(),
                    applications: places.sorted { ($0.expectedRank, $0.application) < ($1.expectedRank, $1.application) }))
        }
        self.reviewers = reviewers.sorted { $0.reviewer < $1.reviewer }
        self.applications = applications.sorted {
            ($0.rank?.expectedRank ?? 0, $0.application) < ($1.rank?.expectedRank ?? 0, $1.application)
        }
        self.components = components.count > 1 ? components : []
    }
}

extension Calibration.RankEstimate {
    /// Whether the line under the last funded rank runs through the middle half.
    func crosses(_ fund: Int) -> Bool { rank50[0] <= fund && fund < rank50[1] }
}
