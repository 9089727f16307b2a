import Foundation
import Glibc

/// What a server answered.
struct HTTPReply {
    let status: Int
    let head: String
    let body: [UInt8]

    /// The value of a hidden field of the page.
    func field(_ name: String) -> String? {
        let text = String(decoding: body, as: UTF8.self)
        guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }
}

/// One connection, as a browser or a program has it: it asks, waits for the whole answer, and asks again. One thread uses it, so that
/// it costs the machine little more than two calls of the system for each question.
final class HTTPLine {
    private let socket: Int32
    private var buffer: [UInt8] = []
    private var chunk = [UInt8](repeating: 0, count: 64 << 10)

    init(port: Int) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw BenchFailure("no socket: errno \(errno)") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard result == 0 else { throw BenchFailure("no connection to port \(port): errno \(errno)") }
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(socket) }

    /// Says something without waiting for an answer.
    ///
    /// - Returns: whether the other end still listens.
    @discardableResult
    func say(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Whether the other end has closed the connection, as far as is known by now.
    var isClosed: Bool {
        let count = recv(socket, &chunk, chunk.count, Int32(MSG_DONTWAIT))
        return count == 0 || count < 0 && errno != EAGAIN
    }

    func ask(_ question: HTTPQuestion) throws -> HTTPReply {
        guard say(question.text) else { throw BenchFailure("the connection was closed") }
        let end = try find([13, 10, 13, 10])
        let head = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 4)
        guard let status = Int(head.dropFirst(9).prefix(3)) else { throw BenchFailure("no answer of HTTP: \(head)") }
        let fields = head.lowercased()
        if fields.contains("\r\ntransfer-encoding: chunked") { return HTTPReply(status: status, head: head, body: try chunks()) }
        guard let length = fields.range(of: "\r\ncontent-length: ") else { return HTTPReply(status: status, head: head, body: []) }
        return HTTPReply(
            status: status, head: head, body: try take(Int(fields[length.upperBound...].prefix { $0.isNumber }) ?? 0))
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let end = try find([13, 10])
            let size = Int(String(decoding: buffer[..<end], as: UTF8.self), radix: 16) ?? 0
            buffer.removeFirst(end + 2)
            body += try take(size)
            _ = try take(2)
            if size == 0 { return body }
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while buffer.count < count { try more() }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
    }

    private func find(_ mark: [UInt8]) throws -> Int {
        var from = 0
        while true {
            if let place = buffer[from...].firstRange(of: mark) { return place.lowerBound }
            from = max(0, buffer.count - mark.count + 1)
            try more()
        }
    }

    private func more() throws {
        let count = recv(socket, &chunk, chunk.count, 0)
        guard count > 0 else { throw BenchFailure("the connection was closed in the middle of an answer") }
        buffer += chunk[..<count]
    }
}

/// What is asked of a server.
struct HTTPQuestion {
    let text: String

    init(_ path: String, _ headers: [String] = []) {
        text = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers.map { $0 + "\r\n" }.joined() + "\r\n"
    }

    /// A form that is sent.
    init(_ path: String, _ headers: [String], form: [(String, String)]) {
        let body = form.map { "\($0)=\(Self.escaped($1))" }.joined(separator: "&")
        text =
            "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: \(body.utf8.count)\r\n" + headers.map { $0 + "\r\n" }.joined() + "\r\n" + body
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
