import Foundation
import JWTKit

/// Who tells us who somebody is: a provider of OpenID Connect, by authorization code with PKCE (RFC 9700). What it publishes of itself
/// is read once an hour; everything that it says of a person is checked.
package actor Provider {
    package let issuer: String
    private let client: String
    private let secret: String
    private let wire = ProviderWire()

    private var described: (description: ProviderDescription, at: ContinuousClock.Instant)?
    private var published: (keys: [PublishedKey], at: ContinuousClock.Instant)?

    /// - Returns: nil where no provider is set up.
    package init?(_ settings: ServerSettings) {
        guard let issuer = settings.oidcIssuer else { return nil }
        (self.issuer, client, secret) = (issuer, settings.oidcClient, settings.oidcSecret)
    }

    private static let lifetime = Duration.seconds(3600)
    /// A key that nobody has heard of is asked for again, but no more often.
    private static let renewal = Duration.seconds(30)

    /// Where the browser is sent to.
    func address(for began: BegunSignIn, returningTo redirect: String) async throws(ProviderFault) -> String {
        let description = try await description()
        let fields = [
            ("response_type", "code"), ("client_id", client), ("redirect_uri", redirect), ("scope", "openid email profile"),
            ("state", began.state), ("nonce", began.nonce), ("code_challenge", began.challenge), ("code_challenge_method", "S256"),
            ("ui_locales", began.language)
        ]
        return description.authorizationEndpoint + (description.authorizationEndpoint.contains("?") ? "&" : "?")
            + ProviderWire.encoded(fields)
    }

    /// Who came back, when all that was said holds.
    func person(
        _ answer: ProviderAnswer, of began: BegunSignIn, returningTo redirect: String
    ) async throws(ProviderFault) -> VouchedPerson {
        let description = try await description()
        let code = try answer.code(of: began, issuer: issuer, namesIssuer: description.namesIssuer)
        let tokens = try await redeem(code, began, redirect, description)
        let token = try await verified(tokens.idToken, description)
        try token.check(issuer: issuer, client: client, nonce: began.nonce, now: Int64(Date.now.timeIntervalSince1970))
        return VouchedPerson(
            issuer: token.iss, subject: token.sub, email: token.isEmailVerified ? token.email : nil, name: token.name)
    }

    private func redeem(
        _ code: String, _ began: BegunSignIn, _ redirect: String, _ description: ProviderDescription
    ) async throws(ProviderFault) -> TokenAnswer {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), ("code_verifier", began.verifier)
        ]
        var authorization: String?
        if description.takesBasic {
            let pair = ProviderWire.encoded(client) + ":" + ProviderWire.encoded(secret)
            authorization = "Basic " + Data(pair.utf8).base64EncodedString()
        } else {
            fields += [("client_id", client), ("client_secret", secret)]
        }
        let answer: TokenAnswer = try await wire.post(description.tokenEndpoint, fields, authorization: authorization)
        guard answer.tokenType.lowercased() == "bearer" else { throw .token("token_type") }
        return answer
    }

    // MARK: What it publishes of itself

    private func description() async throws(ProviderFault) -> ProviderDescription {
        let now = ContinuousClock.now
        if let described, now - described.at < Self.lifetime { return described.description }
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let description: ProviderDescription = try await wire.get(base + "/.well-known/openid-configuration")
        guard description.issuer == issuer else { throw .description("issuer") }
        for address in [description.authorizationEndpoint, description.tokenEndpoint, description.keysAddress]
        where !ServerSettings.isTrusted(issuer: address) { throw .description("endpoint") }
        described = (description, now)
        return description
    }

    /// The token's claims, when its signature is by a key that the provider publishes and of a kind that we take.
    private func verified(_ token: String, _ description: ProviderDescription) async throws(ProviderFault) -> IDToken {
        let header = try TokenHeader(of: token)
        let key = try await key(header, description)
        do {
            let keys = JWTKeyCollection()
            try await keys.add(jwk: key, isDefault: true)
            return try await keys.verify(token, as: IDToken.self)
        } catch {
            throw .token("signature")
        }
    }

    private func key(_ header: TokenHeader, _ description: ProviderDescription) async throws(ProviderFault) -> JWK {
        let now = ContinuousClock.now
        if let published, now - published.at < Self.lifetime, let key = header.key(among: published.keys) { return key }
        if let published, now - published.at < Self.renewal { throw .token("kid") }
        let set: PublishedKeys = try await wire.get(description.keysAddress)
        published = (set.keys, now)
        guard let key = header.key(among: set.keys) else { throw .token("kid") }
        return key
    }
}

/// For whom a provider vouches.
struct VouchedPerson: Hashable, Sendable {
    let issuer: String
    let subject: String
    /// Nil where the provider has not verified it.
    let email: String?
    let name: String?
}

/// Why nobody is let in on what a provider says.
package enum ProviderFault: Error, Hashable, Sendable {
    /// It cannot be asked.
    case unreachable(String)
    /// What it publishes of itself does not hold; which part.
    case description(String)
    /// What the browser brought back does not hold; which part.
    case answer(String)
    /// What it says of the person does not hold; which part.
    case token(String)
}

extension ServerSettings {
    /// Whether an address of a provider is one that is encrypted, or on this machine.
    package static func isTrusted(issuer: String) -> Bool {
        guard let url = URL(string: issuer), let host = url.host, !host.isEmpty, url.user == nil, url.fragment == nil else { return false }
        return url.scheme == "https" || (url.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(host))
    }
}
