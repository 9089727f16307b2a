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
    ///
    /// - Returns: how many of the steps from one checkpoint to the next have a proof.
    @discardableResult
    package static func verify(_ checkpoints: [Checkpoint], _ proofs: [ConsistencyProof]) throws(AuditFault) -> Int {
        var roots: [Int: Digest] = [:]
        for checkpoint in checkpoints {
            if let root = roots[checkpoint.size], root != checkpoint.root { throw .forked(size: checkpoint.size) }
            roots[checkpoint.size] = checkpoint.root
        }
        var proven: Set<Int> = []
        for proof in proofs {
            guard let old = roots[proof.from], let new = roots[proof.to],
                MerkleProof.isConsistent(old: proof.from, old, new: proof.to, new, path: proof.path)
            else { throw .inconsistent(from: proof.from, to: proof.to) }
            proven.insert(proof.to)
        }
        return proven.count
    }
}
