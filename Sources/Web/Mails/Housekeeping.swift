package import Logging
import Service
import ServiceLifecycle
import Store
import Workflow

/// What has to be done beside answering: letters are written, mails are sent, and once an hour what has had its time is taken away. Any number of servers
/// may do it at once: a mail is one server's at a time.
package struct Housekeeping: ServiceLifecycle.Service {
    private let site: Site
    private let route: MailRoute?
    private let from: String
    private let logger: Logger
    private let pause: Duration

    /// - Parameter pause: how long to wait when no mail is due.
    package init(_ site: Site, logger: Logger, pause: Duration = .seconds(5)) {
        (self.site, self.logger, self.pause) = (site, logger, pause)
        (route, from) = (MailRoute(site.settings), site.settings.mailFrom)
    }

    package func run() async throws {
        let clock = ContinuousClock()
        var nextSweep = clock.now
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let (written, sent) = (await writeDue(), await sendDue())
            if clock.now >= nextSweep {
                await sweep()
                nextSweep = clock.now + .seconds(3600)
            }
            // More may wait behind a full load; what cannot be done is tried again after a pause.
            guard sent < Self.load, written == 0 else { continue }
            // Interrupted where the server is told to stop.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
        }
    }

    /// No more than leaves while they are one server's, each as slow as it may be.
    private static let load = 4
    /// How many letters are written at a time; they are nobody's meanwhile.
    private static let letters = 50

    /// Writes the letters that are due, up to one load.
    ///
    /// - Returns: how many were.
    @discardableResult
    package func writeDue() async -> Int {
        do {
            return try await LetterWriter(site: site, logger: logger).writeDue(most: Self.letters)
        } catch {
            logger.warning("letters wait", metadata: ["error": "\(error)"])
            return 0
        }
    }

    /// Sends what is due, up to one load; each that does not leave is tried again later, by whichever server.
    ///
    /// - Returns: how many were taken.
    @discardableResult
    package func sendDue() async -> Int {
        guard let route else { return 0 }
        do {
            let mails = try await site.service.claimMails(Self.load)
            for mail in mails {
                do {
                    try await route.send(mail, from: from)
                } catch {
                    // What the program said names people: it stands with the mail, not in the log.
                    logger.warning("a mail did not leave", metadata: ["mail": "\(mail.id)"])
                    try await site.service.mailFailed(mail.id, "\(error)")
                    continue
                }
                try await site.service.mailDelivered(mail.id)
            }
            return mails.count
        } catch {
            // The database is away: the next round finds out whether it is back.
            logger.warning("mails wait", metadata: ["error": "\(error)"])
            return 0
        }
    }

    private func sweep() async {
        do {
            _ = try await site.service.sweepAccounts(.init(actor: .system))
        } catch {
            logger.warning("nothing was swept", metadata: ["error": "\(error)"])
        }
    }
}
