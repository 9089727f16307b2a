import NIOCore

/// Addresses as limits count them.
enum NetworkAddress {
    /// An address of IPv4 in the clothes of IPv6 is one of IPv4.
    static func plain(_ address: String) -> String { address.hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address }

    static func isOne(_ text: String) -> Bool { (try? SocketAddress(ipAddress: text, port: 0)) != nil }
}
