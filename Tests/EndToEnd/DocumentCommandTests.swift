import Foundation
import TestSupport
import Testing

/// Documents from an archive on the disk into the database and out again, by the commands that people type.
@Suite struct DocumentCommandTests {
    private static let statutes = Array("%PDF-1.7\nstatutes\n%%EOF\n".utf8)

    /// An archive with the first of the demonstration's applications and one document, or one more for each of `others`.
    private static func archive(others: [String: [UInt8]] = [:]) throws -> [UInt8] {
        let lines = try String(contentsOfFile: Program.demo("applications.csv"), encoding: .utf8).components(separatedBy: "\n")
        let paths = (["statutes.pdf"] + others.keys.sorted()).joined(separator: ";")
        let table = "\(lines[0]),attachment.statutes\n\(lines[1]),\(paths)\n"
        let files = others.sorted { $0.key < $1.key }.map { ZipBuilder.File($0.key, $0.value) }
        return ZipBuilder([.init("applications.csv", Array(table.utf8)), .init("statutes.pdf", statutes)] + files).bytes()
    }

    private static func scans(_ run: Run) throws -> [String] {
        try #require(try run.json()["documents"] as? [[String: Any]]).compactMap { $0["scan"] as? String }
    }

    @Test func `an archive comes in, is scanned later, and its documents go out`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            let file = try appel.file("dossiers.zip", try Self.archive())
            let before = try await appel.databaseDigest()
            let trial = try await appel.succeed("application", "import", "brussels-2027", file, "--dry-run")
            #expect(trial.output.contains("Dry run"))
            #expect(try await appel.databaseDigest() == before)
            let read = try await appel.succeed("application", "import", "brussels-2027", file, "--submit")
            #expect(read.error.contains("not scanned"))
            let same = try await appel.succeed("application", "import", "brussels-2027", file, "--json").json()
            #expect((same["receipt"] as? [String: Any])?["changed"] as? Int == 0)

            let list = ["application", "documents", "brussels-2027", "BXL27-001", "--json"]
            #expect(try Self.scans(try await appel.succeed(list)) == ["unscanned"])
            let out = appel.folder + "/out.pdf"
            let fetch = ["application", "document", "brussels-2027", "BXL27-001", "statutes", "--output", out]
            #expect(try await appel(fetch).status == 2)
            #expect(try await appel(fetch + ["--unscanned", "--as", "college"]).status == 2)
            #expect(try await appel(fetch + ["--as", "finance"]).status == 77)
            #expect(try await appel("application", "scan").status == 65)
            #expect(!FileManager.default.fileExists(atPath: out))
            try await appel.succeed(fetch + ["--unscanned", "--dry-run"])
            #expect(!FileManager.default.fileExists(atPath: out))
            try await appel.succeed(fetch + ["--unscanned"])
            #expect(FileManager.default.contents(atPath: out).map(Array.init) == Self.statutes)

            let daemon = try FakeClamd(.answering("stream: OK"))
            defer { daemon.close() }
            try await appel.with(daemon).succeed("application", "scan")
            #expect(daemon.documents == [Self.statutes])
            #expect(try Self.scans(try await appel.succeed(list)) == ["clean"])
            try await appel.succeed(fetch + ["--as", "applicant:1990.905.006"])
        }
    }

    @Test func `an infected document keeps the whole archive out`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            let daemon = try FakeClamd(.answering("stream: Eicar-Signature FOUND"))
            defer { daemon.close() }
            let file = try appel.file("dossiers.zip", try Self.archive())
            let before = try await appel.databaseDigest()
            let run = try await appel.with(daemon)("application", "import", "brussels-2027", file)
            #expect(run.status == 65)
            #expect(run.error.contains("dossiers.zip/applications.csv:2: attachment.statutes: 'statutes.pdf' A virus was found"))
            #expect(run.error.contains("Eicar-Signature"))
            #expect(try await appel.databaseDigest() == before)
        }
    }

    @Test func `documents are attached one by one to a draft, in order`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            try await appel.succeed("application", "import", "brussels-2027", Program.demo("applications.csv"))
            let (first, second) = (try appel.file("a.pdf", Self.statutes), try appel.file("b.pdf", Self.statutes + [0x20]))
            let attach = ["application", "attach", "brussels-2027", "BXL27-001", "accounts"]
            let daemon = try FakeClamd(.answering("stream: OK"))
            defer { daemon.close() }
            let scanned = appel.with(daemon)
            try await scanned.succeed(attach + [first, second, "--expect", "1"])
            #expect(try await scanned(attach + [first, "--expect", "1"]).status == 75)
            let rows = try #require(
                try await appel.succeed("application", "documents", "brussels-2027", "BXL27-001", "--json").json()["documents"]
                    as? [[String: Any]])
            #expect(rows.compactMap { $0["id"] as? String } == ["accounts", "accounts.2"])
            #expect(rows.compactMap { $0["scan"] as? String } == ["clean", "clean"])
            let wrong = try appel.file("c.pdf", Array("no pdf".utf8))
            let run = try await scanned(attach + [wrong])
            #expect(run.status == 65)
            #expect(run.error.contains("c.pdf: The content is not that of a pdf document"))
            let many = (0..<4).map { "\(appel.folder)/\($0).pdf" }
            for (number, path) in many.enumerated() { try Data(Self.statutes + [UInt8(number)]).write(to: URL(fileURLWithPath: path)) }
            #expect(try await scanned(attach + many).error.contains("6 documents are attached; at most 5 are accepted"))
        }
    }
}

extension Program {
    /// The same program with a virus scanner.
    fileprivate func with(_ scanner: FakeClamd) -> Program {
        Program(folder: folder, environment: environment.merging(["APPEL_CLAMD": scanner.path]) { $1 })
    }
}
