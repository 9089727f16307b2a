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
    @OptionGroup var trial: DryRunOption
    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    private struct Answer: Encodable {
        let folder: String
        let stopped: Bool
    }

    func run() async throws {
        let cluster = data.cluster()
        let stopped =
            if trial.isDryRun {
                try cluster.status().isRunning
            } else {
                try await Progress.showing("Stopping PostgreSQL") { try await cluster.stop() } == .stopped
            }
        var printer = printing.printer
        printer.isDryRun = trial.isDryRun
        try printer.show("server", Answer(folder: cluster.folder, stopped: stopped)) { _ in
            sentence(stopped, cluster.folder).text(in: language) + "\n"
        }
    }

    private func sentence(_ stopped: Bool, _ folder: String) -> Message {
        if !stopped {
            return Message(
                fr: "PostgreSQL ne tourne pas dans \(folder).", nl: "PostgreSQL draait niet in \(folder).",
                en: "PostgreSQL does not run in \(folder).")
        }
        if trial.isDryRun {
            return Message(
                fr: "PostgreSQL s'arrêterait. Ses données resteraient dans \(folder).",
                nl: "PostgreSQL zou stoppen. Zijn gegevens zouden in \(folder) blijven.",
                en: "PostgreSQL would stop. Its data would stay in \(folder).")
        }
        return Message(
            fr: "PostgreSQL s'est arrêté. Ses données restent dans \(folder).",
            nl: "PostgreSQL is gestopt. Zijn gegevens blijven in \(folder).",
            en: "PostgreSQL has stopped. Its data stay in \(folder).")
    }
}
