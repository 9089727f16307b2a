import ArgumentParser
import CallModel
import Logging
import Metrics
import Service
import Store
import Web

struct ServeCommand: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the pages and the API until it is interrupted.",
        discussion: """
            Everything is set in config/server.yaml, and each of its keys in the environment as APPEL_KEY. Requests under way are
            finished before it stops.

            EXAMPLE
              appel serve
              appel serve --listen 127.0.0.1:0 --data /srv/appel
            """)

    @Option(help: "Where to listen, host:port; port 0 takes a free one. [default: `listen` of config/server.yaml]")
    var listen: String?

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        var settings = try await Settings.server()
        if let listen { try Settings.listen(at: listen, &settings) }
        let level = try await Settings.logLevel()
        LoggingSystem.bootstrap { _ in
            var handler = LogRecords()
            handler.logLevel = level
            return handler
        }
        MetricsSystem.bootstrap(Measurements.shared)
        let chosen = settings
        try await options.atDesk { desk in
            let site = try await Site(
                service: desk.service, database: desk.database, settings: chosen, isRehearsal: desk.printer.isRehearsal == true)
            let logger = Logger(label: "appel")
            if !chosen.requiresSecondFactor, !site.isRehearsal {
                logger.warning("the staff comes in without a second factor: `requireSecondFactor` is no")
            }
            let server = AppelServer(
                site, logger: logger, workers: [Housekeeping(site, logger: logger), WebhookCourier(site, logger: logger)])
            try await server.run { port in
                // Where this line cannot be written nobody reads it.
                try? Terminal.output.write("Appel listens at \(chosen.address(port: port))\n")
            }
        }
    }
}
