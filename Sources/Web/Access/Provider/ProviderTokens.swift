import Foundation
import JWTKit

/// What a provider publishes of itself (OpenID Connect Discovery 1.0).
struct ProviderDescription: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let keysAddress: String
    private let methods: [String]?
    private let namesIssuerAtAll: Bool?

    /// Whether the secret goes in a header; it does unless the provider takes it otherwise only.
    var takesBasic: Bool { methods.map { $0.contains("client_secret_basic") || !$0.contains("client_secret_post") } ?? true }
    /// Whether each of its answers says whose it is (RFC 9207).
    var namesIssuer: Bool { namesIssuerAtAll ?? false }

    private enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint"
        case tokenEndpoint = "token_endpoint"
        case keysAddress = "jwks_uri"
        case methods = "token_endpoint_auth_methods_supported"
        case namesIssuerAtAll = "authorization_response_iss_parameter_supported"
    }
}

struct TokenAnswer: Decodable, Sendable {
    let idToken: String
    let tokenType: String

    private enum CodingKeys: String, CodingKey {
        case idToken = "id_token"
        case tokenType = "token_type"
    }
}

/// The keys of a provider; those of a kind that nobody here knows are passed over.
struct PublishedKeys: Decodable, Sendable { let keys: [PublishedKey] }

struct PublishedKey: Decodable, Sendable {
    let jwk: JWK?
    /// What it is for; only `sig` signs.
    let use: String?

    private enum CodingKeys: String, CodingKey { case use }

    init(from decoder: any Decoder) throws {
        use = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .use)
        jwk = try? JWK(from: decoder)
    }
}

/// The part of a token that says how it is signed: read before anything of it is believed.
struct TokenHeader: Decodable, Sendable {
    let alg: String
    let kid: String?
    private let crit: [String]?

    init(of token: String) throws(ProviderFault) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= 16_384, parts.count == 3, let data = Self.bytes(parts[0]),
            let header = try? JSONDecoder().decode(TokenHeader.self, from: data)
        else { throw .token("form") }
        guard Self.kinds.contains(header.alg) else { throw .token("alg") }
        // Something that must be understood, and is not.
        guard header.crit == nil else { throw .token("crit") }
        self = header
    }

    /// No others: neither unsigned, nor signed with a secret that may be a public key.
    private static let kinds = ["RS256", "ES256"]

    private static func bytes(_ part: Substring) -> Data? {
        let text = String(part).replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
    }

    /// The key by its name and of the kind that the header says; one without a name only where there is a single one.
    func key(among keys: [PublishedKey]) -> JWK? {
        let fitting = keys.compactMap { published -> JWK? in
            guard let key = published.jwk, published.use ?? "sig" == "sig", key.algorithm.map({ $0.rawValue == alg }) ?? true else {
                return nil
            }
            guard alg == "RS256" ? key.keyType == .rsa : key.keyType == .ecdsa && key.curve?.rawValue == "P-256" else { return nil }
            return key
        }
        guard let kid else {
            guard fitting.count == 1, var only = fitting.first else { return nil }
            only.keyIdentifier = JWKIdentifier(string: "only")
            return only
        }
        return fitting.first { $0.keyIdentifier?.string == kid }
    }
}

/// What a provider says of somebody (OpenID Connect Core 1.0, 2 and 3.1.3.7).
struct IDToken: JWTPayload {
    let iss: String
    let sub: String
    let aud: Audience
    let exp: Double
    let iat: Double
    let nbf: Double?
    let nonce: String?
    let azp: String?
    let email: String?
    let emailVerified: Truth?
    let name: String?

    var isEmailVerified: Bool { emailVerified?.isSo ?? false }

    private enum CodingKeys: String, CodingKey {
        case iss, sub, aud, exp, iat, nbf, nonce, azp, email, name
        case emailVerified = "email_verified"
    }

    /// One or several.
    struct Audience: Codable, Sendable {
        let names: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            names = try (try? [container.decode(String.self)]) ?? container.decode([String].self)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(names)
        }
    }

    /// Some providers write a text.
    struct Truth: Codable, Sendable {
        let isSo: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            isSo = (try? container.decode(Bool.self)) ?? ((try? container.decode(String.self)) == "true")
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(isSo)
        }
    }

    /// The claims are checked against what was asked for, which this does not know: see `check`.
    func verify(using algorithm: some JWTAlgorithm) async throws {}

    /// Two clocks may differ by so many seconds.
    private static let leeway = 60.0
    /// A token that is older was not made for us just now.
    private static let oldest = 600.0

    func check(issuer: String, client: String, nonce asked: String, now: Int64) throws(ProviderFault) {
        let now = Double(now)
        guard iss == issuer else { throw .token("iss") }
        guard !sub.isEmpty, sub.utf8.count <= 255 else { throw .token("sub") }
        guard aud.names.contains(client) else { throw .token("aud") }
        // For others too: then it must say that we are the one who asked.
        guard azp == client || (azp == nil && aud.names.count == 1) else { throw .token("azp") }
        guard exp > now - Self.leeway else { throw .token("exp") }
        guard iat <= now + Self.leeway, iat >= now - Self.oldest else { throw .token("iat") }
        guard nbf.map({ $0 <= now + Self.leeway }) ?? true else { throw .token("nbf") }
        guard let nonce, CrossSite.isEqual(nonce, asked) else { throw .token("nonce") }
    }
}
