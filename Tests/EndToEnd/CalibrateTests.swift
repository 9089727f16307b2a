import Foundation
import Testing

/// The calibration of a file of scores: its document is the one that other programs exchange, key by key.
@Suite struct CalibrateTests {
    /// R2 gives two points less than R1 for the same.
    private static let scores = """
        application,reviewer,score,panel
        A1,R1,90,1
        A1,R2,87.5,1
        A2,R1,80,1
        A2,R2,78,1
        A3,R1,70,1
        A3,R2,68.5,1
        A4,R2,60,1
        A4,R3,61,1

        """

    @Test func `the document has the keys and the types that are promised, and no others`() async throws {
        try await withProgram { appel in
            let path = try appel.file("reviews.csv", Array(Self.scores.utf8))
            let run = try await appel.succeed("calibrate", "--reviews", path, "--fund", "2", "--seed", "7", "--json")
            let document = try run.json()
            #expect(Set(document.keys) == ["grandMean", "variances", "reviewers", "applications"])
            #expect(document["grandMean"] is Double)
            let variances = try #require(document["variances"] as? [String: Double])
            #expect(Set(variances.keys) == ["application", "reviewer", "residual"] && variances.values.allSatisfy { $0 >= 0 })
            let reviewers = try #require(document["reviewers"] as? [[String: Any]])
            #expect(reviewers.compactMap { $0["reviewer"] as? String } == ["R1", "R2", "R3"])
            for reviewer in reviewers { #expect(Set(reviewer.keys) == ["reviewer", "severity", "standardError"]) }
            let severity = reviewers.compactMap { $0["severity"] as? Double }
            #expect(severity.count == 3 && severity[1] < severity[0])
            let applications = try #require(document["applications"] as? [[String: Any]])
            #expect(applications.compactMap { $0["application"] as? String } == ["A1", "A2", "A3", "A4"])
            for application in applications {
                #expect(
                    Set(application.keys) == [
                        "application", "mean", "calibrated", "standardError", "expectedRank", "rank50", "rank90", "tieZone"
                    ])
                let (half, most) = (application["rank50"] as? [Int] ?? [], application["rank90"] as? [Int] ?? [])
                #expect(half.count == 2 && most.count == 2)
                guard half.count == 2, most.count == 2 else { continue }
                #expect(1 <= most[0] && most[0] <= half[0] && half[0] <= half[1] && half[1] <= most[1] && most[1] <= 4)
                // The middle half has the last funded rank in it, and a rank below.
                #expect(application["tieZone"] as? Bool == (half[0] <= 2 && 2 < half[1]))
            }
            #expect(applications[0]["mean"] as? Double == 88.75)
            let again = try await appel.succeed("calibrate", "--reviews", path, "--fund", "2", "--seed", "7", "--json")
            #expect(again.output == run.output)
            let unfunded = try await appel.succeed("calibrate", "--reviews", path, "--json").json()
            let zone = try #require(unfunded["applications"] as? [[String: Any]]).compactMap { $0["tieZone"] as? Bool }
            #expect(zone == [false, false, false, false])
        }
    }

    @Test func `a panel that falls apart is told so, and has no ranks across its parts`() async throws {
        try await withProgram { appel in
            let apart = "application,reviewer,score\nA1,R1,90\nA2,R1,80\nB1,R2,50\nB2,R2,40\nB2,R3,45\n"
            let path = try appel.file("apart.csv", Array(apart.utf8))
            let document = try await appel.succeed("calibrate", "--reviews", path, "--fund", "2", "--json").json()
            #expect(document["connected"] as? Bool == false)
            let components = try #require(document["components"] as? [[String: Any]])
            #expect(components.compactMap { $0["reviewers"] as? [String] } == [["R1"], ["R2", "R3"]])
            for application in try #require(document["applications"] as? [[String: Any]]) {
                #expect(application["expectedRank"] is NSNull && application["rank50"] is NSNull && application["rank90"] is NSNull)
                #expect(application["tieZone"] as? Bool == false)
            }
            for (language, words) in [("fr", "2 groupes"), ("nl", "2 groepen"), ("en", "2 groups")] {
                #expect(try await appel.succeed("calibrate", "--reviews", path, "--lang", language).output.contains(words))
            }
        }
    }

    @Test func `what cannot be calibrated says why, and where`() async throws {
        try await withProgram { appel in
            for (text, word) in [
                ("application,reviewer,score\nA1,R1,high\n", "high"), ("application,reviewer\nA1,R1\n", "score"),
                ("application,reviewer,score\nA1,R1,5\nA1,R1,6\n", "A1")
            ] {
                let run = try await appel("calibrate", "--reviews", try appel.file("wrong.csv", Array(text.utf8)))
                #expect(run.status == 65 && run.output.isEmpty && run.error.contains(word), "\(run.error)")
            }
            #expect(try await appel("calibrate", "--reviews", "\(appel.folder)/none.csv").status == 66)
            #expect(try await appel("calibrate").status == 64)
            let path = try appel.file("reviews.csv", Array(Self.scores.utf8))
            #expect(try await appel("calibrate", "--reviews", path, "--fund", "0").status == 64)
        }
    }
}
