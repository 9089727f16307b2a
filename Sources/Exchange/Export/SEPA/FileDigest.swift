import CallModel

import struct Crypto.SHA256

extension CallModel.Digest {
    /// The SHA-256 of some bytes.
    static func sha256(of bytes: [UInt8]) -> CallModel.Digest {
        var hash = RunningDigest()
        hash.add(bytes)
        return hash.finish()
    }
}

/// The SHA-256 of a file that is written piece by piece.
struct RunningDigest {
    private var hash = SHA256()

    mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

    func finish() -> CallModel.Digest {
        guard let digest = CallModel.Digest(bytes: hash.finalize()) else {
            // A SHA-256 is 32 bytes by definition.
            preconditionFailure("a SHA-256 has 32 bytes")
        }
        return digest
    }
}
