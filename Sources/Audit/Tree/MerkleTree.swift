package import CallModel

/// The Merkle tree of RFC 6962 over leaves that are only ever added, with the proofs that it gives.
///
/// It keeps the hash of every whole subtree: 64 bytes a leaf.
package struct MerkleTree: Sendable {
    /// `levels[k][i]` is the hash over the leaves from i·2^k to (i + 1)·2^k.
    private var levels: [[Digest]] = []

    package init() {}

    /// - Parameter leaves: the hashes of the leaves, first leaf first.
    package init(leaves: some Sequence<Digest>) {
        for leaf in leaves { append(leaf) }
    }

    package var size: Int { levels.first?.count ?? 0 }

    package mutating func append(_ leaf: Digest) {
        var hash = leaf
        var level = 0
        while true {
            if level == levels.count { levels.append([]) }
            levels[level].append(hash)
            let count = levels[level].count
            guard count.isMultiple(of: 2) else { return }
            hash = MerkleHash.node(levels[level][count - 2], levels[level][count - 1])
            level += 1
        }
    }

    /// The hash of a leaf.
    package func leaf(_ index: Int) -> Digest { levels[0][index] }

    package var root: Digest { root(of: size) }

    /// The root that the tree had when it had so many leaves. At most `size`.
    package func root(of size: Int) -> Digest { size == 0 ? MerkleHash.empty : hash(0..<size) }

    /// Shows that a leaf is in the tree of a size: the hashes beside its path, lowest first (`PATH` of the RFC).
    package func inclusionProof(of leaf: Int, in size: Int) -> [Digest] {
        var path: [Digest] = []
        var range = 0..<size
        while range.count > 1 {
            let middle = range.lowerBound + Self.split(range.count)
            if leaf < middle {
                path.append(hash(middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                path.append(hash(range.lowerBound..<middle))
                range = middle..<range.upperBound
            }
        }
        return path.reversed()
    }

    /// Shows that the tree of one size goes on from that of another (`PROOF` of the RFC). Empty for equal sizes.
    package func consistencyProof(from old: Int, to new: Int) -> [Digest] {
        guard old > 0, old < new else { return [] }
        var path: [Digest] = []
        var range = 0..<new
        var isWhole = true
        while old < range.upperBound {
            let middle = range.lowerBound + Self.split(range.count)
            if old <= middle {
                path.append(hash(middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                path.append(hash(range.lowerBound..<middle))
                range = middle..<range.upperBound
                isWhole = false
            }
        }
        return (isWhole ? [] : [hash(range)]) + path.reversed()
    }

    /// The hash over a range of leaves that occurs in the tree: whole subtrees are looked up.
    private func hash(_ range: Range<Int>) -> Digest {
        let count = range.count
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return levels[level][range.lowerBound >> level]
        }
        let middle = range.lowerBound + Self.split(count)
        return MerkleHash.node(hash(range.lowerBound..<middle), hash(middle..<range.upperBound))
    }

    /// The largest power of two below a count that is more than one.
    private static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
}

/// The right edge of a tree that only grows: enough to go on and to tell the root, however many leaves there were.
package struct MerkleFrontier: Hashable, Codable, Sendable {
    private var peaks: [Digest] = []
    package private(set) var size = 0

    package init() {}

    package mutating func append(_ leaf: Digest) {
        var hash = leaf
        var count = size
        while count & 1 == 1 {
            hash = MerkleHash.node(peaks.removeLast(), hash)
            count >>= 1
        }
        peaks.append(hash)
        size += 1
    }

    package var root: Digest {
        guard var hash = peaks.last else { return MerkleHash.empty }
        for peak in peaks.dropLast().reversed() { hash = MerkleHash.node(peak, hash) }
        return hash
    }
}
