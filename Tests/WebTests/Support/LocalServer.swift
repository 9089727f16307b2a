import Foundation
import Hummingbird
import Logging

/// A small server of somebody else, on a port of its own.
enum LocalServer {
    /// Runs for as long as the body does, which begins once the port is known.
    static func run(
        _ router: Router<BasicRequestContext>, listening: @escaping @Sendable (Int) -> Void,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in found.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "elsewhere") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            for await number in ports {
                listening(number)
                break
            }
            try await body()
            group.cancelAll()
        }
    }
}
