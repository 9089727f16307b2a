import Foundation
import Hummingbird
import Logging
import NIOCore

/// The least that the framework does: one route, one word. It is what our pages are measured against.
enum HelloServer {
    /// The argument that makes this program such a server.
    static let word = "--hello"

    static func run() async throws {
        let router = Router()
        router.get("hello") { _, _ in "hello" }
        var logger = Logger(label: "hello")
        logger.logLevel = .error
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                FileHandle.standardOutput.write(Data("hello at http://127.0.0.1:\(channel.localAddress?.port ?? 0)\n".utf8))
            }, logger: logger)
        try await application.runService()
    }
}
