import CallModel
import Foundation
import TestSupport
import Testing

@testable import Audit

@Suite struct ReceiptTests {
    private static let log = Result { try SampleLog(events: 300, streams: 20, step: 50) }

    @Test func `a receipt shows what was filed and that a checkpoint covers it`() throws {
        let log = try Self.log.get()
        let receipt = try log.receipt(of: 3)
        let verified = try receipt.verified(under: log.key.verifier)
        #expect(verified.checkpoint == log.checkpoints.last?.checkpoint)
        #expect(verified.filing.action == "submit")
        #expect(verified.leaf.map { log.tree.leaf($0) } == verified.filing.leaf)
    }

    @Test func `a receipt of a filing that no checkpoint covers yet still shows what was filed`() throws {
        let full = try Self.log.get().receipt(of: 3)
        let early = FilingReceipt(
            call: full.call, reference: full.reference, events: full.events, content: full.content, inclusion: nil)
        #expect(try early.verified(under: nil).checkpoint == nil)
    }

    /// The receipt as JSON with each of its bytes changed: what still can be read does not verify, save for the name of the call,
    /// which only a log tells.
    @Test func `no byte of a receipt can be changed`() throws {
        let log = try Self.log.get()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = Array(try encoder.encode(try log.receipt(of: 3)))
        let text = String(decoding: bytes, as: UTF8.self)
        let named = ["brussels-2027"].compactMap { name in text.firstRange(of: name) }.map { range in
            text.utf8.distance(
                from: text.startIndex, to: range.lowerBound)..<text.utf8.distance(from: text.startIndex, to: range.upperBound)
        }
        #expect(named.count == 1)
        for place in bytes.indices where !named.contains(where: { $0.contains(place) }) {
            var changed = bytes
            changed[place] ^= 1
            let read = try? JSONDecoder().decode(FilingReceipt.self, from: Data(changed))
            // Without its inclusion a receipt is one that waits for a checkpoint.
            let checkpoint = try? read?.verified(under: log.key.verifier).checkpoint
            let holds = checkpoint != nil && read?.appel == "receipt" && read?.format == 1
            #expect(!holds, "byte \(place)")
        }
    }

    @Test func `a receipt of another log, key, content or file is refused`() throws {
        let log = try Self.log.get()
        let receipt = try log.receipt(of: 3)
        let stranger = try #require(SigningKey(newFor: log.key.verifier.name)).verifier
        #expect(throws: AuditFault.badSignature(size: 300, key: stranger.name)) { try receipt.verified(under: stranger) }
        let foreign = try #require(SigningKey(newFor: "elsewhere.example.org")).verifier
        #expect(throws: AuditFault.otherLog(found: log.key.verifier.name, expected: foreign.name)) {
            try receipt.verified(under: foreign)
        }
        func changed(_ events: [String]? = nil, _ content: FilingReceipt.Content? = nil) -> FilingReceipt {
            FilingReceipt(
                call: receipt.call, reference: receipt.reference, events: events ?? receipt.events, content: content ?? receipt.content,
                inclusion: receipt.inclusion)
        }
        let other = MerkleHash.plain(SampleLog.salt + Array("x".utf8))
        #expect(throws: AuditFault.otherContent) {
            try changed(nil, .init(digest: other, salt: SampleLog.salt, body: "x")).verified(under: nil)
        }
        let neighbour = try log.receipt(of: 4)
        #expect(throws: AuditFault.notAFiling) { try changed(Array(receipt.events.reversed())).verified(under: nil) }
        #expect(throws: AuditFault.notAFiling) { try changed([receipt.events[0], neighbour.events[1]]).verified(under: nil) }
        #expect(throws: AuditFault.notAFiling) { try changed([]).verified(under: nil) }
        #expect(throws: (any Error).self) { try changed(neighbour.events).verified(under: nil) }
    }

    /// What a receipt without proof can be made to say, beside a log that says otherwise.
    @Test func `an early receipt is compared with the log, whatever it holds`() throws {
        let log = try Self.log.get()
        let full = try log.receipt(of: 3)
        func early(_ events: [String], named reference: String = "BXL27-3", call: String = "brussels-2027") -> FilingReceipt {
            FilingReceipt(call: call, reference: reference, events: events, content: full.content, inclusion: nil)
        }
        func standing(_ receipts: FilingReceipt...) throws(AuditFault) -> ReceiptStanding {
            var verified: [FilingReceipt.Verified] = []
            for receipt in receipts { verified.append(try receipt.verified(under: log.key.verifier)) }
            var verifier = try LogVerifier(checkpoints: log.checkpoints.map(\.checkpoint), claims: try ReceiptClaims(verified))
            for line in log.lines { try verifier.take(line) }
            try verifier.finish()
            return try verifier.standing(of: verified[0])
        }
        let place = try #require(full.inclusion?.leaf)
        #expect(try standing(early(full.events)) == .inLog(leaf: place))
        // Another actor, and with him another line under the same number.
        let forged = try SampleLog.forged(full.events) { $0.replacing("applicant:3", with: "applicant:9") }
        let stream = LogLine.StreamName(machine: "application", number: 3)
        #expect(throws: AuditFault.otherEvent(line: try log.line(of: 3, 1), stream: stream, version: 1)) { try standing(early(forged)) }
        let last = try SampleLog.forged(full.events) { $0.replacing("2027-02-01T10", with: "2027-02-01T11") }
        #expect(throws: AuditFault.contradiction(stream: stream, version: 1)) { try standing(early(full.events), early(last)) }
        // A file that the log never had: filed before its end, and filed after it.
        func stranger(_ at: String) throws -> [String] {
            try SampleLog.forged(full.events) { line in
                line.replacing("\"stream\":3,", with: "\"stream\":999,").replacing("2027-02-01T10:00:00Z", with: at)
            }
        }
        let unknown = LogLine.StreamName(machine: "application", number: 999)
        #expect(throws: AuditFault.missing(stream: unknown, version: 2)) {
            try standing(early(try stranger("2027-02-01T09:00:00Z")))
        }
        #expect(try standing(early(try stranger("2027-02-01T10:00:01Z"))) == .waiting)
        #expect(throws: AuditFault.otherReference("BXL27-4")) { try standing(early(full.events, named: "BXL27-4")) }
    }

    @Test func `the salt is sixteen bytes, and what was filed is JSON`() throws {
        let log = try Self.log.get()
        let receipt = try log.receipt(of: 3)
        let bytes = SampleLog.salt + Array(SampleLog.body.utf8)
        func holds(_ salt: [UInt8], _ body: String, _ change: (String) -> String = { $0 }) throws -> Bool {
            let content = FilingReceipt.Content(digest: SampleLog.digest, salt: salt, body: body)
            let moved = FilingReceipt(
                call: receipt.call, reference: receipt.reference, events: receipt.events, content: content, inclusion: receipt.inclusion)
            let text = change(String(decoding: try JSONEncoder().encode(moved), as: UTF8.self))
            let read = try JSONDecoder().decode(FilingReceipt.self, from: Data(text.utf8))
            return (try? read.verified(under: log.key.verifier)) != nil
        }
        #expect(try holds(SampleLog.salt, SampleLog.body))
        // The same bytes, told apart elsewhere.
        for length in [0, 1, 15, 17, 18, 30] {
            let body = try #require(String(validating: bytes.dropFirst(length), as: UTF8.self))
            #expect(try !holds(Array(bytes.prefix(length)), body), "\(length)")
        }
        #expect(try !holds(SampleLog.salt, SampleLog.body) { $0.replacing("0a0b0c", with: "0A0B0C") })
        for body in ["", "x", "{", "{\"a\":01}", "[1,]", "{\"a\" 1}", "\"\\q\"", "{} {}", "nul"] {
            #expect(!JSONSyntax.isValue(Array(body.utf8)))
        }
        for body in [" {} ", "[1,-0.5e+3,\"\\u00e9\\n\"]", "null", "{\"a\":[{}]}"] { #expect(JSONSyntax.isValue(Array(body.utf8))) }
    }

    @Test func `a program in Python that shares nothing with this one agrees`() throws {
        let log = try Self.log.get()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("appel-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ name: String, _ data: Data) throws { try data.write(to: folder.appendingPathComponent(name)) }
        func joined(_ lines: [[UInt8]]) -> Data { Data(lines.flatMap { $0 + [UInt8(ascii: "\n")] }) }
        try write("log.jsonl", joined(log.lines))
        try write("checkpoints.txt", Data(log.checkpoints.map(\.description).joined(separator: "\n").utf8))
        try write("key.pub", Data("\(log.key.verifier)\n".utf8))
        try write("receipt.json", try JSONEncoder().encode(try log.receipt(of: 3)))
        let good = try PythonVerifier.run(folder.path, ["receipt.json"])
        #expect(good.status == 0, "\(good.output)")
        #expect(good.output.contains("300 events and 1 receipts verified"))
        func early(_ events: [String]) throws -> (status: Int32, output: String) {
            let receipt = try log.receipt(of: 3)
            let early = FilingReceipt(
                call: receipt.call, reference: receipt.reference, events: events, content: receipt.content, inclusion: nil)
            try write("early.json", try JSONEncoder().encode(early))
            return try PythonVerifier.run(folder.path, ["early.json"])
        }
        let events = try log.receipt(of: 3).events
        #expect(try early(events).status == 0)
        #expect(
            try early(try SampleLog.forged(events) { $0.replacing("applicant:3", with: "applicant:9") }).output.contains("another event"))
        func stranger(_ at: String) throws -> [String] {
            try SampleLog.forged(events) {
                $0.replacing("\"stream\":3,", with: "\"stream\":999,").replacing("2027-02-01T10:00:00Z", with: at)
            }
        }
        #expect(try early(try stranger("2027-02-01T09:00:00Z")).output.contains("does not have the filing"))
        #expect(try early(try stranger("2027-02-01T10:00:01Z")).status == 75)
        var tampered = log.lines
        tampered[120][20] ^= 1
        try write("log.jsonl", joined(tampered))
        #expect(try PythonVerifier.run(folder.path, []).status != 0)
        try write("log.jsonl", joined(Array(log.lines.dropLast())))
        #expect(try PythonVerifier.run(folder.path, []).status != 0)
    }
}

/// The verifier that an outsider could write.
enum PythonVerifier {
    static func run(_ folder: String, _ receipts: [String]) throws -> (status: Int32, output: String) {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("verify.py").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script, folder, "\(folder)/key.pub"] + receipts.map { "\(folder)/\($0)" }
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        if output.contains("NOT CHECKED") { print(output) }
        return (process.terminationStatus, output)
    }
}
