import Foundation

/// Which addresses of the network are everybody's. What is ours alone, or the provider's, must not be reached by asking us to write
/// there.
package enum PublicAddress {
    /// - Parameter bytes: four of IPv4, or sixteen of IPv6, as they are sent.
    package static func isPublic(_ bytes: [UInt8]) -> Bool {
        switch bytes.count {
        case 4: !reserved4.contains { $0.holds(bytes) }
        // Only what is handed out to be reached (2000::/3), and of that not what leads elsewhere by another address inside.
        case 16: Block([0x20], 3).holds(bytes) && !reserved6.contains { $0.holds(bytes) }
        default: false
        }
    }

    package static func isLoopback(_ bytes: [UInt8]) -> Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
    }

    /// The bytes of an address that is written as one: `192.0.2.1`, `2001:db8::1`.
    package static func bytes(of text: String) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET6, text, &sixteen) == 1 ? sixteen : nil
    }

    private struct Block {
        let prefix: [UInt8]
        let bits: Int

        init(_ prefix: [UInt8], _ bits: Int) { (self.prefix, self.bits) = (prefix, bits) }

        func holds(_ address: [UInt8]) -> Bool {
            for place in 0..<(bits + 7) / 8 {
                let here = min(8, bits - place * 8)
                let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - here))
                if (address[place] ^ (place < prefix.count ? prefix[place] : 0)) & mask != 0 { return false }
            }
            return true
        }
    }

    // The registers of special addresses of IANA (RFC 6890), as far as they are not reached by everybody.
    private static let reserved4 = [
        Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8), Block([169, 254], 16), Block([172, 16], 12),
        Block([192, 0, 0], 24), Block([192, 0, 2], 24), Block([192, 88, 99], 24), Block([192, 168], 16), Block([198, 18], 15),
        Block([198, 51, 100], 24), Block([203, 0, 113], 24), Block([224], 4), Block([240], 4)
    ]
    private static let reserved6 = [
        Block([0x20, 0x01, 0x00], 23), Block([0x20, 0x01, 0x0D, 0xB8], 32), Block([0x20, 0x02], 16), Block([0x3F, 0xFF], 20)
    ]
}
