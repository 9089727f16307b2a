import Glibc

/// A connection that says what it is told to, byte for byte.
final class RawConnection {
    private let socket: Int32
    private(set) var received: [UInt8] = []
    /// Whether the other end has closed it.
    private(set) var isClosed = false

    /// Connects; nil where nobody listens.
    init?(port: Int) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let failed = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard socket >= 0, failed == 0 || errno == EINPROGRESS, isWritable() else { return nil }
    }

    deinit { close(socket) }

    private func isWritable() -> Bool {
        var watched = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
        return poll(&watched, 1, 10_000) == 1 && watched.revents & Int16(POLLERR) == 0
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        if Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) != bytes.count { isClosed = true }
    }

    /// Takes what has come, without waiting.
    func receive() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while !isClosed {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count > 0 {
                received += buffer[..<count]
            } else if count == 0 || errno != EAGAIN {
                isClosed = true
            } else {
                return
            }
        }
    }

    var text: String { String(decoding: received, as: UTF8.self) }
}
