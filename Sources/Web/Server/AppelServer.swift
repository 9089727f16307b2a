import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import Metrics
import NIOCore
import NIOSSL
package import ServiceLifecycle
import UnixSignals

/// The service on its socket.
package struct AppelServer: Sendable {
    private let site: Site
    private let logger: Logger
    /// Other work that runs beside the pages, such as the sending of mails.
    private let workers: [any ServiceLifecycle.Service]

    package init(_ site: Site, logger: Logger, workers: [any ServiceLifecycle.Service] = []) {
        (self.site, self.logger, self.workers) = (site, logger, workers)
    }

    /// Runs until SIGTERM or SIGINT; requests under way are finished first.
    ///
    /// - Parameter whenListening: called once with the port that is listened at.
    package func run(whenListening: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let settings = site.settings
        let application = Application(
            router: site.router(), server: try Self.server(settings),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), backlog: 4096,
                availableConnectionsDelegate: .maximum(max(Descriptors.raise() - Self.reserve, 64), logger: logger)),
            services: workers,
            onServerRunning: { channel in await whenListening(channel.localAddress?.port ?? settings.port) },
            logger: logger)
        var group = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // Who uploads at the slowest pace that is allowed does not keep it from stopping.
        group.maximumGracefulShutdownDuration = .seconds(2 * settings.patience)
        try await ServiceGroup(configuration: group).run()
    }

    /// Descriptors that connections leave for everything else: sessions of the database, documents that come in. Whoever comes when
    /// all others are taken waits in the queue of the operating system.
    private static let reserve = 256

    private static func server(_ settings: ServerSettings) throws -> HTTPServerBuilder {
        let patience = TimeAmount.seconds(Int64(settings.patience))
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [SlowPeer(patience: patience, pace: settings.pace)], idleTimeout: patience,
            httpDecoderConfiguration: .init(maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))
        guard let certificate = settings.certificate, let key = settings.key else { return .http1(configuration: http) }
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        tls.minimumTLSVersion = .tlsv12
        return try .tls(.http1(configuration: http), tlsConfiguration: tls)
    }
}
