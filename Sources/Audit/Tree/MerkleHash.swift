package import CallModel

import struct Crypto.SHA256

/// The hashes of RFC 6962: a leaf and a node can never be taken for one another.
package enum MerkleHash {
    /// Of a tree without any leaf.
    package static let empty = digest(SHA256())

    /// - Parameter data: the bytes of a leaf, as they are.
    package static func leaf(_ data: some Collection<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(data: [0x00])
        if data.withContiguousStorageIfAvailable({ hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }) == nil {
            hash.update(data: Array(data))
        }
        return digest(hash)
    }

    package static func node(_ left: Digest, _ right: Digest) -> Digest {
        var hash = SHA256()
        hash.update(data: [0x01] + left.bytes + right.bytes)
        return digest(hash)
    }

    /// The plain SHA-256 of some bytes.
    package static func plain(_ data: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(data: data)
        return digest(hash)
    }

    private static func digest(_ hash: SHA256) -> Digest {
        // A SHA-256 is 32 bytes by definition, so this cannot fail.
        Digest(bytes: hash.finalize()).unsafelyUnwrapped
    }
}
