import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Service

/// Why a webhook was not told. It names no address that was found: who may read it need not know our network.
package enum WebhookFault: Error, Hashable, CustomStringConvertible {
    case addressRefused
    case unresolved
    case status(UInt)
    case unreachable(String)

    package var description: String {
        switch self {
        case .addressRefused: "the address leads to where nothing may be sent"
        case .unresolved: "the name of the address leads nowhere"
        case .status(let status): "answered with status \(status)"
        case .unreachable(let reason): reason
        }
    }
}

/// Sends to a webhook: to the address that was looked at and no other, within little time, and whatever it is told to go elsewhere.
package struct WebhookWire: Sendable {
    private let isRehearsal: Bool
    private let patience: TimeAmount

    package init(isRehearsal: Bool, patience: Duration = .seconds(10)) {
        self.isRehearsal = isRehearsal
        self.patience = .nanoseconds(patience.components.seconds * 1_000_000_000 + patience.components.attoseconds / 1_000_000_000)
    }

    package func send(_ body: [UInt8], to text: String, _ headers: [(String, String)]) async throws(WebhookFault) {
        // What was taken once may be refused today: a rehearsal that has become real has no more business on this machine.
        guard let address = WebhookAddress(text, isRehearsal: isRehearsal) else { throw .addressRefused }
        let found = try await Self.resolve(address.host)
        guard !found.isEmpty else { throw .unresolved }
        // A name that leads to us beside others would lead to us next time.
        guard found.allSatisfy({ WebhookAddress.admits($0.bytes, isRehearsal: isRehearsal) }), let first = found.first else {
            throw .addressRefused
        }
        var request = HTTPClientRequest(url: address.text)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "appel")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: patience, read: patience))
        // The name is not looked up again, where it might lead elsewhere; the certificate is still that of the name.
        configuration.dnsOverride = [address.host: first.text]
        let status: UInt
        do {
            status = try await Self.status(of: request, configuration, patience)
        } catch let error as HTTPClientError {
            let isLate = [.deadlineExceeded, .connectTimeout, .readTimeout].contains(error)
            throw .unreachable(isLate ? "no answer in time" : "\(error)")
        } catch {
            throw .unreachable("no connection")
        }
        guard (200...299).contains(status) else { throw .status(status) }
    }

    private static func status(
        of request: HTTPClientRequest, _ configuration: HTTPClient.Configuration, _ patience: TimeAmount
    ) async throws -> UInt {
        try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            // What else it says is not read: nobody asked for it.
            UInt(try await client.execute(request, timeout: patience).status.code)
        }
    }

    private struct Found: Sendable {
        let bytes: [UInt8]
        let text: String
    }

    /// Everything that a name leads to.
    private static func resolve(_ host: String) async throws(WebhookFault) -> [Found] {
        do {
            return try await NIOThreadPool.singleton.runIfActive { Self.lookUp(host) }
        } catch {
            throw .unreachable("the server is ending")
        }
    }

    private static func lookUp(_ host: String) -> [Found] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [Found] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let address = entry.ai_addr else { continue }
            switch entry.ai_family {
            case AF_INET:
                let inside = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr }
                found.append(Self.found(AF_INET, inside, 4))
            case AF_INET6:
                let inside = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { $0.pointee.sin6_addr }
                found.append(Self.found(AF_INET6, inside, 16))
            default: continue
            }
        }
        return found
    }

    private static func found<Address>(_ family: Int32, _ address: Address, _ count: Int) -> Found {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let bytes = withUnsafeBytes(of: address) { raw in
            inet_ntop(family, raw.baseAddress, &text, socklen_t(text.count))
            return Array(raw.prefix(count))
        }
        return Found(bytes: bytes, text: String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}
