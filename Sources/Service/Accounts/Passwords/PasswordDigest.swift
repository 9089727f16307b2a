import Crypto
import CryptoExtras
import Foundation

/// What it costs to try a password, with scrypt.
///
/// 32 MiB and three passes: as much work as one pass over 128 MiB, and little enough memory that two at once fit beside everything
/// else.
package struct PasswordCost: Hashable, Sendable {
    /// The power of two of the memory: 15 for 2¹⁵ blocks.
    package let logRounds: Int
    package let blockSize: Int
    package let parallelism: Int

    package init(logRounds: Int, blockSize: Int, parallelism: Int) {
        (self.logRounds, self.blockSize, self.parallelism) = (logRounds, blockSize, parallelism)
    }

    package static let standard = PasswordCost(logRounds: 15, blockSize: 8, parallelism: 3)
}

/// A password as the database has it: salt, cost and what scrypt made of it.
struct PasswordDigest: Hashable, Sendable {
    let cost: PasswordCost
    let salt: [UInt8]
    let bytes: [UInt8]

    /// Works for as long as the cost says; run it behind a `WorkGate`.
    static func make(of password: String, cost: PasswordCost) -> PasswordDigest {
        let salt = Secret.bytes(16)
        return PasswordDigest(cost: cost, salt: salt, bytes: derive(password, salt, cost))
    }

    private init(cost: PasswordCost, salt: [UInt8], bytes: [UInt8]) {
        (self.cost, self.salt, self.bytes) = (cost, salt, bytes)
    }

    /// Whether it is the digest of this password; the time it takes says nothing of how near it was.
    func matches(_ password: String) -> Bool {
        let derived = Self.derive(password, salt, cost)
        return !derived.isEmpty && Secret.isEqual(derived, bytes)
    }

    /// - Returns: nothing for a cost that scrypt refuses: such a digest matches no password.
    private static func derive(_ password: String, _ salt: [UInt8], _ cost: PasswordCost) -> [UInt8] {
        let normal = Array(PasswordRules.normal(password).utf8)
        let key = try? KDF.Scrypt.deriveKey(
            from: normal, salt: salt, outputByteCount: 32, rounds: 1 << cost.logRounds, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
        return key?.withUnsafeBytes { Array($0) } ?? []
    }
}

extension PasswordDigest {
    /// `$scrypt$ln=15,r=8,p=3$SALT$DIGEST`, in the form that other programs use too.
    var text: String {
        "$scrypt$ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)$\(Self.base64(salt))$\(Self.base64(bytes))"
    }

    /// Reads what `text` writes.
    init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let salt = Self.bytes(parts[3]), let bytes = Self.bytes(parts[4])
        else { return nil }
        let costs = parts[2].split(separator: ",").map { $0.split(separator: "=") }
        guard costs.count == 3, costs.allSatisfy({ $0.count == 2 }), costs.map({ $0[0] }) == ["ln", "r", "p"],
            let logRounds = Int(costs[0][1]), let blockSize = Int(costs[1][1]), let parallelism = Int(costs[2][1]),
            (1...20).contains(logRounds), (1...32).contains(blockSize), (1...16).contains(parallelism), !bytes.isEmpty
        else { return nil }
        self.init(
            cost: PasswordCost(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism), salt: salt, bytes: bytes)
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString().replacing("=", with: "") }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        Data(base64Encoded: text + String(repeating: "=", count: (4 - text.count % 4) % 4)).map(Array.init)
    }
}
