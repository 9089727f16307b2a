import Foundation
import Testing

/// A dry run keeps nothing, neither in the database nor on the disk.
@Suite struct DryRunTests {
    @Test func `the private server: nothing is made, started, written or stopped`() async throws {
        try await withProgram { appel in
            let data = appel.folder + "/data"
            let start = try await appel.succeed("db", "start", "--rehearsal", "--data", data, "--dry-run", "--json").json()
            #expect(start["dryRun"] as? Bool == true)
            let server = try #require(start["server"] as? [String: Any])
            #expect(server["created"] as? Bool == true)
            #expect((server["applied"] as? [String])?.isEmpty == false)
            #expect(!FileManager.default.fileExists(atPath: data))

            try await appel.succeed("db", "start", "--data", data)
            do {
                let again = try await appel.succeed("db", "start", "--data", data, "--dry-run")
                #expect(again.output.contains("Dry run"))
                let backup = appel.folder + "/appel.backup"
                try await appel.succeed("db", "backup", backup, "--data", data, "--dry-run")
                #expect(!FileManager.default.fileExists(atPath: backup))
                try await appel.succeed("db", "backup", backup, "--data", data)
                #expect(try await appel("db", "backup", backup, "--data", data, "--dry-run").status == 74)
                // The database has a schema, and so is not empty.
                #expect(try await appel("db", "restore", backup, "--data", data, "--dry-run").status == 2)
                try await appel.succeed("db", "stop", "--data", data, "--dry-run")
                let status = try await appel.succeed("db", "status", "--data", data, "--json").json()
                #expect((status["database"] as? [String: Any])?["running"] as? Bool == true)
                try await restore(backup, appel)
            } catch {
                _ = try await appel("db", "stop", "--data", data)
                throw error
            }
            try await appel.succeed("db", "stop", "--data", data)
            let still = try await appel.succeed("db", "start", "--data", data, "--dry-run")
            #expect(still.output.contains("would start, on the data in"))
        }
    }

    private func restore(_ backup: String, _ appel: Program) async throws {
        let empty = appel.folder + "/empty"
        try await appel.succeed("db", "start", "--no-migrate", "--data", empty)
        do {
            try await appel.succeed("db", "restore", backup, "--data", empty, "--dry-run")
            // Nothing was restored: the same can be done once more, in earnest.
            try await appel.succeed("db", "restore", backup, "--data", empty)
            #expect(try await appel("db", "restore", backup, "--data", empty, "--dry-run").status == 2)
        } catch {
            _ = try await appel("db", "stop", "--data", empty)
            throw error
        }
        try await appel.succeed("db", "stop", "--data", empty)
    }

    @Test func `the log and the exports: no file, no event`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            let log = appel.folder + "/log.jsonl"
            let count = try await appel.succeed("log", "export", log, "--dry-run", "--json").json()
            #expect(count["dryRun"] as? Bool == true)
            #expect(!FileManager.default.fileExists(atPath: log))
            #expect(try await appel("log", "export", appel.folder, "--dry-run").status == 74)
            try await appel.succeed("log", "export", log)
            let awards = appel.folder + "/awards.csv"
            let export = try await appel.succeed("export", "awards", "brussels-2027", "--output", awards, "--dry-run", "--json").json()
            #expect((export["export"] as? [String: Any])?["format"] as? String == "csv")
            #expect(!FileManager.default.fileExists(atPath: awards))
            #expect(try FileManager.default.contentsOfDirectory(atPath: appel.folder).allSatisfy { !$0.hasSuffix(".part") })

            try await withRehearsal { second in
                let taken = try await second.succeed("log", "import", log, "--dry-run")
                #expect(taken.output.hasPrefix("REHEARSAL"))
                #expect(taken.output.contains("Dry run"))
                let none = try await second.succeed("call", "list", "--json").json()
                #expect((none["calls"] as? [Any])?.isEmpty == true)
                try await second.succeed("log", "import", log)
            }
        }
    }
}
