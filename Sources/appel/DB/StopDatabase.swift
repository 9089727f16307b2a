import ArgumentParser
import CallModel
import Store

struct StopDatabase: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Stops the private PostgreSQL; everything committed is kept.",
        discussion: """
            EXAMPLE
              appel db stop --data /tmp/try
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    private struct Answer: Encodable {
        let folder: String
        let stopped: Bool
    }

    func run() async throws {
        let cluster = Cluster(folder: data.folder)
        let outcome = try await Progress.showing("Stopping PostgreSQL") { try await cluster.stop() }
        let answer = Answer(folder: cluster.folder, stopped: outcome == .stopped)
        try printing.printer.show("server", answer) { _ in
            switch outcome {
            case .stopped: "PostgreSQL has stopped. Its data stay in \(cluster.folder).\n"
            case .notRunning: "PostgreSQL does not run in \(cluster.folder).\n"
            }
        }
    }
}
