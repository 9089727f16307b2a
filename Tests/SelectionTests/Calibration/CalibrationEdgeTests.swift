import Foundation
import Testing

@testable import Selection

/// Panels from which little or nothing can be learnt.
@Suite struct CalibrationEdgeTests {
    private static func scores(_ rows: [(String, String, Double)]) -> [CalibrationScore] {
        rows.map { CalibrationScore(application: $0.0, reviewer: $0.1, score: $0.2) }
    }

    private static func expectFinite(_ found: Calibration) throws {
        _ = try JSONEncoder().encode(found)
        #expect(found.variances.application >= 0 && found.variances.reviewer >= 0 && found.variances.residual >= 0)
    }

    @Test func `one score`() throws {
        let found = try Calibration(of: Self.scores([("A", "R", 70)]), fund: 1)
        try Self.expectFinite(found)
        #expect(found.grandMean == 70 && found.applications[0].calibrated == 70)
        #expect(found.applications[0].rank == Calibration.RankEstimate(expectedRank: 1, rank50: [1, 1], rank90: [1, 1]))
    }

    @Test func `one reviewer: nothing tells quality from chance, and no file stands out`() throws {
        let found = try Calibration(of: Self.scores([("A", "R", 90), ("B", "R", 50), ("C", "R", 10), ("D", "R", 30)]), fund: 2)
        try Self.expectFinite(found)
        #expect(found.variances.application == 0 && found.variances.reviewer == 0 && found.variances.residual > 0)
        #expect(found.applications.allSatisfy { $0.calibrated == 45 && $0.tieZone })
        #expect(found.applications.allSatisfy { (2.4...2.6).contains($0.rank?.expectedRank ?? 0) })
    }

    @Test func `one file: its reviewers cannot be told from chance`() throws {
        let found = try Calibration(of: Self.scores([("A", "R", 90), ("A", "S", 50), ("A", "T", 40)]), fund: 1)
        try Self.expectFinite(found)
        #expect(found.applications[0].calibrated == 60 && !found.applications[0].tieZone)
        #expect(found.reviewers.allSatisfy { $0.severity == 0 })
    }

    @Test(arguments: [0.0, 60, -1e6])
    func `scores that are all the same`(score: Double) throws {
        let all = (0..<6).flatMap { file in (0..<3).map { CalibrationScore(application: "A\(file)", reviewer: "R\($0)", score: score) } }
        let found = try Calibration(of: all, fund: 3)
        try Self.expectFinite(found)
        #expect(found.grandMean == score && found.variances.residual == 0)
        #expect(found.applications.allSatisfy { $0.tieZone && $0.standardError == 0 })
    }

    @Test func `no chance at all: the scores are a sum, and the order is certain`() throws {
        let all = (0..<8).flatMap { file in
            (0..<4).map { CalibrationScore(application: "A\(file)", reviewer: "R\($0)", score: 50 + 3 * Double(file) - 5 * Double($0)) }
        }
        let found = try Calibration(of: all, fund: 3)
        try Self.expectFinite(found)
        #expect(found.variances.residual < 0.05)
        #expect(found.applications.map(\.application) == (0..<8).reversed().map { "A\($0)" })
        #expect(found.applications.enumerated().allSatisfy { $1.rank?.rank90 == [$0 + 1, $0 + 1] && !$1.tieZone })
    }

    /// The reviewers' means differ by less than chance alone would make them differ.
    @Test func `a variance at its bound is zero and not below`() throws {
        let rows = [[60.0, 70, 62], [71, 60, 70], [64, 66, 63], [80, 79, 80]]
        let all = rows.enumerated().flatMap { file, row in
            row.enumerated().map { CalibrationScore(application: "A\(file)", reviewer: "R\($0)", score: $1) }
        }
        let found = try Calibration(of: all)
        try Self.expectFinite(found)
        #expect(found.variances.reviewer < 1e-6 && found.variances.application > 10)
        #expect(found.reviewers.allSatisfy { $0.severity.magnitude < 1e-6 })
    }

    @Test func `groups that no reviewer links get no rank across, and each its own`() throws {
        let left = SimulatedPanel(seed: 1, applications: 6, reviewers: 3, each: 2).scores
        let right = SimulatedPanel(seed: 2, applications: 5, reviewers: 3, each: 3).scores.map {
            CalibrationScore(application: "x" + $0.application, reviewer: "x" + $0.reviewer, score: $0.score + 30)
        }
        let found = try Calibration(of: left + right, fund: 4)
        try Self.expectFinite(found)
        #expect(!found.isConnected && found.components.count == 2)
        #expect(found.applications.count == 11 && found.applications.allSatisfy { $0.rank == nil && !$0.tieZone })
        #expect(found.components.map(\.applications.count) == [6, 5])
        for component in found.components {
            let ranks = component.applications.map(\.expectedRank)
            let count = Double(ranks.count)
            #expect((ranks.reduce(0, +) - count * (count + 1) / 2).magnitude < 1e-9)
        }
        let document = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(found)) as? [String: Any])
        #expect(document["connected"] as? Bool == false)
        #expect((document["applications"] as? [[String: Any]])?.allSatisfy { $0["expectedRank"] is NSNull } == true)
    }

    @Test func `one link is enough to compare everything`() throws {
        let found = try Calibration(
            of: Self.scores([("A", "R", 60), ("A", "S", 65), ("B", "S", 70), ("B", "T", 71), ("C", "T", 40), ("C", "U", 45)]))
        #expect(found.isConnected && found.applications.allSatisfy { $0.rank != nil })
    }

    @Test func `the keys of the document`() throws {
        let found = try Calibration(of: SimulatedPanel(seed: 1, applications: 5, reviewers: 3, each: 2).scores, fund: 2)
        let document = try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(found)) as? [String: Any])
        #expect(Set(document.keys) == ["grandMean", "variances", "reviewers", "applications"])
        #expect(Set((document["variances"] as? [String: Any] ?? [:]).keys) == ["application", "reviewer", "residual"])
        let application = (document["applications"] as? [[String: Any]])?.first ?? [:]
        #expect(
            Set(application.keys) == [
                "application", "mean", "calibrated", "standardError", "expectedRank", "rank50", "rank90", "tieZone"
            ])
        let reviewer = (document["reviewers"] as? [[String: Any]])?.first ?? [:]
        #expect(Set(reviewer.keys) == ["reviewer", "severity", "standardError"])
    }

    @Test func `two thousand files with six thousand reviews`() throws {
        let found = try Calibration(
            of: SimulatedPanel(seed: 7, applications: 2000, reviewers: 60, each: 3).scores, fund: 400)
        #expect(found.applications.count == 2000 && found.reviewers.count == 60)
        #expect((found.variances.application - 36).magnitude < 8 && (found.variances.residual - 25).magnitude < 4)
    }
}
