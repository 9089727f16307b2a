import Foundation

/// A connection to a scanner that waits for nothing longer than it is told to.
final class ScannerConnection {
    private let descriptor: Int32
    /// No answer of clamd is longer.
    private static let answerLimit = 4_096

    init(_ address: Clamd.Address, within limit: Duration) throws(ScanFailure) {
        let end = ContinuousClock.now + limit
        switch address {
        case .unix(let path): descriptor = try Self.connectUnix(path, until: end)
        case .tcp(let host, let port): descriptor = try Self.connectTCP(host, port, until: end)
        }
    }

    deinit { close(descriptor) }

    /// Sends bytes: all of them, unless an answer waits already.
    ///
    /// - Returns: whether all were sent.
    func send(_ bytes: [UInt8], until end: ContinuousClock.Instant) throws(ScanFailure) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let ready = try Self.wait(for: descriptor, POLLIN | POLLOUT, until: end)
            if ready & Int16(POLLIN | POLLHUP | POLLERR) != 0 { return false }
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.send(
                    descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                sent += count
            } else if errno == EPIPE || errno == ECONNRESET {
                return false
            } else if errno != EINTR, errno != EAGAIN {
                throw .unreachable(String(cString: strerror(errno)))
            }
        }
        return true
    }

    /// The answer up to its closing zero, or up to the end of the connection.
    func answer(until end: ContinuousClock.Instant) throws(ScanFailure) -> String {
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 512)
        while answer.count < Self.answerLimit {
            _ = try Self.wait(for: descriptor, POLLIN, until: end)
            let count = recv(descriptor, &piece, piece.count, 0)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            // An end without a closing zero, or a reset: whatever came so far is no answer.
            guard count > 0 else { return "" }
            answer += piece[..<count]
            if let zero = answer.firstIndex(of: 0) { return String(decoding: answer[..<zero], as: UTF8.self) }
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// Waits for one of the events, and gives those that came.
    private static func wait(
        for descriptor: Int32, _ events: Int32, until end: ContinuousClock.Instant
    ) throws(ScanFailure) -> Int16 {
        while true {
            let left = end - ContinuousClock.now
            guard left > .zero else { throw .timedOut }
            var place = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            // Rounded up, so that the last part of a millisecond is not spent turning round.
            let milliseconds = left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
            let count = poll(&place, 1, Int32(clamping: milliseconds))
            if count > 0 { return place.revents }
            guard count == 0 || errno == EINTR else { throw .unreachable(String(cString: strerror(errno))) }
        }
    }

    private static func connectUnix(_ path: String, until end: ContinuousClock.Instant) throws(ScanFailure) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .unreachable("the path is too long") }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return try withUnsafeBytes(of: address) { (buffer) throws(ScanFailure) in
            try connect(AF_UNIX, buffer.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(buffer.count), until: end)
        }
    }

    private static func connectTCP(
        _ host: String, _ port: String, until end: ContinuousClock.Instant
    ) throws(ScanFailure) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, port, &hints, &found)
        guard status == 0 else { throw .unreachable(String(cString: gai_strerror(status))) }
        defer { freeaddrinfo(found) }
        var failure = ScanFailure.unreachable(host)
        var next = found
        while let place = next {
            do throws(ScanFailure) {
                return try connect(place.pointee.ai_family, place.pointee.ai_addr, place.pointee.ai_addrlen, until: end)
            } catch {
                failure = error
            }
            next = place.pointee.ai_next
        }
        throw failure
    }

    private static func connect(
        _ family: Int32, _ address: UnsafePointer<sockaddr>?, _ length: socklen_t, until end: ContinuousClock.Instant
    ) throws(ScanFailure) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { throw .unreachable(String(cString: strerror(errno))) }
        do throws(ScanFailure) {
            if Foundation.connect(descriptor, address, length) != 0 {
                guard errno == EINPROGRESS || errno == EINTR else { throw .unreachable(String(cString: strerror(errno))) }
                _ = try wait(for: descriptor, POLLOUT, until: end)
                var code: Int32 = 0
                var size = socklen_t(MemoryLayout<Int32>.size)
                guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) == 0, code == 0 else {
                    throw .unreachable(String(cString: strerror(code)))
                }
            }
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }
}
