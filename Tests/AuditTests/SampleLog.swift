import CallModel
import TestSupport

@testable import Audit

/// A log as an export writes it: events of many streams, checkpoints between them, and receipts.
struct SampleLog: Sendable {
    private(set) var lines: [[UInt8]] = []
    private(set) var tree = MerkleTree()
    let key: SigningKey
    private(set) var checkpoints: [SignedCheckpoint] = []
    private(set) var streams: [Int: (lines: [Int], leaf: Digest)] = [:]

    static let salt: [UInt8] = Array(0..<16)
    static let body = #"{"title":"Puits d'eau à Goma"}"#
    static let digest = MerkleHash.plain(salt + Array(body.utf8))

    /// - Parameter step: events between two checkpoints.
    init(events: Int, streams count: Int, step: Int, seed: UInt64 = 1) throws {
        guard let key = SigningKey(name: "subsidies.example.org/log", seed: Array(repeating: 7, count: 32)) else { throw NoKey() }
        self.key = key
        var random = SplitMix64(seed: seed)
        for number in 1...events {
            add(Int.random(in: 1...count, using: &random), number, &random)
            if number.isMultiple(of: step) || number == events {
                checkpoints.append(try SignedCheckpoint(Checkpoint(origin: key.verifier.name, size: tree.size, root: tree.root), by: key))
            }
        }
    }

    struct NoKey: Error {}

    private mutating func add(_ stream: Int, _ number: Int, _ random: inout SplitMix64) {
        let before = streams[stream]
        let version = (before?.lines.count ?? 0) + 1
        let requested = Int.random(in: 1...99, using: &random)
        let payload =
            #"{\"call\":1,\"reference\":\"BXL27-\#(stream)\",\"summary\":{\"content\":\"\#(Self.digest.hex)\",\"requested\":\#(requested)}}"#
        let (action, from, to) = version == 1 ? ("create", "absent", "draft") : ("submit", "draft", "submitted")
        var line = #"{"action":"\#(action)","actor":"applicant:\#(stream)","at":"2027-02-01T10:00:00Z","definitionVersion":1,"#
        line += #""from":"\#(from)","machine":"application","#
        if version == 1 { line += #""payload":"\#(payload)","# }
        if let before { line += #""previous":"\#(before.leaf.hex)","# }
        line += #""seq":\#(number),"stream":\#(stream),"to":"\#(to)","version":\#(version)}"#
        let bytes = Array(line.utf8)
        let leaf = MerkleHash.leaf(bytes)
        streams[stream] = ((before?.lines ?? []) + [lines.count], leaf)
        lines.append(bytes)
        tree.append(leaf)
    }

    func verifier() throws -> LogVerifier { try LogVerifier(checkpoints: checkpoints.map(\.checkpoint)) }

    /// The receipt of the filing in a stream, in the tree of the last checkpoint.
    func receipt(of stream: Int) throws -> FilingReceipt {
        let (places, _) = streams[stream] ?? ([], MerkleHash.empty)
        let leaf = places[1]
        let inclusion = FilingReceipt.Inclusion(
            leaf: leaf, path: tree.inclusionProof(of: leaf, in: tree.size), checkpoint: checkpoints[checkpoints.count - 1].description)
        return FilingReceipt(
            call: "brussels-2027", reference: "BXL27-\(stream)",
            events: places.prefix(2).map { String(decoding: lines[$0], as: UTF8.self) },
            content: FilingReceipt.Content(digest: Self.digest, salt: Self.salt, body: Self.body), inclusion: inclusion)
    }

    /// The lines of one stream with something changed in each, chained anew.
    static func forged(_ events: [String], _ change: (String) -> String) throws -> [String] {
        var before: Digest?
        return events.map { event in
            var line = change(event)
            if let start = line.firstRange(of: "\"previous\":\"")?.upperBound, let before {
                line.replaceSubrange(start..<line.index(start, offsetBy: 64), with: before.hex)
            }
            before = MerkleHash.leaf(Array(line.utf8))
            return line
        }
    }

    /// The number of the line in the log, 1 first, of an event of a stream.
    func line(of stream: Int, _ version: Int) throws -> Int { (streams[stream]?.lines[version - 1] ?? -1) + 1 }
}
