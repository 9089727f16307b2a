import Foundation
import Synchronization

/// Stands in for ClamAV's daemon on a socket of its own: takes one document after the other and answers as it is told.
package final class FakeClamd: Sendable {
    package enum Manner: Sendable {
        /// Takes everything, then answers.
        case answering(String)
        /// Takes everything, then says nothing.
        case silent
        /// Takes so many bytes, then answers and takes no more.
        case early(String, after: Int)
        /// Ends the connection before it took anything.
        case ending
    }

    package let path: String
    private let manner: Manner
    private let listener: Int32
    private let held = Mutex<[Int32]>([])
    private let taken = Mutex<[[UInt8]]>([])

    /// What came of each document behind `zINSTREAM`, unpacked.
    package var documents: [[UInt8]] { taken.withLock { $0 } }

    package init(_ manner: Manner) throws {
        self.manner = manner
        path = FileManager.default.temporaryDirectory.appendingPathComponent("clamd-\(UUID().uuidString.prefix(8))").path
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
        }
        guard bound == 0, listen(listener, 16) == 0 else { throw POSIXError(.EIO) }
        Thread.detachNewThread { [self] in
            while case let client = accept(listener, nil, nil), client >= 0 { serve(client) }
            // Closed by its only user: another test's socket might otherwise get its number while it is still asked.
            Foundation.close(listener)
        }
    }

    package func close() {
        shutdown(listener, Int32(SHUT_RDWR))
        held.withLock { $0.forEach { _ = Foundation.close($0) } }
        unlink(path)
    }

    private func serve(_ client: Int32) {
        switch manner {
        case .ending: break
        case .silent:
            _ = document(client, limit: .max)
            // Stays open, as that of a daemon that hangs.
            return held.withLock { $0.append(client) }
        case .answering(let answer):
            if let document = document(client, limit: .max) {
                taken.withLock { $0.append(document) }
                answer.withCString { _ = send(client, $0, strlen($0) + 1, Int32(MSG_NOSIGNAL)) }
            }
        case .early(let answer, let limit):
            _ = document(client, limit: limit)
            answer.withCString { _ = send(client, $0, strlen($0) + 1, Int32(MSG_NOSIGNAL)) }
        }
        Foundation.close(client)
    }

    /// Nil where it is not in the form that clamd takes.
    private func document(_ client: Int32, limit: Int) -> [UInt8]? {
        guard bytes(client, 10) == Array("zINSTREAM\0".utf8) else { return nil }
        var document: [UInt8] = []
        while let head = bytes(client, 4) {
            let length = head.reduce(0) { $0 << 8 | Int($1) }
            if length == 0 { return document }
            guard document.count + length <= limit, let piece = bytes(client, length) else { return nil }
            document += piece
        }
        return nil
    }

    private func bytes(_ client: Int32, _ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var taken = 0
        while taken < count {
            let part = bytes.withUnsafeMutableBytes { recv(client, $0.baseAddress.map { $0 + taken }, count - taken, 0) }
            guard part > 0 || part < 0 && errno == EINTR else { return nil }
            taken += max(part, 0)
        }
        return bytes
    }
}
