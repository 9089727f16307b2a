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
}
