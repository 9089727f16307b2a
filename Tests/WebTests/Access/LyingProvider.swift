import Crypto
import CryptoExtras
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// In which of its fields a provider lies.
enum Lie: String, CaseIterable, Sendable {
    // What it publishes.
    case otherIssuerInDescription, plainEndpoint, noKeys, keyForEncryption
    // What it says of somebody.
    case otherIssuer, otherAudience, noAudience, severalAudiencesWithoutParty, otherParty, expired, notYetValid, issuedInTheFuture
    case issuedLongAgo, otherNonce, noNonce, noSubject, emptySubject, longSubject
    // How it is signed.
    case unsigned, signedWithPublicKey, unknownKey, otherKey, kindOfKeyOfAnother, changedAfterSigning, criticalHeader, noToken
    // How it answers.
    case refusesCode, answersElsewhere, answersTooMuch, otherKindOfToken
}

/// A provider of OpenID Connect on this machine, for one test, that says what it is told to.
final class LyingProvider: Sendable {
    struct Asked: Sendable {
        let nonce: String
        let challenge: String
        let redirect: String
    }

    private struct Memory: Sendable {
        var lie: Lie?
        var codes: [String: Asked] = [:]
        var email = "somebody@example.org"
        var isVerified = true
        var subject = "subject-1"
        var usesRSA = false
    }

    private let memory = Mutex(Memory())
    private let key = P256.Signing.PrivateKey()
    private let stranger = P256.Signing.PrivateKey()
    private let rsa: _RSA.Signing.PrivateKey
    private let port = Mutex(0)

    init() throws { rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    static let client = "appel-test"
    static let secret = "a secret: with & signs"

    var issuer: String { "http://127.0.0.1:\(port.withLock(\.self))" }

    func says(_ email: String, isVerified: Bool = true, subject: String = "subject-1", usesRSA: Bool = false, lie: Lie? = nil) {
        memory.withLock {
            ($0.email, $0.isVerified, $0.subject, $0.usesRSA, $0.lie) = (email, isVerified, subject, usesRSA, lie)
        }
    }

    /// What the person does at the provider: agrees, and is sent back with this code.
    func agree(nonce: String, challenge: String, redirect: String) -> String {
        let code = UUID().uuidString
        memory.withLock { $0.codes[code] = Asked(nonce: nonce, challenge: challenge, redirect: redirect) }
        return code
    }

    // MARK: The server

    /// Runs for as long as the body does.
    func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await LocalServer.run(router(), listening: { number in self.port.withLock { $0 = number } }, body)
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get(".well-known/openid-configuration") { _, _ in try Self.json(self.description()) }
        router.get("keys") { _, _ in try Self.json(["keys": self.keys()]) }
        router.post("token") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 16)
            return try self.token(String(buffer: body), request.headers)
        }
        router.post("elsewhere") { _, _ in Response(status: .ok) }
        return router
    }

    private static func json(_ object: [String: Any], status: HTTPResponse.Status = .ok) throws -> Response {
        let data = try JSONSerialization.data(withJSONObject: object)
        return Response(
            status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    private var lie: Lie? { memory.withLock(\.lie) }

    private func description() -> [String: Any] {
        [
            "issuer": lie == .otherIssuerInDescription ? "https://other.example.org" : issuer,
            "authorization_endpoint": issuer + "/authorize",
            "token_endpoint": lie == .plainEndpoint ? "http://other.example.org/token" : issuer + "/token",
            "jwks_uri": issuer + "/keys", "authorization_response_iss_parameter_supported": true
        ]
    }

    private func keys() throws -> [[String: Any]] {
        guard lie != .noKeys else { return [] }
        let point = Array(key.publicKey.rawRepresentation)
        let numbers = try rsa.publicKey.getKeyPrimitives()
        let use = lie == .keyForEncryption ? "enc" : "sig"
        return [
            ["kty": "XYZ", "kid": "from the future"],
            [
                "kty": "EC", "crv": "P-256", "kid": "ec", "use": use, "x": Self.text(Array(point.prefix(32))),
                "y": Self.text(Array(point.suffix(32)))
            ],
            [
                "kty": "RSA", "kid": "rsa", "use": use, "alg": "RS256", "n": Self.text(Array(numbers.modulus)),
                "e": Self.text(Array(numbers.publicExponent))
            ]
        ]
    }

    /// Gives a token for a code, once, to whoever knows the verifier.
    private func token(_ form: String, _ headers: HTTPFields) throws -> Response {
        switch lie {
        case .refusesCode: return try Self.json(["error": "invalid_grant"], status: .badRequest)
        case .answersElsewhere: return Response(status: .temporaryRedirect, headers: [.location: issuer + "/elsewhere"])
        case .answersTooMuch: return try Self.json(["id_token": String(repeating: "a", count: 1 << 20), "token_type": "Bearer"])
        default: break
        }
        let fields = Dictionary(
            form.split(separator: "&").map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" }
                return (parts[0], parts.count > 1 ? parts[1] : "")
            }, uniquingKeysWith: { first, _ in first })
        let challenge = Self.text(Array(SHA256.hash(data: Data((fields["code_verifier"] ?? "").utf8))))
        guard let asked = memory.withLock({ $0.codes.removeValue(forKey: fields["code"] ?? "") }), asked.challenge == challenge,
            asked.redirect == fields["redirect_uri"], headers[.authorization] == Self.credentials
        else { return try Self.json(["error": "invalid_grant"], status: .badRequest) }
        guard lie != .noToken else { return try Self.json(["token_type": "Bearer"]) }
        return try Self.json([
            "id_token": try signed(asked), "access_token": "opaque", "token_type": lie == .otherKindOfToken ? "mac" : "Bearer"
        ])
    }

    /// As RFC 6749 writes them: each encoded, then the pair.
    private static let credentials = "Basic " + Data("appel-test:a%20secret%3A%20with%20%26%20signs".utf8).base64EncodedString()

    // MARK: The token

    private func claims(_ asked: Asked) -> [String: Any] {
        let now = Int(Date.now.timeIntervalSince1970)
        let said = memory.withLock { ($0.email, $0.isVerified, $0.subject) }
        var claims: [String: Any] = [
            "iss": issuer, "sub": said.2, "aud": Self.client, "exp": now + 300, "iat": now, "nonce": asked.nonce, "email": said.0,
            "email_verified": said.1, "name": "Somebody"
        ]
        switch lie {
        case .otherIssuer: claims["iss"] = "https://other.example.org"
        case .otherAudience: claims["aud"] = "another"
        case .noAudience: claims["aud"] = nil
        case .severalAudiencesWithoutParty: claims["aud"] = [Self.client, "another"]
        case .otherParty: claims["azp"] = "another"
        case .expired: (claims["exp"], claims["iat"]) = (now - 120, now - 400)
        case .notYetValid: claims["nbf"] = now + 300
        case .issuedInTheFuture: claims["iat"] = now + 300
        case .issuedLongAgo: claims["iat"] = now - 7200
        case .otherNonce: claims["nonce"] = "another"
        case .noNonce: claims["nonce"] = nil
        case .noSubject: claims["sub"] = nil
        case .emptySubject: claims["sub"] = ""
        case .longSubject: claims["sub"] = String(repeating: "s", count: 300)
        default: break
        }
        return claims
    }

    private func signed(_ asked: Asked) throws -> String {
        let usesRSA = memory.withLock(\.usesRSA)
        var header: [String: Any] = usesRSA ? ["alg": "RS256", "kid": "rsa"] : ["alg": "ES256", "kid": "ec"]
        switch lie {
        case .unsigned: header = ["alg": "none"]
        case .signedWithPublicKey: header["alg"] = "HS256"
        case .unknownKey: header["kid"] = "nobody's"
        case .kindOfKeyOfAnother: header["kid"] = "rsa"
        case .criticalHeader: header["crit"] = ["b64"]
        default: break
        }
        var claims = claims(asked)
        let head = Self.text(Array(try JSONSerialization.data(withJSONObject: header)))
        let text = head + "." + Self.text(Array(try JSONSerialization.data(withJSONObject: claims)))
        let signature: [UInt8]
        switch lie {
        case .unsigned: signature = []
        case .signedWithPublicKey:
            let secret = SymmetricKey(data: Data(key.publicKey.pemRepresentation.utf8))
            signature = Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: secret))
        case .otherKey: signature = Array(try stranger.signature(for: Data(text.utf8)).rawRepresentation)
        default:
            signature =
                usesRSA
                ? Array(try rsa.signature(for: Data(text.utf8), padding: .insecurePKCS1v1_5).rawRepresentation)
                : Array(try key.signature(for: Data(text.utf8)).rawRepresentation)
        }
        guard lie == .changedAfterSigning else { return text + "." + Self.text(signature) }
        claims["sub"] = "another"
        return head + "." + Self.text(Array(try JSONSerialization.data(withJSONObject: claims))) + "." + Self.text(signature)
    }

    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
