package import CallModel

/// The checking of proofs, by the steps of RFC 9162 §2.1.3.2 and §2.1.4.2: it shares nothing with what makes them.
package enum MerkleProof {
    /// Whether a leaf is in the tree of a root, at its place.
    package static func includes(leaf hash: Digest, at index: Int, size: Int, root: Digest, path: [Digest]) -> Bool {
        guard index >= 0, index < size else { return false }
        var (place, last) = (index, size - 1)
        var result = hash
        for step in path {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                result = MerkleHash.node(step, result)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                result = MerkleHash.node(result, step)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && result == root
    }

    /// Whether the tree of one root goes on from that of another, with every leaf of the smaller one in its place.
    package static func isConsistent(
        old: Int, _ oldRoot: Digest, new: Int, _ newRoot: Digest, path: [Digest]
    ) -> Bool {
        guard old > 0, old <= new else { return false }
        guard old < new else { return path.isEmpty && oldRoot == newRoot }
        var path = path[...]
        if old & (old - 1) == 0 { path = [oldRoot] + path }
        guard let first = path.popFirst() else { return false }
        var (place, last) = (old - 1, new - 1)
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var (oldResult, newResult) = (first, first)
        for step in path {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                oldResult = MerkleHash.node(step, oldResult)
                newResult = MerkleHash.node(step, newResult)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                newResult = MerkleHash.node(newResult, step)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && oldResult == oldRoot && newResult == newRoot
    }
}
