import Foundation
import Testing

/// `explain` and `whatif` on a problem file alone: no database is needed, and none is asked.
@Suite struct ExplainTests {
    private static let problem = """
        { "lines": [ { "id": "general", "totalCents": 1200, "reserve": { "cents": 300, "mode": "openFirst" } } ],
          "applications": [
            { "id": "A1", "applicant": "O1", "requestedCents": 500, "score": 90, "submittedRank": 1, "lines": ["general"] },
            { "id": "A2", "applicant": "O2", "requestedCents": 500, "score": 80, "submittedRank": 2, "lines": ["general"] },
            { "id": "A3", "applicant": "O3", "requestedCents": 300, "score": 70, "submittedRank": 3, "reserved": true,
              "lines": ["general"] } ] }
        """

    private struct Fact {
        let code: String
        let figures: [String: [String: Any]]

        init(_ json: [String: Any]) {
            code = json["code"] as? String ?? ""
            figures = json["figures"] as? [String: [String: Any]] ?? [:]
        }
    }

    @Test func `an option that does not exist is named, and not that nothing changes`() async throws {
        try await withProgram { appel in
            let path = try appel.file("problem.json", Array(Self.problem.utf8))
            let unknown = try await appel("whatif", "run", "--problem", path, "x", "--cap", "0")
            #expect(unknown.status == 64 && unknown.error.contains("--cap"), "\(unknown.error)")
            let nothing = try await appel("whatif", "run", "--problem", path, "x")
            #expect(nothing.status == 64 && nothing.error.contains("--weight"), "\(nothing.error)")
        }
    }

    @Test func `a file of a problem is explained with exact figures`() async throws {
        try await withProgram { appel in
            let path = try appel.file("problem.json", Array(Self.problem.utf8))
            let document = try await appel.succeed("explain", "A2", "--problem", path, "--json").json()
            let explanation = try #require(document["explanation"] as? [String: Any])
            let facts = try #require(explanation["facts"] as? [[String: Any]]).map(Fact.init)
            #expect(
                facts.map(\.code) == ["place", "score", "fence", "leastScore", "largestRequest", "refusedBecauseOfReserve"])
            #expect(facts[3].figures["least"]?["points"] as? Int == 91)
            #expect(facts[4].figures["largest"]?["cents"] as? Int == 400)
            #expect((explanation["sentences"] as? [String])?.count == facts.count)
            let dutch = try await appel.succeed("explain", "A2", "--problem", path, "--lang", "nl").output
            #expect(dutch.contains("€\u{A0}4,00") && dutch.contains("91"))
            #expect(try await appel("explain", "A9", "--problem", path).status == 65)
            #expect(try await appel("explain", "A2", "--problem", path, "--as", "finance").status == 64)
            #expect(try await appel("explain", "A2", "--rule", "rankOrder").status == 64)
        }
    }

    @Test func `scenarios of a problem are compared as files, and one that was changed is found`() async throws {
        try await withProgram { appel in
            let path = try appel.file("problem.json", Array(Self.problem.utf8))
            let (open, capped) = ("\(appel.folder)/open.json", "\(appel.folder)/capped.json")
            let ran = try await appel.succeed(
                "whatif", "run", "--problem", path, "open", "--mode", "none", "--output", open, "--json"
            ).json()
            let scenario = try #require(ran["scenario"] as? [String: Any])
            #expect(try await appel.shell("sha256sum < \(open)").hasPrefix(scenario["stamp"] as? String ?? "none"))
            try await appel.succeed("whatif", "run", "--problem", path, "capped", "--max-awards", "1", "--output", capped)
            let alone = try await appel.succeed("whatif", "compare", "--problem", path, open, "--json").json()
            let found = try #require(alone["comparison"] as? NSDictionary)
            #expect(found == scenario["comparison"] as? NSDictionary)
            let both = try await appel.succeed("whatif", "compare", "--problem", path, open, capped, "--json").json()
            let comparison = try #require(both["comparison"] as? [String: Any])
            #expect(comparison["leaving"] as? [String] == ["A2"] && comparison["entering"] as? [String] == [])
            for language in ["fr", "nl", "en"] {
                let text = try await appel.succeed("whatif", "compare", "--problem", path, open, capped, "--lang", language).output
                #expect(text.contains("A2"))
            }
            let text = try String(contentsOfFile: open, encoding: .utf8)
            let forged = try appel.file("forged.json", Array(text.replacing("\"totalScore\":170", with: "\"totalScore\":171").utf8))
            #expect(try String(contentsOfFile: forged, encoding: .utf8) != text)
            #expect(try await appel("whatif", "compare", "--problem", path, forged).status == 65)
            #expect(try await appel("whatif", "compare", "--problem", path, path).status == 65)
            #expect(try await appel("whatif", "compare", "--problem", path).status == 64)
        }
    }

    @Test func `a scenario of a problem says who enters and who leaves`() async throws {
        try await withProgram { appel in
            let path = try appel.file("problem.json", Array(Self.problem.utf8))
            let document = try await appel.succeed("whatif", "run", "--problem", path, "open", "--mode", "none", "--json").json()
            let scenario = try #require(document["scenario"] as? [String: Any])
            let comparison = try #require(scenario["comparison"] as? [String: Any])
            #expect(comparison["entering"] as? [String] == ["A2"])
            #expect(comparison["leaving"] as? [String] == ["A3"])
            #expect((scenario["stamp"] as? String)?.count == 64)
            let again = try await appel.succeed("whatif", "run", "--problem", path, "other", "--mode", "none", "--json").json()
            #expect((again["scenario"] as? [String: Any])?["stamp"] as? String == scenario["stamp"] as? String)
            #expect(try await appel("whatif", "run", "--problem", path, "weighed", "--weight", "C1=4").status == 65)
            #expect(try await appel("whatif", "run", "--problem", path, "nothing").status == 64)
            let same = try await appel("whatif", "run", "--problem", path, "same", "--rule", "rankOrder")
            #expect(same.status == 65 && same.error.contains("changes nothing"))
        }
    }
}
