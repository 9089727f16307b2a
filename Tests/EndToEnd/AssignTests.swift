import Foundation
import Testing

/// The command that assigns reviewers, on problem files and on a call.
@Suite struct AssignTests {
    @Test func `a problem from standard input is answered without a database`() async throws {
        try await withProgram { appel in
            let problem = """
                {"reviewsPerApplication": 1, "objective": "sum",
                 "reviewers": [{"id": "R1", "maxLoad": 1}, {"id": "R2", "maxLoad": 2}],
                 "applications": [{"id": "A1", "affinity": {"R1": 80, "R2": 70}}, {"id": "A2", "affinity": {"R1": 90, "R2": 10}}]}
                """
            let path = try appel.file("problem.json", Array(problem.utf8))
            let plan = try await appel.succeed("assign", "--problem", path, "--json").json()
            #expect(plan["totalAffinity"] as? Int == 160 && plan["worstAffinity"] as? Int == 70)
            #expect(plan["loads"] as? [String: Int] == ["R1": 1, "R2": 1])
            let first = try #require((plan["assignments"] as? [[String: Any]])?.first)
            #expect(first["application"] as? String == "A1" && first["reviewers"] as? [String] == ["R2"])
            #expect((first["explanations"] as? [[String: Any]])?.first?["reason"] as? String == "neededElsewhere")
            for language in ["fr", "nl", "en"] {
                #expect(try await appel.succeed("assign", "--problem", path, "--lang", language).output.contains("160"))
            }
        }
    }

    @Test func `a problem that has no answer, and one with faults, say why`() async throws {
        try await withProgram { appel in
            let short = try appel.file(
                "short.json",
                Array(#"{"reviewsPerApplication": 2, "reviewers": [{"id": "R1"}], "applications": [{"id": "A7"}]}"#.utf8))
            let refused = try await appel("assign", "--problem", short)
            #expect(refused.status == 2)
            #expect(refused.error.contains("A7") && refused.error.contains("need 2 reviews, and there are only 1"))
            let faulty = try appel.file(
                "faulty.json",
                Array(#"{"reviewsPerApplication": 2, "reviewers": [{"id": ""}], "applications": [{"affinity": {"R1": 1}}]}"#.utf8))
            let failed = try await appel("assign", "--problem", faulty)
            #expect(failed.status == 65)
            for place in ["reviewers[0].id", "applications[0].id", "applications[0].affinity.R1"] { #expect(failed.error.contains(place)) }
            #expect(try await appel("assign").status == 64)
            #expect(try await appel("assign", "--problem", short, "--per-file", "2").status == 64)
        }
    }
}
