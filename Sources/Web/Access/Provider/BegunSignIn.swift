import Crypto
import Foundation

/// A way in that began here and has to end here: kept in the database under the digest of the browser's cookie, and taken out once.
struct BegunSignIn: Codable, Sendable {
    let state: String
    let nonce: String
    let verifier: String
    let language: String
    let next: String?
    /// In seconds since 1970, by the clock of this machine.
    let at: Int64

    init(language: String, next: String?) {
        (state, nonce, verifier) = (Self.random(), Self.random(), Self.random())
        (self.language, self.next) = (language, next)
        at = Int64(Date.now.timeIntervalSince1970)
    }

    /// What the provider is told of the verifier before it sees it (RFC 7636, S256).
    var challenge: String { Self.base64URL(Array(SHA256.hash(data: Data(verifier.utf8)))) }

    /// People look for their telephone; nobody takes longer.
    private static let seconds: Int64 = 600

    var isOver: Bool { Int64(Date.now.timeIntervalSince1970) >= at + Self.seconds }

    private static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return base64URL((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// What the browser brings back.
struct ProviderAnswer: Sendable {
    let code: [String]
    let state: [String]
    let issuer: [String]
    let error: [String]

    /// The code, when the answer is to what was asked, and of who was asked (RFC 9207).
    func code(of began: BegunSignIn, issuer asked: String, namesIssuer: Bool) throws(ProviderFault) -> String {
        guard !began.isOver else { throw .answer("time") }
        // Each once: whoever reads the other one of two reads something else.
        guard state.count == 1, CrossSite.isEqual(state[0], began.state) else { throw .answer("state") }
        guard issuer.count == 1 ? issuer[0] == asked : issuer.isEmpty && !namesIssuer else { throw .answer("iss") }
        guard error.isEmpty else { throw .answer("error") }
        guard code.count == 1, (1...2048).contains(code[0].utf8.count) else { throw .answer("code") }
        return code[0]
    }
}
