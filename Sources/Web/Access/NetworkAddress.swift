import Glibc
import NIOCore

/// Addresses as limits count them.
package enum NetworkAddress {
    /// An address of IPv4 in the clothes of IPv6 is one of IPv4.
    static func plain(_ address: String) -> String { address.hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address }

    /// What limits count. Whoever has an address of IPv6 has the 2⁶⁴ beside it too: they are one.
    package static func counted(_ address: String) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            return bytes.suffix(4).map { "\($0)" }.joined(separator: ".")
        }
        return stride(from: 0, to: 8, by: 2).map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
            .joined(separator: ":") + "::/64"
    }

    static func isOne(_ text: String) -> Bool { (try? SocketAddress(ipAddress: text, port: 0)) != nil }
}
