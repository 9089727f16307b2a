import ArgumentParser
import CallModel
import Exchange
import Store

struct ExportLog: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the log to a file, one event a line.",
        discussion: """
            With the registers, so that another database can import it: the file then holds personal data, and only its owner may \
            read it. --events-only leaves them out; such a file can be published and read, and not imported. The clock of a \
            rehearsal stays behind: set it with `appel db clock` after the import.

            EXAMPLE
              appel log export log.jsonl
              appel log export - --events-only | wc -l
            """)

    @Argument(
        help: "The file to write, whole or not at all, or - for standard output.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @Flag(help: "Leave out everything that may name a person.")
    var eventsOnly = false

    @OptionGroup var trial: DryRunOption
    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    private struct Written: Encodable {
        let file: String
        let events: Int
    }

    func validate() throws {
        guard file != "-" || !options.printing.json else {
            throw ValidationError("With - the log itself goes to standard output; leave --json out.")
        }
    }

    func run() async throws {
        try await options.atDesk { desk in
            let events = try await Progress.showing("Writing the log") { try await write(desk.database) }
            let sentence = Message(
                fr: "\(events) événements dans \(file)", nl: "\(events) gebeurtenissen in \(file)",
                en: "\(events) events in \(file)")
            // The log went to standard output, where nothing else may stand.
            guard file != "-" || trial.isDryRun else { return }
            var printer = desk.printer
            printer.isDryRun = trial.isDryRun
            try printer.show("log", Written(file: file, events: events)) { _ in sentence.text(in: language) + "\n" }
        }
    }

    /// The log is streamed beside its final name, and gets that name when it is whole.
    private func write(_ database: Database) async throws -> Int {
        if trial.isDryRun {
            if file != "-" { try AtomicFile.check(file) }
            return try await LogFile.export(database, eventsOnly: eventsOnly) { _ in }
        }
        if file == "-" {
            return try await LogFile.export(database, eventsOnly: eventsOnly) { line in
                try Terminal.output.write(String(decoding: line, as: UTF8.self))
            }
        }
        let outgoing = try OutgoingFile(file, isPrivate: !eventsOnly)
        let events = try await LogFile.export(database, eventsOnly: eventsOnly) { line in try outgoing.append(line) }
        try outgoing.finish()
        return events
    }
}
