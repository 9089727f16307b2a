import CallModel
import Foundation
import Store

/// Random texts that open something.
enum Secret {
    /// 256 bits, as 43 letters that may stand in addresses and in cookies.
    static func token() -> String { base64URL(bytes(32)) }

    static func bytes(_ count: Int) -> [UInt8] {
        // The generator of the operating system, which is meant for keys.
        var random = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// What the database knows of a token.
    static func digest(_ token: String) -> Digest { .sha256(Array(token.utf8)) }

    /// Compares in a time that says nothing of where the two differ.
    static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (a, b) in zip(left, right) { difference |= a ^ b }
        return difference == 0
    }
}
