package import CallModel

import struct Crypto.SHA256

extension CallModel.Digest {
    /// The SHA-256 of some bytes.
    package static func sha256(_ bytes: [UInt8]) -> CallModel.Digest {
        // A SHA-256 is 32 bytes by definition, so this cannot fail.
        CallModel.Digest(bytes: SHA256.hash(data: bytes)).unsafelyUnwrapped
    }
}
