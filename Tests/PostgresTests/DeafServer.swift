import Foundation
import Glibc
import Synchronization

/// Stands before the test server and passes everything on, but holds cancel requests back, as a network does that has lost its way.
final class DeafServer: Sendable {
    /// What libpq takes as `host`.
    let folder: String
    /// Given when the first cancel request has come.
    let firstRequest = Handover<Bool>()
    private let mayPass = Handover<Bool>()
    private let onPass: @Sendable () -> Void
    private let listener: Int32
    private let server: String

    /// - Parameters:
    ///   - server: the folder of the test server's socket.
    ///   - onPass: called when a request that was held back is about to be passed on.
    init(before server: String, onPass: @escaping @Sendable () -> Void = {}) throws {
        self.server = server + Self.socketName
        self.onPass = onPass
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("deaf-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard Self.with(folder + Self.socketName, { Glibc.bind(listener, $0, $1) }) == 0, listen(listener, 16) == 0 else {
            throw POSIXError(.EIO)
        }
        self.listener = listener
        Thread.detachNewThread { [self] in
            while case let client = accept(listener, nil, nil), client >= 0 {
                Thread.detachNewThread { self.serve(client) }
            }
        }
    }

    /// Passes on the requests that were held back and those to come.
    func release() { mayPass.give(true) }

    /// To be called at the end of the test.
    func close() throws {
        release()
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
        try FileManager.default.removeItem(atPath: folder)
    }

    private static let socketName = "/.s.PGSQL.5432"
    private static let cancelCode: [UInt8] = [0x04, 0xD2, 0x16, 0x2E]

    private func serve(_ client: Int32) {
        var head = [UInt8](repeating: 0, count: 8)
        guard recv(client, &head, 8, Int32(MSG_PEEK) | Int32(MSG_WAITALL)) == 8 else {
            Glibc.close(client)
            return
        }
        if Array(head[4...]) == Self.cancelCode {
            firstRequest.give(true)
            _ = mayPass.take()
            onPass()
        }
        let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard Self.with(server, { connect(upstream, $0, $1) }) == 0 else {
            Glibc.close(upstream)
            Glibc.close(client)
            return
        }
        let answered = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            Self.copy(from: upstream, to: client)
            answered.signal()
        }
        Self.copy(from: client, to: upstream)
        answered.wait()
        Glibc.close(upstream)
        Glibc.close(client)
    }

    /// Copies bytes until one side has ended, and tells the other.
    private static func copy(from source: Int32, to target: Int32) {
        var buffer = [UInt8](repeating: 0, count: 8192)
        while case let count = read(source, &buffer, buffer.count), count > 0 {
            var sent = 0
            while sent < count {
                let step = buffer.withUnsafeBytes { bytes in
                    send(target, bytes.baseAddress?.advanced(by: sent), count - sent, Int32(MSG_NOSIGNAL))
                }
                guard step > 0 else { break }
                sent += step
            }
            if sent < count { break }
        }
        shutdown(target, Int32(SHUT_WR))
    }

    private static func with(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
