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

    /// The receipt as JSON with each of its bytes changed: what still can be read does not verify, save for the name of the call and
    /// of the file, which the receipt bears for its reader only.
    @Test func `no byte of a receipt can be changed`() throws {
        let log = try Self.log.get()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = Array(try encoder.encode(try log.receipt(of: 3)))
        let text = String(decoding: bytes, as: UTF8.self)
        let named = ["brussels-2027", "BXL27-3"].compactMap { name in text.firstRange(of: name) }.map { range in
            text.utf8.distance(
                from: text.startIndex, to: range.lowerBound)..<text.utf8.distance(from: text.startIndex, to: range.upperBound)
        }
        #expect(named.count == 2)
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
