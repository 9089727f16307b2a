import CallModel
import Foundation

/// Where a webhook may be: on the open network and encrypted; in a rehearsal on this machine too. What a name leads to is found out
/// each time that something is sent there.
package struct WebhookAddress: Sendable {
    package let text: String
    /// A name, or an address without its brackets.
    package let host: String

    /// - Returns: `nil` for what is no such address.
    package init?(_ text: String, isRehearsal: Bool) {
        guard text.utf8.count <= 500, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), var host = parts.host?.lowercased(), parts.user == nil, parts.password == nil,
            parts.fragment == nil, parts.port.map({ (1...65_535).contains($0) }) ?? true
        else { return nil }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, host.utf8.allSatisfy({ Self.plain.contains($0) }) else { return nil }
        let bytes = PublicAddress.bytes(of: host)
        let isHere = bytes.map(PublicAddress.isLoopback) ?? (host == "localhost")
        if isHere {
            guard isRehearsal, scheme == "https" || scheme == "http" else { return nil }
        } else {
            guard scheme == "https", bytes.map(PublicAddress.isPublic) ?? true else { return nil }
        }
        self.host = host
        // Put together anew: whoever reads it later finds the same host in it.
        self.text =
            scheme + "://" + (host.contains(":") ? "[\(host)]" : host) + (parts.port.map { ":\($0)" } ?? "") + parts.percentEncodedPath
            + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
    }

    private static let plain = Set("abcdefghijklmnopqrstuvwxyz0123456789-.:".utf8)

    /// Whether something may be sent to what the name leads to.
    package static func admits(_ bytes: [UInt8], isRehearsal: Bool) -> Bool {
        PublicAddress.isPublic(bytes) || (isRehearsal && PublicAddress.isLoopback(bytes))
    }

    static let fault = Message(
        fr: "une adresse https:// publique est attendue, sans nom d'utilisateur ni fragment",
        nl: "een publiek adres met https:// wordt verwacht, zonder gebruikersnaam of fragment",
        en: "a public address with https:// is needed, without a user or a fragment")
}
