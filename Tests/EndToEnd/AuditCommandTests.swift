import Audit
import CallModel
import Foundation
import Testing

/// The audit as its users have it: keys, checkpoints, exports, receipts and their verification, from the command line.
@Suite struct AuditCommandTests {
    /// A call with filed applications, a key, one checkpoint, its export and the receipt of one file.
    private func prepare(_ appel: Program) async throws {
        try await appel.openCall()
        try await appel.succeed("application", "import", "brussels-2027", Program.demo("applications.csv"), "--submit")
        try await appel.succeed("audit", "key", "audit.key", "--name", "subsidies.example.org/log")
        try await appel.succeed("audit", "checkpoint", "--key", "audit.key")
        try await appel.succeed("audit", "export", "out", "--key", "audit.key.pub")
        try await appel.succeed("audit", "receipt", "brussels-2027", "BXL27-004", "--output", "receipt.json")
    }

    private func verify(_ appel: Program, _ files: String..., key: String? = "audit.key.pub") async throws -> Run {
        // Without a database: none is configured, and none is started.
        let offline = Program(folder: appel.folder, environment: appel.environment.filter { $0.key != "APPEL_DATABASE" })
        return try await offline(["audit", "verify"] + files + (key.map { ["--key", $0] } ?? []) + ["--json"])
    }

    @Test func `an outsider verifies the log and a receipt from files alone`() async throws {
        try await withRehearsal { appel in
            try await prepare(appel)
            let found = try #require(try await verify(appel, "out", "receipt.json").json()["verified"] as? [String: Any])
            let events = try #require(found["events"] as? Int)
            #expect(events > 90)
            #expect(found["keyFromFiles"] as? Bool == false)
            let receipt = try #require((found["receipts"] as? [[String: Any]])?.first)
            #expect(receipt["checkpoint"] as? Int == events)
            #expect(try await verify(appel, "receipt.json").status == 0)
            let trusting = try #require(try await verify(appel, "out", key: nil).json()["verified"] as? [String: Any])
            #expect(trusting["keyFromFiles"] as? Bool == true)

            // A checkpoint that was kept, and a log that has gone on since.
            try FileManager.default.copyItem(atPath: "\(appel.folder)/out/checkpoints.txt", toPath: "\(appel.folder)/kept.txt")
            try await appel.succeed("application", "withdraw", "brussels-2027", "BXL27-045", "--as", "applicant:1990.944.004")
            try await appel.succeed("audit", "checkpoint", "--key", "audit.key", "--every", "1s", "--times", "1")
            try await appel.succeed("audit", "export", "later", "--key", "audit.key.pub")
            #expect(try await verify(appel, "later", "kept.txt", "receipt.json").status == 0)
            #expect(try await verify(appel, "later/checkpoints.txt", "later/proofs.jsonl", "kept.txt").status == 0)
            // Two checkpoints without the proof between them show nothing.
            #expect(try await verify(appel, "later/checkpoints.txt").status == 65)
            let shown = try #require(try await appel.succeed("audit", "show", "--json").json()["audit"] as? [String: Any])
            #expect(shown["size"] as? Int == events + 1)

            let script = "\(Program.checkout)/Tests/AuditTests/verify.py"
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.currentDirectoryURL = URL(fileURLWithPath: appel.folder)
            process.arguments = ["python3", script, "later", "audit.key.pub", "receipt.json"]
            let pipe = Pipe()
            (process.standardOutput, process.standardError) = (pipe, pipe)
            try process.run()
            let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(said)")
            #expect(said.contains("\(events + 1) events and 1 receipts verified"))
        }
    }

    @Test func `what was changed, cut short or signed by another is refused, with its code`() async throws {
        try await withRehearsal { appel in
            try await prepare(appel)
            func change(_ name: String, _ change: (inout Data) -> Void) throws {
                let url = URL(fileURLWithPath: "\(appel.folder)/\(name)")
                var data = try Data(contentsOf: url)
                change(&data)
                try data.write(to: URL(fileURLWithPath: "\(appel.folder)/changed"))
            }
            func refused(_ files: String..., key: String = "audit.key.pub", status: Int32 = 65) async throws {
                let run = try await appel(["audit", "verify"] + files + ["--key", key])
                #expect(run.status == status, "\(files) \(run.error)")
                #expect(run.error.hasPrefix("error: "))
                #expect(run.error.contains("next: "))
            }
            try change("out/log.jsonl") { $0[5000] ^= 1 }
            try await refused("changed", "out/checkpoints.txt")
            try change("out/log.jsonl") { $0.removeLast() }
            try await refused("changed", "out/checkpoints.txt")
            try change("out/log.jsonl") { $0 = $0.prefix(through: $0.dropLast().lastIndex(of: 0x0A) ?? 0) }
            try await refused("changed", "out/checkpoints.txt")
            try change("out/log.jsonl") { $0 += $0.suffix(from: ($0.dropLast().lastIndex(of: 0x0A) ?? 0) + 1) }
            try await refused("changed", "out/checkpoints.txt")
            try change("out/checkpoints.txt") { $0[30] ^= 1 }
            try await refused("changed", "out/log.jsonl")
            try change("out/checkpoints.txt") { $0.removeLast(10) }
            try await refused("changed", "out/log.jsonl")
            try change("receipt.json") { $0[$0.count / 2] ^= 1 }
            try await refused("changed")
            try change("receipt.json") { $0.removeLast(100) }
            try await refused("changed")
            try await refused("nowhere.txt", status: 66)
            try await refused("out", key: "nowhere.pub", status: 66)
            try await refused("out", key: "receipt.json")

            // Another key of the same name, and the checkpoint of another log.
            try await appel.succeed("audit", "key", "other.key", "--name", "subsidies.example.org/log")
            try await refused("out", key: "other.key.pub")
            #expect(try await appel("audit", "checkpoint", "--key", "other.key").status == 65)
            let foreign = try #require(SigningKey(newFor: "elsewhere.example.org"))
            let note = try SignedCheckpoint(Checkpoint(origin: "elsewhere.example.org", size: 1, root: MerkleHash.empty), by: foreign)
            _ = try appel.file("foreign.txt", Array(note.description.utf8))
            try await refused("out", "foreign.txt")
            _ = try appel.file("foreign.pub", Array("\(foreign.verifier)\n".utf8))
            try await refused("foreign.txt", "receipt.json", key: "foreign.pub")
        }
    }

    /// A receipt that was taken before any checkpoint proves nothing by itself, and is compared with the log like any other.
    @Test func `an early receipt waits for a log, and one that the log contradicts is refused`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            try await appel.succeed("application", "import", "brussels-2027", Program.demo("applications.csv"), "--submit")
            try await appel.succeed("audit", "receipt", "brussels-2027", "BXL27-004", "--output", "early.json")
            try await appel.succeed("audit", "key", "audit.key", "--name", "subsidies.example.org/log")
            let alone = try await verify(appel, "early.json")
            #expect(alone.status == 75)
            let found = try #require(try alone.json()["verified"] as? [String: Any])
            let answer = try #require((found["receipts"] as? [[String: Any]])?.first)
            #expect(answer["verified"] as? Bool == false && answer["leaf"] == nil)

            try await appel.succeed("audit", "checkpoint", "--key", "audit.key")
            try await appel.succeed("audit", "export", "out", "--key", "audit.key.pub")
            let covered = try await verify(appel, "out", "early.json")
            #expect(covered.status == 0, "\(covered.error)")
            let now = try #require(try covered.json()["verified"] as? [String: Any])
            #expect((now["receipts"] as? [[String: Any]])?.first?["verified"] as? Bool == true)

            let early = try JSONDecoder().decode(
                FilingReceipt.self, from: Data(contentsOf: URL(fileURLWithPath: "\(appel.folder)/early.json")))
            func forged(_ name: String, call: String? = nil, reference: String? = nil, _ change: (String) -> String = { $0 }) throws {
                var before: Digest?
                let events = early.events.map { event in
                    var line = change(event)
                    if let start = line.firstRange(of: "\"previous\":\"")?.upperBound, let before {
                        line.replaceSubrange(start..<line.index(start, offsetBy: 64), with: before.hex)
                    }
                    before = MerkleHash.leaf(Array(line.utf8))
                    return line
                }
                let receipt = FilingReceipt(
                    call: call ?? early.call, reference: reference ?? early.reference, events: events, content: early.content,
                    inclusion: nil)
                _ = try appel.file(name, Array(JSONEncoder().encode(receipt)))
            }
            func refused(_ name: String, says: String) async throws {
                let run = try await appel("audit", "verify", "out", name, "--key", "audit.key.pub", "--lang", "en")
                #expect(run.status == 65, "\(name)")
                #expect(run.error.contains(says), "\(run.error)")
            }
            // Another time of creation, another call, another file, a file that the log never had.
            try forged("when.json") { $0.replacing("\"action\":\"create\",\"actor\":\"", with: "\"action\":\"create\",\"actor\":\"x") }
            try await refused("when.json", says: "is not the one of the receipt")
            try forged("call.json", call: "brussels-2026")
            try await refused("call.json", says: "is not called brussels-2026")
            try forged("file.json", reference: "BXL27-005")
            try await refused("file.json", says: "not that of file BXL27-005")
            try forged("never.json") { $0.replacing(/"stream":\d+/, with: "\"stream\":9999").replacing("\"at\":\"2", with: "\"at\":\"1") }
            try await refused("never.json", says: "does not have event")
            let text = try String(contentsOfFile: "\(appel.folder)/early.json", encoding: .utf8)
            _ = try appel.file("twice.json", Array(text.replacing("\"call\":", with: "\"call\":\"x\",\"call\":").utf8))
            try await refused("twice.json", says: "call: is given twice")
            _ = try appel.file("more.json", Array(text.replacing("\"call\":", with: "\"note\":\"x\",\"call\":").utf8))
            try await refused("more.json", says: "note: is no key of a receipt")
        }
    }

    @Test func `what keeps an export or a verification back is said with what helps`() async throws {
        try await withRehearsal { appel in
            func refused(_ words: String..., status: Int32, says: [String], not: String = "chmod") async throws {
                let run = try await appel(words + ["--lang", "en"])
                #expect(run.status == status, "\(words) \(run.error)")
                for text in says { #expect(run.error.contains(text), "\(run.error)") }
                #expect(!run.error.contains(not), "\(run.error)")
            }
            try await appel.openCall()
            try await appel.succeed("audit", "key", "audit.key", "--name", "subsidies.example.org/log")
            try await appel.succeed("audit", "key", "other.key", "--name", "subsidies.example.org/log")
            try await refused("audit", "export", "out", status: 2, says: ["appel audit checkpoint --key"])
            try await refused("audit", "checkpoint", "--key", "audit.key.pub", status: 65, says: ["public key", "without .pub"])
            try await appel.succeed("audit", "checkpoint", "--key", "audit.key")
            try await refused("audit", "export", "foreign", "--key", "other.key.pub", status: 65, says: ["not the log's"])
            for name in ["log.jsonl", "key.pub", "checkpoints.txt"] {
                #expect(!FileManager.default.fileExists(atPath: "\(appel.folder)/foreign/\(name)"))
            }
            try await appel.succeed("audit", "export", "out", "--key", "audit.key.pub")
            let offline = "appel audit key"
            try await refused(
                "audit", "verify", "out", "--key", "other.key.pub", status: 65, says: ["compare the key with"], not: offline)
            try await refused("audit", "verify", "out", "--key", "out/log.jsonl", status: 65, says: ["NAME+HASH+KEY"], not: offline)
            try await refused(
                "audit", "verify", "out/log.jsonl", "--key", "audit.key.pub", status: 65, says: ["no checkpoint", "checkpoints.txt"])

            try await appel.succeed("audit", "export", "empty", "--key", "audit.key.pub")
            try Data().write(to: URL(fileURLWithPath: "\(appel.folder)/empty/log.jsonl"))
            try await refused("audit", "verify", "empty", "--key", "audit.key.pub", status: 65, says: ["no log", "that is whole"])

            // The rules lie under their digest, which the log has and the commands tell.
            let shown = try #require(try await appel.succeed("call", "show", "brussels-2027", "--json").json()["call"] as? [String: Any])
            let digest = try #require(shown["definitionSHA256"] as? String)
            let check = try await appel.succeed("call", "check", Program.regulation, "--json").json()
            #expect((check["check"] as? [String: Any])?["definitionSHA256"] as? String == digest)
            #expect(try String(contentsOfFile: "\(appel.folder)/out/log.jsonl", encoding: .utf8).contains(digest))
            let rules = "\(appel.folder)/out/definitions/\(digest).json"
            #expect(MerkleHash.plain(Array(try Data(contentsOf: URL(fileURLWithPath: rules)))).hex == digest)
            try Data("{}".utf8).write(to: URL(fileURLWithPath: rules))
            try await refused("audit", "verify", "out", "--key", "audit.key.pub", status: 65, says: [digest])
        }
    }

    @Test func `a key is made once, for its owner alone`() async throws {
        try await withProgram { appel in
            try await appel.succeed("audit", "key", "audit.key", "--name", "subsidies.example.org/log", "--dry-run")
            #expect(!FileManager.default.fileExists(atPath: "\(appel.folder)/audit.key"))
            try await appel.succeed("audit", "key", "audit.key", "--name", "subsidies.example.org/log")
            let path = "\(appel.folder)/audit.key"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.hasPrefix("PRIVATE+KEY+subsidies.example.org/log+"))
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let again = try await appel("audit", "key", "audit.key", "--name", "subsidies.example.org/log")
            #expect(again.status == 74)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
            #expect(try await appel("audit", "key", "b.key", "--name", "two words").status == 64)
            // One that others may read is not used.
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            #expect(try await appel("audit", "checkpoint", "--key", "audit.key").status == 77)
            #expect(try await appel("audit", "verify", "audit.key").status == 65)
        }
    }

    @Test func `a person who is erased by mistake is not: files that are open keep their people`() async throws {
        try await withRehearsal { appel in
            try await appel.openCall()
            try await appel.succeed("application", "import", "brussels-2027", Program.demo("applications.csv"), "--submit")
            let run = try await appel(
                "person", "erase", "--organisation", "1990.944.004", "--reason", "End.", "--lang", "en")
            #expect(run.status == 2)
            #expect(run.error.contains("brussels-2027 BXL27-045"))
            #expect(run.error.contains("next: "))
            // A member of no call may go at once.
            let dry = try await appel.succeed("person", "erase", "--member", "M05", "--reason", "End.", "--dry-run", "--json").json()
            #expect(dry["dryRun"] as? Bool == true)
            try await appel.succeed("person", "erase", "--member", "M05", "--reason", "End.")
            #expect(try await appel("person", "erase", "--member", "M05", "--reason", "End.").status == 65)
            #expect(try await appel("person", "erase", "--reason", "End.").status == 64)
            #expect(try await appel.succeed("replay").status == 0)
        }
    }
}
