import CallModel
import Crypto
import Foundation
import Service
package import Store

/// What a webhook is told, in the form of Standard Webhooks (standardwebhooks.com): what happened to which call or file, and where to
/// ask for more. Nothing of a person, and nothing that takes a role to know.
package struct WebhookMessage: Sendable {
    /// The same for each attempt, so that the receiver can tell a repetition.
    package let id: String
    package let body: [UInt8]
    private let secret: [UInt8]

    /// - Parameter site: the address of the service: `https://appel.example.org`.
    /// - Returns: `nil` for an event of which webhooks are told nothing.
    package init?(_ delivery: TakenDelivery, site: String) throws {
        guard let kind = WebhookKind(event: delivery.event) else { return nil }
        var path = [delivery.call]
        if let file = delivery.file { path += ["files", file] }
        let link = site + "/api/v1/calls/" + path.map(ProviderWire.encoded).joined(separator: "/")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        body = Array(
            try encoder.encode(
                Payload(
                    type: kind, timestamp: delivery.at, data: Payload.Subject(call: delivery.call, file: delivery.file, link: link))))
        id = "delivery_\(delivery.id)"
        secret = delivery.secret
    }

    /// - Parameter seconds: when it is sent, since 1970: receivers take nothing that is old.
    package func headers(at seconds: Int64) -> [(String, String)] {
        let signed = Array("\(id).\(seconds).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: secret))
        return [
            ("webhook-id", id), ("webhook-timestamp", "\(seconds)"), ("webhook-signature", "v1," + Data(code).base64EncodedString())
        ]
    }

    private struct Payload: Encodable {
        struct Subject: Encodable {
            let call: String
            let file: String?
            let link: String
        }

        let type: WebhookKind
        let timestamp: Instant
        let data: Subject
    }
}
