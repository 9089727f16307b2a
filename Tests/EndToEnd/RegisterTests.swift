import Foundation
import Testing

/// What can be looked up and corrected besides the files.
@Suite struct RegisterTests {
    @Test func `an organisation is found by a part of its name, and corrected`() async throws {
        try await withRehearsal { appel in
            try await appel.succeed("organisation", "import", Program.demo("organisations.csv"), "--accounts-as-declared")
            let found = try await appel.succeed("organisation", "search", "KIMBA", "--json").json()
            let names = try #require(found["organisations"] as? [[String: Any]]).compactMap { $0["name"] as? String }
            #expect(names == ["Bana ya Kimba"])

            let edit = ["organisation", "edit", "1990.905.006", "--email", "new@example.org", "--activity", "1020"]
            try await appel.succeed(edit + ["--dry-run"])
            #expect(try await organisation(appel)["email"] as? String == "info@bana-ya-kimba.example.org")
            try await appel.succeed(edit)
            let corrected = try await organisation(appel)
            #expect(corrected["email"] as? String == "new@example.org")
            #expect(corrected["activityPostcodes"] as? [String] == ["1020"])
            #expect(corrected["name"] as? String == "Bana ya Kimba")
            let again = try await appel.succeed(edit + ["--json"]).json()
            #expect((again["receipt"] as? [String: Any])?["changed"] as? Int == 0)
            let resources = ["organisation", "edit", "1990.905.006", "--annual-resources", "48000.00"]
            #expect(try await appel(resources).status == 64)
            try await appel.succeed(resources + ["--accounts-year", "2026"])
            #expect(try await organisation(appel)["annualResources"] as? [String: Int] == ["year": 2026, "amount": 4_800_000])
            #expect(try await appel("organisation", "edit", "AF-99", "--name", "X").status == 65)
        }
    }

    private func organisation(_ appel: Program) async throws -> [String: Any] {
        let shown = try await appel.succeed("organisation", "show", "1990.905.006", "--json").json()
        return try #require(shown["organisation"] as? [String: Any])
    }

    @Test func `a history names those who acted as they are typed`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            try await appel.succeed("application", "import", "brussels-2027", Program.demo("applications.csv"), "--submit")
            try await appel.succeed(
                "application", "withdraw", "brussels-2027", "BXL27-045", "--as", "applicant:1990.944.004")
            let history = try await appel.succeed("application", "history", "brussels-2027", "BXL27-045", "--json").json()
            let actors = try #require(history["events"] as? [[String: Any]]).compactMap { $0["actor"] as? String }
            #expect(actors == ["secretariat", "secretariat", "applicant:1990944004"])
            // And what is shown can be typed.
            try await appel.succeed("application", "reinstate", "brussels-2027", "BXL27-045", "--as", actors[2])

            let call = try await appel.succeed("call", "history", "brussels-2027", "--json").json()
            let steps = try #require(call["events"] as? [[String: Any]]).compactMap { $0["action"] as? String }
            #expect(steps == ["create", "open"])

            let earlier = try await appel.succeed("earlier-grant", "list", "--json").json()
            #expect((earlier["earlierGrants"] as? [Any])?.isEmpty == false)
            #expect(try await appel("grant", "show", "brussels-2027", "BXL27-045").status == 65)
        }
    }
}
