import Foundation
import Testing

/// The log as a file, out of one database and into another.
@Suite struct LogFileTests {
    @Test func `a log that is imported elsewhere replays without a difference and comes out again byte for byte`() async throws {
        try await withRehearsal { first in
            try await first.openCall()
            try await first.succeed("application", "import", "brussels-2027", Program.demo("applications.csv"), "--submit")
            let original = "\(first.folder)/log.jsonl"
            let bare = "\(first.folder)/events.jsonl"
            try await first.succeed("log", "export", original)
            try await first.succeed("log", "export", bare, "--events-only")
            #expect(!(try String(contentsOfFile: bare, encoding: .utf8)).contains("@example.org"))

            try await withRehearsal { second in
                #expect(try await second("log", "import", bare).status == 65)
                try await second.succeed("log", "import", original)
                try await second.succeed("replay")
                let copy = "\(second.folder)/log.jsonl"
                try await second.succeed("log", "export", copy)
                #expect(FileManager.default.contentsEqual(atPath: original, andPath: copy))
                #expect(try await second("log", "import", original).status == 65)
                // The next numbers are free.
                try await second.succeed("application", "import", "brussels-2027", Program.demo("applications-late.json"))
            }
        }
    }

    @Test func `a log with registers is for its owner only, goes to standard output, and replaces nothing but a file`() async throws {
        try await withRehearsal { appel in
            try await appel.succeed("organisation", "import", Program.demo("organisations.csv"), "--accounts-as-declared")
            let path = "\(appel.folder)/log.jsonl"
            try await appel.succeed("log", "export", path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let streamed = try await appel.succeed("log", "export", "-")
            #expect(streamed.output == (try String(contentsOfFile: path, encoding: .utf8)))
            #expect(!FileManager.default.fileExists(atPath: "\(appel.folder)/-"))
            let pipe = "\(appel.folder)/pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            let run = try await appel("log", "export", pipe)
            #expect(run.status == 74)
            let kind = try FileManager.default.attributesOfItem(atPath: pipe)[.type] as? FileAttributeType
            #expect(kind != .typeRegular)
        }
    }

    @Test func `a log with broken text is refused with its line, and nothing comes in`() async throws {
        try await withRehearsal { first in
            try await first.succeed("organisation", "import", Program.demo("organisations.csv"), "--accounts-as-declared")
            let path = "\(first.folder)/log.jsonl"
            try await first.succeed("log", "export", path)
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            // Somewhere in the second line, which is an organisation.
            let second = try #require(bytes.firstIndex(of: 0x0A)) + 40
            bytes[second] = 0xE9
            let broken = try first.file("broken.jsonl", bytes)
            try await withRehearsal { appel in
                let run = try await appel("log", "import", broken)
                #expect(run.status == 65)
                #expect(run.error.contains("broken.jsonl:2: "))
                let none = try await appel.succeed("organisation", "list", "--json").json()
                #expect((none["organisations"] as? [Any])?.isEmpty == true)
                #expect(try await appel.succeed("log", "import", path).output.hasPrefix("REHEARSAL"))
            }
        }
    }

    @Test(arguments: [
        ("not a log\n", "line 1"),
        ("{\"appel\":\"log\",\"format\":1,\"rehearsal\":true,\"registers\":true}\n{\"seq\":1}\n", "line 2"),
        ("{\"appel\":\"log\",\"format\":1,\"rehearsal\":false,\"registers\":true}\n", "line 1")
    ])
    func `a file that is no log of this database's kind is refused with its line`(text: String, place: String) async throws {
        try await withRehearsal { appel in
            let run = try await appel("log", "import", try appel.file("log.jsonl", Array(text.utf8)))
            #expect(run.status == 65)
            #expect(run.error.contains(place))
        }
    }
}
