package import Audit
package import CallModel
import Postgres
import Store
package import Workflow

/// The lines of one call, file, review or grant, and what shows that they are in the signed log: without a word of what was written.
package struct StreamProof: Codable, Sendable {
    /// Where the last line that a checkpoint covers is in its tree. The lines before it it vouches for by their digests.
    package struct Inclusion: Codable, Sendable {
        package let line: Int
        package let leaf: Int
        package let path: [Digest]
        package let checkpoint: String
    }

    package let machine: String
    package let stream: Int64
    package let lines: [String]
    /// nil until a checkpoint covers any of them.
    package let inclusion: Inclusion?
    /// Whether every line follows from the one before, and the path leads to the root that was signed.
    package let holds: Bool
}

/// The proof that one checkpoint goes on from another, and whether it holds.
package struct CheckpointLink: Codable, Sendable {
    package let proof: ConsistencyProof
    package let oldRoot: Digest
    package let newRoot: Digest
    package let holds: Bool
}

extension Service {
    /// That each checkpoint goes on from the one before, as anybody may have it.
    package func consistencyProofs() async throws(ServiceError) -> [ConsistencyProof] {
        try await examination { db in
            let sizes = try db.checkpoints().map(\.size)
            guard sizes.count > 1 else { return [] }
            let tree = MerkleTree(leaves: try db.leafHashes())
            return zip(sizes, sizes.dropFirst()).filter { $1 <= tree.size }.map { old, new in
                ConsistencyProof(from: old, to: new, path: tree.consistencyProof(from: old, to: new))
            }
        }
    }

    /// That one checkpoint goes on from another; nil where there is no checkpoint of such a size.
    package func consistency(from old: Int, to new: Int) async throws(ServiceError) -> CheckpointLink? {
        try await examination { db in
            let roots = Dictionary(try db.checkpoints().map { ($0.size, $0.root) }) { first, _ in first }
            guard old <= new, let first = roots[old], let last = roots[new] else { return nil }
            let tree = MerkleTree(leaves: try db.leafHashes())
            guard new <= tree.size else { throw ServiceError.audit(.missingEvent(leaf: tree.size)) }
            let path = old == new ? [] : tree.consistencyProof(from: old, to: new)
            return CheckpointLink(
                proof: ConsistencyProof(from: old, to: new, path: path), oldRoot: first, newRoot: last,
                holds: MerkleProof.isConsistent(old: old, first, new: new, last, path: path))
        }
    }

    /// The lines of one thing with their proof; nil where nothing has that number.
    package func streamProof(of machine: MachineKind, _ number: Int64) async throws(ServiceError) -> StreamProof? {
        try await examination { db in
            let events = try db.auditedLines(of: machine, number)
            guard !events.isEmpty else { return nil }
            let checkpoint = try db.lastCheckpoint()
            var inclusion: StreamProof.Inclusion?
            var holds = true
            if let checkpoint {
                let tree = MerkleTree(leaves: try db.leafHashes())
                for (place, event) in events.enumerated().reversed() {
                    guard let leaf = try db.leaf(ofEvent: event.seq), leaf < checkpoint.size, checkpoint.size <= tree.size else { continue }
                    let path = tree.inclusionProof(of: leaf, in: checkpoint.size)
                    holds = MerkleProof.includes(
                        leaf: event.hash, at: leaf, size: checkpoint.size, root: checkpoint.root, path: path)
                    inclusion = StreamProof.Inclusion(line: place, leaf: leaf, path: path, checkpoint: checkpoint.note)
                    break
                }
            }
            return StreamProof(
                machine: machine.name, stream: number, lines: events.map { String(decoding: $0.line, as: UTF8.self) },
                inclusion: inclusion, holds: holds)
        }
    }

    /// The rules of every call that the public knows of, as they were frozen, by the call.
    package func publicRules() async throws(ServiceError) -> [(call: String, version: Int32, digest: Digest, document: String)] {
        try await question { db in
            try db.calls().filter { $0.state != .drafted }.flatMap { call in
                try db.definitions(of: call.id).map { stored in
                    (
                        call: call.code, version: stored.version, digest: Digest.sha256(Array(stored.document.utf8)),
                        document: stored.document
                    )
                }
            }
        }
    }
}
