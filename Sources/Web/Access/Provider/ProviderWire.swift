import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Asks a provider: it has little time and little room for its answer, and leads nowhere else.
struct ProviderWire: Sendable {
    private static let most = 256 << 10
    private static let seconds: Int64 = 10

    func get<Answer: Decodable & Sendable>(_ address: String) async throws(ProviderFault) -> Answer {
        try await ask(HTTPClientRequest(url: address))
    }

    func post<Answer: Decodable & Sendable>(
        _ address: String, _ fields: [(String, String)], authorization: String?
    ) async throws(ProviderFault) -> Answer {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        request.body = .bytes(ByteBuffer(string: Self.encoded(fields)))
        return try await ask(request)
    }

    private func ask<Answer: Decodable & Sendable>(_ request: HTTPClientRequest) async throws(ProviderFault) -> Answer {
        var request = request
        request.headers.add(name: "Accept", value: "application/json")
        let body: ByteBuffer
        do {
            body = try await Self.body(of: request)
        } catch let fault as ProviderFault {
            throw fault
        } catch {
            throw .unreachable("\(request.url): \(error)")
        }
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(body.readableBytesView))
        } catch {
            throw .description("form")
        }
    }

    private static func body(of request: HTTPClientRequest) async throws -> ByteBuffer {
        let configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(seconds)))
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            let response = try await client.execute(request, timeout: .seconds(seconds))
            guard response.status == .ok else { throw ProviderFault.unreachable("status \(response.status.code)") }
            return try await response.body.collect(upTo: most)
        }
    }

    static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
    }

    /// Letters, digits and a few signs; everything else escaped.
    static func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }

    private static let plain = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
