import Foundation
import Testing

/// Certificates on the command line, without any database.
@Suite struct CertificateCommandTests {
    private static let problem = """
        {"maxAwardsPerApplicant": null, "threshold": 20, "lines": [
          {"id": "general", "totalCents": 100, "reserve": {"cents": 30, "mode": "fence"}}],
         "applications": [
          {"id": "A1", "applicant": "O1", "requestedCents": 60, "score": 90, "submittedRank": 1, "lines": ["general"]},
          {"id": "A2", "applicant": "O2", "requestedCents": 20, "score": 80, "submittedRank": 2, "lines": ["general"]},
          {"id": "A3", "applicant": "O3", "requestedCents": 40, "score": 70, "submittedRank": 3, "reserved": true, "lines": ["general"]},
          {"id": "A4", "applicant": "O4", "requestedCents": 5, "score": 10, "submittedRank": 4, "lines": ["general"]}]}
        """

    @Test(arguments: ["rankOrder", "rankOrderStrict", "optimum"])
    func `a certificate is written, verified, and refused once a cent of it is another`(rule: String) async throws {
        try await withProgram { program in
            let problem = try program.file("problem.json", Array(Self.problem.utf8))
            let path = "\(program.folder)/certificate.json"
            let allocated = try await program("allocate", "--problem", problem, "--rule", rule, "--certificate", path, "--json")
            #expect(allocated.status == 0, "\(allocated.error)")
            let awards = try #require(try allocated.json()["awards"] as? [[String: Any]])
            #expect(awards.compactMap { $0["application"] as? String } == ["A1", "A3"])
            let verified = try await program("verify", "certificate", path, "--problem", problem, "--json")
            #expect(verified.status == 0, "\(verified.error)")
            let facts = try #require(try verified.json()["verified"] as? [String: Any])
            #expect(facts["awards"] as? Int == 2 && facts["unfunded"] as? Int == 2 && facts["totalScore"] as? Int == 160)

            let text = try String(contentsOfFile: path, encoding: .utf8)
            let forged = text.replacingOccurrences(of: "\"cents\":40", with: "\"cents\":41")
            #expect(forged != text)
            let wrong = try await program("verify", "certificate", try program.file("forged.json", Array(forged.utf8)), "--lang", "en")
            #expect(wrong.status == 2)
            #expect(wrong.error.contains("the certificate is wrong") && wrong.error.contains("expected: "), "\(wrong.error)")
            #expect(wrong.output.isEmpty)
        }
    }

    @Test func `a problem from standard input has its certificate, and a certificate is a problem with its rules`() async throws {
        try await withProgram { program in
            let problem = try program.file("problem.json", Array(Self.problem.utf8))
            let path = "\(program.folder)/certificate.json"
            let rules = "--rule rankOrderStrict --unspent spillBack"
            let read = try await program.shell("\(Program.path) allocate --problem - \(rules) --certificate \(path) --json < \(problem)")
            let line = ["allocate", "--problem", problem, "--json"] + rules.split(separator: " ").map(String.init)
            #expect(try await program.succeed(line).output == read)
            #expect(try await program.succeed("verify", "certificate", path, "--problem", problem).output.contains("rankOrderStrict"))
            // The rules are in it: no option says them again.
            #expect(try await program.succeed("allocate", "--problem", path, "--json").output == read)
            let other = try await program.succeed("allocate", "--problem", path, "--rule", "rankOrder", "--json").json()
            #expect(other["rule"] as? String == "rankOrder")
        }
    }

    @Test func `what is no certificate is faulty input, and a dry run leaves no file`() async throws {
        try await withProgram { program in
            let problem = try program.file("problem.json", Array(Self.problem.utf8))
            let path = "\(program.folder)/certificate.json"
            let tried = try await program("allocate", "--problem", problem, "--certificate", path, "--dry-run")
            #expect(tried.status == 0 && !FileManager.default.fileExists(atPath: path))
            #expect(try await program("verify", "certificate", problem).status == 65)
            #expect(try await program("verify", "certificate", path).status == 66)
        }
    }

    @Test func `faults of a problem are told in the language that was asked for, with their place and what to do`() async throws {
        try await withProgram { appel in
            let problem = """
                {"maxAwardsPerApplicant": -1, "lines": [{"id": "L", "totalCents": 5, "reserve": {"cents": 9, "mode": "fence"}}],
                 "bands": {"fullScore": 0, "nothingUpTo": 40, "wholeFrom": 60},
                 "applications": [{"id": "A", "applicant": "O", "requestedCents": 0, "score": 1, "submittedRank": 1, "lines": ["M"]}]}
                """
            let path = try appel.file("faulty.json", Array(problem.utf8))
            for (language, words) in [
                ("fr", ["maxAwardsPerApplicant: un nombre de subsides", "la ligne M n'existe pas", "next: corrigez"]),
                ("nl", ["lines: L: reserve: 0.09 gereserveerd", "bands: fullScore: buiten", "next: verbeter"]),
                ("en", ["applications: A: requestedCents: nothing is requested", "next: correct the problem"])
            ] {
                let told = try await appel("allocate", "--problem", path, "--lang", language)
                #expect(told.status == 65)
                for word in words { #expect(told.error.contains(word), "\(told.error)") }
            }
        }
    }

    @Test func `a certificate that was written is said to be, with the command that checks it`() async throws {
        try await withProgram { appel in
            let problem = """
                {"lines": [{"id": "L", "totalCents": 100}], "applications": [
                 {"id": "A", "applicant": "O", "requestedCents": 100, "score": 3, "submittedRank": 1, "lines": ["L"]},
                 {"id": "B", "applicant": "P", "requestedCents": 100, "score": 2, "submittedRank": 2, "lines": ["L"]},
                 {"id": "C", "applicant": "Q", "requestedCents": 100, "score": 1, "submittedRank": 3, "lines": ["L"]}]}
                """
            let path = try appel.file("shares.json", Array(problem.utf8))
            let certificate = "\(appel.folder)/shares.certificate.json"
            let words = ["allocate", "--problem", path, "--rule", "proportional", "--certificate", certificate]
            let told = try await appel.succeed(words).output
            #expect(told.contains("0.34") && told.contains("0.33") && told.contains("appel verify certificate \(certificate)"))
            #expect(try await appel.succeed("verify", "certificate", certificate).status == 0)
            #expect(try await !appel.succeed(words + ["--dry-run"]).output.contains("verify certificate"))
            // The certificate of a call is not one of what a member may see.
            let member = try await appel("allocate", "brussels-2027", "--as", "reviewer:M01", "--certificate", certificate)
            #expect(member.status == 64)
        }
    }

    @Test func `scores of a file without any, and a bound that is none, are told as such`() async throws {
        try await withProgram { appel in
            let path = try appel.file("empty.csv", Array("application,reviewer,score\n".utf8))
            let told = try await appel("calibrate", "--reviews", path, "--lang", "fr")
            #expect(told.status == 65 && told.error.contains("sous l'en-tête") && told.error.contains("next: "))
            let negative = try await appel("calibrate", "--reviews", path, "--fund", "-1")
            #expect(negative.status == 64 && negative.error.contains("--fund is at least 1"))
            let load = try await appel("assign", "brussels-2027", "--max-load", "9223372036854775807")
            #expect(load.status == 64 && load.error.contains("at most 1000000"))
        }
    }

    /// A second value under one key, which one program takes and another does not.
    @Test func `a key that is given twice or is unknown is refused, with its place`() async throws {
        try await withProgram { program in
            func refused(_ words: String..., file: String, says: String) async throws {
                let run = try await program(words + [file])
                #expect(run.status == 65, "\(words) \(run.error)")
                #expect(run.error.contains(says) && run.error.contains("next: "), "\(run.error)")
            }
            func file(_ name: String, _ text: String) throws -> String { try program.file(name, Array(text.utf8)) }
            let twice = Self.problem.replacing(#""score": 80"#, with: #""score": 80, "score": 99"#)
            try await refused("allocate", "--problem", file: try file("twice.json", twice), says: "twice.json:5:")
            let typo = Self.problem.replacing("\"threshold\"", with: "\"treshold\"")
            try await refused("allocate", "--problem", file: try file("typo.json", typo), says: "did you mean threshold?")
            try await refused("allocate", "--problem", file: try file("empty.json", ""), says: "empty.json:1:1: the text ends too early")
            let path = "\(program.folder)/certificate.json"
            let problem = try file("problem.json", Self.problem)
            #expect(try await program("allocate", "--problem", problem, "--certificate", path).status == 0)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let forged = text.replacing(#""totalScore":"#, with: #""totalScore":1,"totalScore":"#)
            try await refused("verify", "certificate", file: try file("forged.json", forged), says: "totalScore: is given twice")
            let cut = try file("cut.json", String(text.prefix(200)))
            try await refused("verify", "certificate", file: cut, says: "cut.json:")

            let lottery = """
                {"notice": {"format": "appel-lottery/1", "call": "c", "purpose": "ties", "publishedAt": "2027-06-01T10:00:00Z",
                 "publishedBy": "secretariat", "pool": ["F1", "F2"], "count": 2, "sources": ["Lotto"],
                 "entropyFrom": "2027-06-12T18:00:00Z"}}
                """
            #expect(try await program("lottery", "verify", try file("lottery.json", lottery)).status == 0)
            let pools = lottery.replacing(#""count""#, with: #""pool": ["F1", "F3"], "count""#)
            try await refused("lottery", "verify", file: try file("pools.json", pools), says: "notice.pool: is given twice")
            let late = lottery.replacing("2027-06-12T18:00:00Z", with: "some day")
            try await refused("lottery", "verify", file: try file("late.json", late), says: "notice.entropyFrom: not an instant")
        }
    }
}
