import Foundation
package import Logging
import Service
import ServiceLifecycle
import Store

/// Tells webhooks what happened. Any number of servers may do it at once: a delivery is one server's at a time.
package struct WebhookCourier: ServiceLifecycle.Service {
    private let site: Site
    private let wire: WebhookWire
    private let logger: Logger
    private let pause: Duration

    /// - Parameter pause: how long to wait when nothing is due.
    package init(_ site: Site, logger: Logger, wire: WebhookWire? = nil, pause: Duration = .seconds(3)) {
        (self.site, self.logger, self.pause) = (site, logger, pause)
        self.wire = wire ?? WebhookWire(isRehearsal: site.isRehearsal)
    }

    package func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            guard await deliverDue() == 0 else { continue }
            // Interrupted where the server is told to stop.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
        }
    }

    /// So many of one webhook at a time.
    private static let load = 8

    /// Delivers what is due, one load of each webhook; what does not arrive is tried again later, by whichever server.
    ///
    /// - Returns: how many were taken.
    @discardableResult
    package func deliverDue() async -> Int {
        do {
            let taken = try await site.service.takeDeliveries(perWebhook: Self.load)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for delivery in taken { group.addTask { try await deliver(delivery) } }
                try await group.waitForAll()
            }
            return taken.count
        } catch {
            // The database is away: the next round finds out whether it is back.
            logger.warning("webhooks wait", metadata: ["error": "\(error)"])
            return 0
        }
    }

    private func deliver(_ delivery: TakenDelivery) async throws {
        if let message = try WebhookMessage(delivery, site: site.settings.address) {
            // The receiver compares it with its own clock, which no rehearsal moves.
            let now = Int64(Date().timeIntervalSince1970)
            do throws(WebhookFault) {
                try await wire.send(message.body, to: delivery.address, message.headers(at: now))
            } catch {
                logger.notice(
                    "a webhook was not told",
                    metadata: ["webhook": "\(delivery.webhook)", "delivery": "\(delivery.id)", "reason": "\(error)"])
                try await site.service.deliveryFailed(delivery, "\(error)")
                return
            }
        }
        try await site.service.deliveryArrived(delivery)
    }
}
