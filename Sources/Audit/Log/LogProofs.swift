package import CallModel

/// Shows that the log of one checkpoint goes on from that of another.
package struct ConsistencyProof: Hashable, Codable, Sendable {
    package let from: Int
    package let to: Int
    package let path: [Digest]

    package init(from: Int, to: Int, path: [Digest]) { (self.from, self.to, self.path) = (from, to, path) }
}

/// The checking of checkpoints among themselves, without the log.
package enum CheckpointChain {
    /// Throws unless each proof leads from one of the checkpoints to another.
    package static func verify(_ checkpoints: [Checkpoint], _ proofs: [ConsistencyProof]) throws(AuditFault) {
        var roots: [Int: Digest] = [:]
        for checkpoint in checkpoints {
            if let root = roots[checkpoint.size], root != checkpoint.root { throw .forked(size: checkpoint.size) }
            roots[checkpoint.size] = checkpoint.root
        }
        for proof in proofs {
            guard let old = roots[proof.from], let new = roots[proof.to],
                MerkleProof.isConsistent(old: proof.from, old, new: proof.to, new, path: proof.path)
            else { throw .inconsistent(from: proof.from, to: proof.to) }
        }
    }

    /// Throws where no proof leads from a checkpoint to the next: without the log, nothing else shows that they are of one log.
    package static func requireProofs(_ checkpoints: [Checkpoint], _ proofs: [ConsistencyProof]) throws(AuditFault) {
        let sorted = checkpoints.sorted { $0.size < $1.size }
        for (old, new) in zip(sorted, sorted.dropFirst()) where old.size < new.size {
            guard proofs.contains(where: { $0.from == old.size && $0.to == new.size }) else {
                throw .inconsistent(from: old.size, to: new.size)
            }
        }
    }
}
