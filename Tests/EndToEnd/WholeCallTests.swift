import Foundation
import Testing

@Suite struct WholeCallTests {
    private static let call = "brussels-2027"

    @Test func `a call runs from its rules to its award list, and every file comes out on one list`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            try await appel.succeed("application", "import", Self.call, Program.demo("applications.csv"), "--submit")
            try await appel.succeed("application", "import", Self.call, Program.demo("applications-late.json"), "--submit")
            try await appel.succeed("conflict", "import", Self.call, Program.demo("conflicts.csv"))
            try await appel.succeed("db", "clock", "set", "2027-04-02 00:00")
            try await appel.succeed("call", "close", Self.call)
            try await judge(appel)
            try await decide(appel)

            let results = try #require(try await appel.succeed("decision", "list", Self.call, "--json").json()["results"] as? [String: Any])
            let awards = try #require(results["awards"] as? [[String: Any]])
            let reserve = try #require(results["reserve"] as? [[String: Any]])
            let refusals = try #require(results["refusals"] as? [[String: Any]])
            let references = (awards + reserve + refusals).compactMap { $0["reference"] as? String }
            #expect(references.count == 50)
            #expect(Set(references).count == 50)
            #expect(refusals.allSatisfy { ($0["reason"] as? String)?.isEmpty == false })

            let lines = try #require(results["lines"] as? [[String: Any]])
            let total = lines.compactMap { $0["totalCents"] as? Int }.reduce(0, +)
            let given = awards.compactMap { $0["awardedCents"] as? Int }.reduce(0, +)
            #expect(given == lines.compactMap { $0["awardedCents"] as? Int }.reduce(0, +))
            #expect(given <= total)

            let exported = try await appel.succeed("export", "awards", Self.call).output.split(whereSeparator: \.isNewline)
            #expect(exported.count == awards.count + 1)
            #expect(exported.first?.hasSuffix(",rehearsal") == true)
            try await export(appel, awards: awards.count)
            try await appel.succeed("replay")
            try await minutesAndLateConflict(appel)
            try await pay(appel, call: Self.call, awards: awards)
        }
    }

    private func minutesAndLateConflict(_ appel: Program) async throws {
        let minutes = ["meeting", "minutes", Self.call, "2027-06-08"]
        let written = try #require(try await appel.succeed(minutes + ["--json"]).json()["minutes"] as? [String: Any])
        let items = try #require(written["items"] as? [[String: Any]])
        let shared = try #require(items.first { $0["reference"] as? String == "BXL27-005" })
        #expect((shared["departures"] as? [Any])?.count == 2 && shared["sitting"] as? Int == 7)
        #expect(items.allSatisfy { $0["quorate"] as? Bool == true && $0["opinion"] != nil })
        for (language, word) in [("fr", "procès-verbal"), ("nl", "notulen"), ("en", "minutes")] {
            let text = try await appel.succeed(minutes + ["--lang", language]).output
            #expect(text.contains(word) && text.contains("M05 18:52–18:56"))
        }
        #expect(try await appel("meeting", "minutes", Self.call, "none").status == 65)

        try await appel.succeed("organisation", "import-board", Program.demo("boards.csv"))
        try await appel.succeed("member", "import-ties", Program.demo("ties.csv"))
        let suggested = try await appel.succeed("conflict", "suggest", Self.call, "--strong").output
        #expect(suggested.contains("DELVIGNE Francoise") && suggested.contains("1990.699.029"))
        #expect(try await appel.succeed("conflict", "impact", Self.call, "--json").json()["impacts"] as? [String] == [])
        let pin = ["conflict", "pin", Self.call, "BXL27-001", "--member", "M03", "--conflict", "--reason", "Administratrice."]
        #expect(try await appel.succeed(pin + ["--dry-run"]).output.contains("rank with"))
        try await appel.succeed(pin)
        let impacts = try await appel.succeed("conflict", "impact", Self.call, "--json").json()["impacts"] as? [[String: Any]]
        let impact = try #require(impacts?.first)
        #expect((impact["pairs"] as? [[String: Any]])?.first?["stands"] as? Bool == true)
        #expect((impact["before"] as? [Any])?.count == (impact["after"] as? [Any])?.count)
        #expect(try await appel.succeed("conflict", "impact", Self.call, "--lang", "nl").output.contains("de andere lijst"))
        let declared = try await appel.succeed(
            "conflict", "declare", Self.call, "BXL27-001", "--member", "M03", "--ground", "other", "--as", "applicant:1990.905.006")
        #expect(declared.output.contains("has pinned it: conflict"))
        #expect(try await appel.succeed("conflict", "list", Self.call).output.contains("applicant:1990905006"))
    }

    /// What finance and the public get; a rehearsal pays nothing and publishes nothing that could be taken for real.
    private func export(_ appel: Program, awards: Int) async throws {
        let workbook = "\(appel.folder)/awards.xlsx"
        let written = try await appel.succeed("export", "finance", Self.call, "--output", workbook, "--json").json()
        #expect((written["export"] as? [String: Any])?["rows"] as? Int == awards)
        #expect(try Data(contentsOf: URL(fileURLWithPath: workbook)).starts(with: Data("PK".utf8)))
        let inventory = try await appel.succeed("export", "open-data", "--format", "inventory", "--year", "2027").output
        #expect(inventory.split(whereSeparator: \.isNewline).count == awards + 1)
        #expect(!inventory.contains("BE68"))
        let giving = try await appel.succeed(
            "export", "open-data", Self.call, "--format", "360giving", "--prefix", "360G-example"
        ).json()
        #expect((giving["grants"] as? [Any])?.count == awards)
        let bank = [
            "export", "payments", Self.call, "--format", "pain001", "--day", "2027-06-25", "--account", "BE68539007547034"
        ]
        for words in [bank, ["export", "open-data", Self.call, "--format", "iati"]] {
            let refused = try await appel(words)
            #expect(refused.status == 2 && refused.output.isEmpty, "\(refused.error)")
        }
    }

    private func judge(_ appel: Program) async throws {
        try await appel.succeed("call", "begin", Self.call, "admissibility")
        try await appel.succeed(
            "application", "request-complement", Self.call, "BXL27-026", "--reason", "The partner's agreement is missing.")
        try await appel.succeed(
            "application", "complement", Self.call, Program.demo("complements.csv"), "--as", "applicant:1990.245.901")
        try await appel.succeed(
            "admissibility", "decide", Self.call, "--rulings", Program.demo("rulings.csv"), "--markers",
            Program.demo("markers.csv"))
        try await appel.succeed("call", "begin", Self.call, "review")
        try await appel.succeed("review", "assign", Self.call, Program.demo("assignments.csv"))
        try await appel.succeed("review", "recuse", Self.call, Program.demo("recusals.csv"))
        try await appel.succeed("review", "assign", Self.call, Program.demo("assignments-replacement.csv"))
        try await appel.succeed("review", "import", Self.call, Program.demo("reviews.csv"))
        try await appel.succeed("review", "score", Self.call)
        try await appel.succeed("db", "clock", "set", "2027-05-17 09:00")
        try await appel.succeed("call", "begin", Self.call, "deliberation")
    }

    private func decide(_ appel: Program) async throws {
        try await appel.succeed("db", "clock", "set", "2027-06-08 22:00")
        try await appel.succeed("meeting", "record", Self.call, Program.demo("meeting.yaml"))
        try await appel.succeed(
            "meeting", "advise", Self.call, "--meeting", "2027-06-08", "--exceptions", Program.demo("advice.csv"), "--as",
            "chair:M01")
        try await appel.succeed(
            "decision", "decide", Self.call, "--departures", Program.demo("decisions.csv"), "--as", "college")
        try await appel.succeed("decision", "release", Self.call)
    }
}
