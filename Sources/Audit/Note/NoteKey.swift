import CallModel
private import Crypto

/// The public half of a key that signs notes: `NAME+HASH+BASE64`, as C2SP signed-note writes it.
///
/// The hash is the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), in hexadecimal; the base64 is of 0x01 ‖ public key.
package struct NoteKey: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    /// Tells keys of one name apart; proves nothing.
    package let hash: [UInt8]
    /// The 32 bytes of Ed25519.
    let bytes: [UInt8]

    /// The identifier of Ed25519 in signed notes.
    private static let algorithm: UInt8 = 1

    init(name: String, bytes: [UInt8]) {
        (self.name, self.bytes) = (name, bytes)
        hash = Array(MerkleHash.plain(Array(name.utf8) + [0x0A, Self.algorithm] + bytes).bytes.prefix(4))
    }

    /// Reads what `description` writes; refuses a hash that is not the key's, and keys that are not Ed25519.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isName(parts[0]), let key = Base64.bytes(parts[2]), key.count == 33,
            key[0] == Self.algorithm
        else { return nil }
        self.init(name: String(parts[0]), bytes: Array(key.dropFirst()))
        guard parts[1] == Self.hex(hash) else { return nil }
    }

    package var description: String { "\(name)+\(Self.hex(hash))+\(Base64.text([Self.algorithm] + bytes))" }

    /// Whether a text can name a key: not empty, no blank, no plus sign.
    package static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value > 0x20 && $0.value != 0x7F }
    }

    func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
        return key.isValidSignature(signature, for: message)
    }

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// The key that signs, with its secret half: `PRIVATE+KEY+NAME+HASH+BASE64`. It stays in a file of its own.
package struct SigningKey: Sendable {
    package let verifier: NoteKey
    private let seed: [UInt8]

    private static let prefix = "PRIVATE+KEY+"

    /// A new key. The name is the log's: a domain or an address without a scheme, such as `subsidies.example.org/log`.
    package init?(newFor name: String) {
        self.init(name: name, seed: Array(Curve25519.Signing.PrivateKey().rawRepresentation))
    }

    init?(name: String, seed: [UInt8]) {
        guard NoteKey.isName(name), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
        verifier = NoteKey(name: name, bytes: Array(key.publicKey.rawRepresentation))
        self.seed = seed
    }

    /// Reads what `text` is.
    package init?(_ text: some StringProtocol) {
        guard text.hasPrefix(Self.prefix) else { return nil }
        let parts = text.dropFirst(Self.prefix.count).split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let key = Base64.bytes(parts[2]), key.count == 33, key[0] == 1 else { return nil }
        self.init(name: String(parts[0]), seed: Array(key.dropFirst()))
        guard parts[1] == NoteKey.hex(verifier.hash) else { return nil }
    }

    /// What the key's file holds.
    package var text: String {
        "\(Self.prefix)\(verifier.name)+\(NoteKey.hex(verifier.hash))+\(Base64.text([1] + seed))"
    }

    func signature(of message: [UInt8]) throws -> [UInt8] {
        Array(try Curve25519.Signing.PrivateKey(rawRepresentation: seed).signature(for: message))
    }
}
