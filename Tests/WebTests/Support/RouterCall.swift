import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Web

/// Asks the router as the server would, without a socket; or a server on its port.
struct RouterCall: Sendable {
    private enum Way {
        case router(RouterResponder<WebContext>)
        case port(Int)
    }

    private let way: Way

    init(_ site: Site) { way = .router(site.router().buildResponder()) }
    init(port: Int) { way = .port(port) }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], _ body: [UInt8] = []
    ) async throws -> Answered {
        switch way {
        case .router(let responder): try await Self.ask(responder, method, path, headers, body)
        case .port(let port): try await SocketCall.ask(port, method, path, headers, body)
        }
    }

    private static func ask(
        _ responder: RouterResponder<WebContext>, _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: [UInt8]
    ) async throws -> Answered {
        var logger = Logger(label: "test") { _ in LogRecords() }
        logger.logLevel = .critical
        // The server gives each request its number.
        logger[metadataKey: "hb.request.id"] = "test"
        let head = HTTPRequest(method: method, scheme: "http", authority: "127.0.0.1:8080", path: path, headerFields: headers)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let context = WebContext(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: logger))
        let response = try await responder.respond(to: request, context: context)
        let collected = Collected()
        try await response.body.write(CollectingWriter(collected))
        return Answered(status: response.status, headers: response.headers, body: collected.bytes.withLock(\.self))
    }
}

/// What came back.
struct Answered: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of a cookie that the answer sets.
    func cookie(_ name: String) -> String? {
        headers[values: .setCookie].first { $0.hasPrefix(name + "=") }
            .map { String($0.dropFirst(name.count + 1).prefix { $0 != ";" }) }
    }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The value of the first hidden field of that name on the page.
    func field(_ name: String) -> String? {
        guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }

    func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(body))
    }

    /// A text, number or part of an answer in JSON, by its keys.
    func value(_ keys: String...) throws -> String? {
        var value: Any? = try JSONSerialization.jsonObject(with: Data(body))
        for key in keys {
            value =
                if let place = Int(key), let list = value as? [Any] { list.indices.contains(place) ? list[place] : nil } else {
                    (value as? [String: Any])?[key]
                }
        }
        return value.map { "\($0)" }
    }
}

/// Where the parts of a body come together.
private final class Collected: Sendable {
    let bytes = Mutex<[UInt8]>([])
}

private struct CollectingWriter: ResponseBodyWriter {
    private let collected: Collected

    init(_ collected: Collected) { self.collected = collected }

    mutating func write(_ buffer: ByteBuffer) async throws { collected.bytes.withLock { $0 += buffer.readableBytesView } }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
