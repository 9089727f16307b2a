import Foundation
import Testing

@Suite struct RefusalTests {
    @Test func `what cannot be done ends with its code, says where and what next, and changes nothing`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            let before = try await appel.succeed("call", "show", "brussels-2027", "--json").output

            let early = try await appel("call", "close", "brussels-2027")
            #expect(early.status == 2)
            #expect(early.error.contains("2027-04-02 00:00"))

            let role = try await appel("call", "cancel", "brussels-2027", "--reason", "x", "--as", "finance")
            #expect(role.status == 77)
            #expect(role.error.contains("--as ROLE"))

            let nobody = try await appel("call", "show", "antwerp-2027", "--lang", "fr")
            #expect(nobody.status == 65)
            #expect(nobody.error.contains("appel call list"))

            let seen = try await appel("call", "close", "brussels-2027", "--expect", "1")
            #expect(seen.status == 75)

            let missing = try await appel("call", "revise", "brussels-2027", "nowhere.yaml")
            #expect(missing.status == 66)
            #expect(missing.error.contains("nowhere.yaml"))

            let full = try await appel(["call", "list"], output: "/dev/full")
            #expect(full.status == 74)

            let after = try await appel.succeed("call", "show", "brussels-2027", "--json").output
            #expect(Self.withoutClock(before) == Self.withoutClock(after))
        }
    }

    private static func withoutClock(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.contains("\"now\"") }
    }

    @Test func `a database that is not there is told as such`() async throws {
        try await withProgram { appel in
            let stopped = try await appel("call", "list", "--data", "\(appel.folder)/none")
            #expect(stopped.status == 69)
            #expect(stopped.error.contains("next: appel db start --data \(appel.folder)/none"))
            let unreachable = Program(
                folder: appel.folder,
                environment: appel.environment.merging(["APPEL_DATABASE": "host=\(appel.folder) dbname=x"]) { $1 })
            #expect(try await unreachable("call", "list").status == 69)
        }
    }

    @Test func `what the database refuses is told without the row that it refused`() async throws {
        try await withRehearsal { appel in
            let nobody = "ALTER TABLE appel.members ADD CONSTRAINT nobody CHECK (false) NOT VALID"
            try await appel.succeed("db", "shell", "--role", "owner", "--", "-c", nobody)
            let refused = try await appel("member", "import", Program.demo("members.csv"))
            #expect(refused.status == 70)
            #expect(refused.error.contains("\"nobody\""))
            #expect(!refused.error.contains("Failing row") && !refused.error.contains("@"))
        }
    }

    @Test func `a database that cannot be reached is shown all the same, and the next step can be typed`() async throws {
        try await withProgram { appel in
            let data = "\(appel.folder)/my data"
            let stopped = try await appel.succeed("db", "status", "--data", data)
            #expect(stopped.output.contains("appel db start --data '\(data)'"))
            let unreachable = Program(
                folder: appel.folder,
                environment: appel.environment.merging(["APPEL_DATABASE": "host=\(appel.folder) dbname=x"]) { $1 })
            let status = try await unreachable("db", "status", "--json")
            #expect(status.status == 69)
            let database = try #require(try status.json()["database"] as? [String: Any])
            #expect(database["running"] as? Bool == false)
            #expect((database["problem"] as? String)?.isEmpty == false)
        }
    }

    @Test func `an unknown key of the configuration is told before any database is used`() async throws {
        try await withProgram { appel in
            try FileManager.default.createDirectory(atPath: "\(appel.folder)/config", withIntermediateDirectories: false)
            _ = try appel.file("config/server.yaml", Array("databse: \"host=db\"\n".utf8))
            let run = try await appel("call", "list")
            #expect(run.status == 65)
            #expect(run.error.contains("config/server.yaml:1: the key 'databse' is unknown; did you mean 'database'?"))
        }
    }

    @Test func `what cannot be understood is told like every other error`() async throws {
        try await withProgram { appel in
            let run = try await appel("call", "list", "--jsn")
            #expect(run.status == 64)
            #expect(run.error.hasPrefix("error: "))
            #expect(try await appel("call", "list", "--data", "").status == 64)
            #expect(try await appel("--version").status == 0)
        }
    }

    @Test func `the next step of a refusal is one that can be taken`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            let revised = try await appel("call", "revise", "brussels-2027", Program.regulation)
            #expect(revised.status == 2)
            #expect(revised.error.contains("next: appel call amend brussels-2027 \(Program.regulation) --reason"))
            let again = try await appel("call", "create", Program.regulation)
            #expect(again.status == 65)
            #expect(again.error.contains("appel call revise brussels-2027 FILE"))
            let released = try await appel("decision", "release", "brussels-2027")
            #expect(released.error.contains("'release the decisions'"))
        }
    }

    @Test func `a rehearsal's clock stays within what can be written`() async throws {
        try await withRehearsal { appel in
            for length in ["999999999w", "106000000w", "999999w"] {
                #expect(try await appel("db", "clock", "advance", length).status == 64)
                #expect(try await appel("db", "clock", "advance", length, "--dry-run").status == 64)
            }
            try await appel.succeed("db", "clock", "set", "9999-12-29 00:00", "--dry-run")
            #expect(try await appel("db", "clock", "set", "9999-12-31 00:00").status == 2)
            #expect(try await appel("db", "clock", "set", "9999-12-31 00:00", "--dry-run").status == 2)
            // Before anything happened it may go to any year; afterwards it only moves forward.
            try await appel.succeed("db", "clock", "set", "2026-01-01 00:00")
            try await appel.succeed("call", "create", Program.regulation)
            let back = try await appel("db", "clock", "set", "2020-01-01 00:00", "--lang", "fr")
            #expect(back.error.contains("2020-01-01 00:00 est plus tôt"))
        }
    }

    @Test func `a dry run keeps nothing, and a key makes repeating safe`() async throws {
        try await withRehearsal { appel in
            try await appel.succeed("call", "create", Program.regulation, "--dry-run")
            let none = try await appel.succeed("call", "list", "--json").json()
            #expect((none["calls"] as? [Any])?.isEmpty == true)

            let first = try await appel.succeed("call", "create", Program.regulation, "--key", "k1", "--json").output
            let again = try await appel.succeed("call", "create", Program.regulation, "--key", "k1", "--json").output
            #expect(first == again)
            let other = try await appel("call", "open", "brussels-2027", "--key", "k1")
            #expect(other.status == 65)
        }
    }
}
