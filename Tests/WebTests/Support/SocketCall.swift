import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1

/// Asks a server on its socket.
enum SocketCall {
    /// Lives as long as the tests do. What an answer leads to is for the test to follow.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: HTTPClient.Configuration(redirectConfiguration: .disallow))

    static func ask(
        _ port: Int, _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: [UInt8]
    ) async throws -> Answered {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = NIOHTTP1.HTTPMethod(rawValue: method.rawValue)
        for field in headers { request.headers.add(name: field.name.rawName, value: field.value) }
        if !body.isEmpty { request.body = .bytes(body) }
        let response = try await client.execute(request, timeout: .minutes(2))
        var fields = HTTPFields()
        for (name, value) in response.headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        let answer = try await response.body.collect(upTo: 64 << 20)
        return Answered(
            status: HTTPResponse.Status(code: Int(response.status.code)), headers: fields, body: Array(answer.readableBytesView))
    }
}
