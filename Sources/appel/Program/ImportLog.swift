import ArgumentParser
import CallModel
import Store

struct ImportLog: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes a log into a database that has none, and rebuilds everything from it.",
        discussion: """
            All of it, or nothing. `appel db migrate` makes the database first.

            EXAMPLE
              appel log import log.jsonl --data /tmp/copy
            """)

    @Argument(help: "A file that `appel log export` wrote, or - for standard input.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    private struct Taken: Encodable {
        let file: String
        let events: Int
    }

    func run() async throws {
        let lines = try LogLines(file)
        try lines.check(in: language)
        // At the desk first: what the program would not work with is not filled either.
        try await options.atDesk { desk in
            // Only the owner may put numbers back.
            let owner = try await Database(options.location(), as: .owner)
            let events: Int
            do {
                events = try await Progress.showing("Importing the log") {
                    try await LogFile.import(lines, into: owner, dryRun: trial.isDryRun)
                }
            } catch {
                await owner.close()
                throw error
            }
            await owner.close()
            var printer = desk.printer
            printer.isDryRun = trial.isDryRun
            try printer.show("log", Taken(file: file, events: events)) { _ in
                Message(
                    fr: "\(events) événements repris de \(file)\n", nl: "\(events) gebeurtenissen overgenomen uit \(file)\n",
                    en: "\(events) events taken from \(file)\n"
                ).text(in: language)
            }
        }
    }
}
