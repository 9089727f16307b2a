import CallModel
import TestSupport
import Testing

@testable import Audit

/// Proofs against their checking, which shares nothing with their making.
@Suite struct ProofTests {
    private static func leaf(_ number: Int) -> Digest { MerkleHash.leaf(Array("leaf \(number)".utf8)) }
    private static let tree = MerkleTree(leaves: (0..<70).map(leaf))

    @Test func `every inclusion proof of every tree holds, and for no other leaf, place or size`() {
        for size in 1...70 {
            let root = Self.tree.root(of: size)
            for leaf in 0..<size {
                let path = Self.tree.inclusionProof(of: leaf, in: size)
                func holds(_ hash: Digest, _ place: Int, _ size: Int, _ path: [Digest]) -> Bool {
                    MerkleProof.includes(leaf: hash, at: place, size: size, root: root, path: path)
                }
                #expect(holds(Self.leaf(leaf), leaf, size, path))
                #expect(!holds(Self.leaf(leaf + 1), leaf, size, path))
                #expect(!holds(Self.leaf(leaf), leaf, size, path + [root]))
                #expect(!holds(Self.leaf(leaf), size, size, path))
                #expect(!holds(Self.leaf(leaf), -1, size, path))
                if size > 1 {
                    #expect(!holds(Self.leaf(leaf), (leaf + 1) % size, size, path))
                    #expect(!holds(Self.leaf(leaf), leaf, size, path.dropLast()))
                    for step in path.indices {
                        var changed = path
                        changed[step] = root
                        #expect(!holds(Self.leaf(leaf), leaf, size, changed))
                    }
                }
            }
        }
    }

    @Test func `every consistency proof holds, and for no other tree`() {
        var otherLeaves = (0..<70).map(Self.leaf)
        otherLeaves[0] = Self.leaf(99)
        let other = MerkleTree(leaves: otherLeaves)
        for new in 1...70 {
            for old in 1...new {
                let path = Self.tree.consistencyProof(from: old, to: new)
                func holds(_ oldRoot: Digest, _ newRoot: Digest, _ path: [Digest]) -> Bool {
                    MerkleProof.isConsistent(old: old, oldRoot, new: new, newRoot, path: path)
                }
                let (oldRoot, newRoot) = (Self.tree.root(of: old), Self.tree.root(of: new))
                #expect(holds(oldRoot, newRoot, path))
                #expect(!holds(other.root(of: old), newRoot, path))
                #expect(!holds(oldRoot, other.root(of: new), path))
                #expect(!holds(oldRoot, newRoot, path + [newRoot]))
                if !path.isEmpty { #expect(!holds(oldRoot, newRoot, path.dropLast())) }
            }
        }
    }

    @Test func `checkpoints are checked among themselves by their proofs alone`() throws {
        let log = try SampleLog(events: 40, streams: 5, step: 9)
        let points = log.checkpoints.map(\.checkpoint)
        let proofs = zip(points, points.dropFirst()).map {
            ConsistencyProof(from: $0.size, to: $1.size, path: log.tree.consistencyProof(from: $0.size, to: $1.size))
        }
        try CheckpointChain.verify(points, proofs)
        try CheckpointChain.requireProofs(points, proofs)
        #expect(throws: AuditFault.inconsistent(from: 9, to: 18)) { try CheckpointChain.requireProofs(points, Array(proofs.dropFirst())) }
        let other = try SampleLog(events: 40, streams: 5, step: 9, seed: 2).checkpoints.map(\.checkpoint)
        #expect(throws: AuditFault.inconsistent(from: 9, to: 18)) { try CheckpointChain.verify([points[0]] + other.dropFirst(), proofs) }
        #expect(throws: AuditFault.forked(size: 9)) { try CheckpointChain.verify(points + other, []) }
        #expect(throws: AuditFault.forked(size: 40)) { try LogVerifier(checkpoints: [points[4], other[4]]) }
    }

    @Test(arguments: [[], [0], [0, 1], [0, 1, 2], Array(0...255)] as [[UInt8]])
    func `base64 has one text for some bytes`(bytes: [UInt8]) {
        #expect(Base64.bytes(Base64.text(bytes)) == bytes)
    }

    @Test(arguments: ["A", "AA", "AAA", "AB==", "AAB=", "A===", "AA=A", "AA==AAAA", "A-==", "AA= ", "AA==\n"])
    func `base64 that is not canonical is refused`(text: String) { #expect(Base64.bytes(text) == nil) }

    @Test(arguments: ["", "a b", "a+b", "a\nb", "a\tb", "a\u{A0}b"])
    func `a key has a name that a note can hold`(name: String) { #expect(SigningKey(newFor: name) == nil) }
}
