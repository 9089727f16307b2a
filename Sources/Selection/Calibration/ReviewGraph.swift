package import CallModel

/// One score that the calibration rests on.
package struct CalibrationScore: Hashable, Sendable {
    package let application: String
    package let reviewer: String
    package let score: Double

    package init(application: String, reviewer: String, score: Double) {
        (self.application, self.reviewer, self.score) = (application, reviewer, score)
    }

    /// - Parameter score: near enough for an estimate, and the nearest number to it: the same from a file and from a call.
    package init(application: String, reviewer: String, score: DecimalNumber) {
        let scale = (0..<score.scale).reduce(1.0) { value, _ in value * 10 }
        self.init(application: application, reviewer: reviewer, score: Double(score.unscaled) / scale)
    }
}

/// One reason why scores cannot be calibrated.
package enum CalibrationFault: Hashable, Sendable {
    case noScore
    case scoredTwice(application: String, reviewer: String)
    /// No number, or one so large that its square is none.
    case notFinite(application: String, reviewer: String)
}

/// Everything that keeps scores from being calibrated, at once.
package struct CalibrationFaults: Error, Hashable {
    package let faults: [CalibrationFault]
}

/// Who scored what. Applications and reviewers are numbered in the order of their names, so that the order of the scores does not
/// matter, down to the last digit.
struct ReviewGraph: Sendable {
    struct Edge: Sendable {
        let application: Int
        let reviewer: Int
        let score: Double
    }

    let applications: [String]
    let reviewers: [String]
    let edges: [Edge]
    /// The parts that no reviewer links: each the numbers of its edges, in the order of their first application.
    let components: [[Int]]

    init(_ scores: [CalibrationScore]) throws(CalibrationFaults) {
        var faults: [CalibrationFault] = scores.isEmpty ? [.noScore] : []
        var seen: Set<[String]> = []
        for score in scores {
            if !seen.insert([score.application, score.reviewer]).inserted {
                faults.append(.scoredTwice(application: score.application, reviewer: score.reviewer))
            }
            if !(score.score.magnitude < 1e100) {
                faults.append(.notFinite(application: score.application, reviewer: score.reviewer))
            }
        }
        guard faults.isEmpty else { throw CalibrationFaults(faults: faults) }
        applications = Set(scores.map(\.application)).sorted()
        reviewers = Set(scores.map(\.reviewer)).sorted()
        let applicationNumber = Dictionary(uniqueKeysWithValues: zip(applications, 0...))
        let reviewerNumber = Dictionary(uniqueKeysWithValues: zip(reviewers, 0...))
        edges = scores.map { score in
            Edge(
                application: applicationNumber[score.application] ?? 0, reviewer: reviewerNumber[score.reviewer] ?? 0,
                score: score.score)
        }.sorted { ($0.application, $0.reviewer) < ($1.application, $1.reviewer) }
        components = ReviewGraph.components(edges, applications: applications.count, reviewers: reviewers.count)
    }

    private static func components(_ edges: [Edge], applications: Int, reviewers: Int) -> [[Int]] {
        // Applications, then reviewers: each points towards the first of its part.
        var parent = Array(0..<applications + reviewers)
        func root(_ node: Int) -> Int {
            var node = node
            while parent[node] != node {
                parent[node] = parent[parent[node]]
                node = parent[node]
            }
            return node
        }
        for edge in edges {
            let (left, right) = (root(edge.application), root(applications + edge.reviewer))
            parent[max(left, right)] = min(left, right)
        }
        var parts: [Int: [Int]] = [:]
        for (number, edge) in edges.enumerated() { parts[root(edge.application), default: []].append(number) }
        return parts.sorted { $0.key < $1.key }.map(\.value)
    }
}
