import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// A program elsewhere that is told what happens, on this machine for one test; it answers as it is told to.
final class Receiver: Sendable {
    enum Mood: Sendable {
        case kind, failing, redirecting, silent
    }

    struct Got: Sendable {
        let id: String
        let timestamp: String
        let signature: String
        let body: String

        /// As the libraries of Standard Webhooks do it, out of the secret as it was shown.
        func isSigned(by secret: String) -> Bool {
            guard let key = Data(base64Encoded: String(secret.dropFirst("whsec_".count))) else { return false }
            let code = HMAC<SHA256>.authenticationCode(for: Data("\(id).\(timestamp).\(body)".utf8), using: SymmetricKey(data: key))
            return signature == "v1," + Data(code).base64EncodedString()
        }

        private var object: [String: Any]? { try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any] }
        var type: String? { object?["type"] as? String }
        var data: [String: String] { object?["data"] as? [String: String] ?? [:] }
    }

    private let got = Mutex<[Got]>([])
    private let mood = Mutex(Mood.kind)
    private let port = Mutex(0)
    private let elsewhere = Mutex(0)

    var address: String { "http://127.0.0.1:\(port.withLock(\.self))/hook" }
    var received: [Got] { got.withLock(\.self) }
    /// How often the place was asked to which it redirects.
    var followed: Int { elsewhere.withLock(\.self) }

    func becomes(_ new: Mood) { mood.withLock { $0 = new } }

    /// Runs for as long as the body does.
    func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await LocalServer.run(router(), listening: { number in self.port.withLock { $0 = number } }, body)
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.post("hook") { request, _ in
            let body = String(buffer: try await request.body.collect(upTo: 1 << 16))
            func header(_ name: String) -> String { HTTPField.Name(name).flatMap { request.headers[$0] } ?? "" }
            self.got.withLock {
                $0.append(
                    Got(
                        id: header("webhook-id"), timestamp: header("webhook-timestamp"), signature: header("webhook-signature"),
                        body: body))
            }
            switch self.mood.withLock(\.self) {
            case .kind: return Response(status: .noContent)
            case .failing: return Response(status: .internalServerError)
            case .redirecting: return Response(status: .temporaryRedirect, headers: [.location: "/elsewhere"])
            case .silent:
                // Until whoever asked has gone.
                try await Task.sleep(for: .seconds(2))
                return Response(status: .noContent)
            }
        }
        router.on("elsewhere", method: .post) { _, _ in
            self.elsewhere.withLock { $0 += 1 }
            return Response(status: .noContent)
        }
        return router
    }
}
