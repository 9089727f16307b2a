import ArgumentParser
import CallModel
import Exchange
import Foundation
import Store

struct LogCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "The event log as a file of JSON Lines.",
        subcommands: [ExportLog.self, ImportLog.self])
}

struct ExportLog: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the log to a file, one event a line.",
        discussion: """
            With the registers, so that another database can import it: the file then holds personal data. --events-only leaves \
            them out; such a file can be published and read, and not imported.

            EXAMPLE
              appel log export log.jsonl
            """)

    @Argument(help: "The file to write, whole or not at all.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @Flag(help: "Leave out everything that may name a person.")
    var eventsOnly = false

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    private struct Written: Encodable {
        let file: String
        let events: Int
    }

    func run() async throws {
        try await options.atDesk { desk in
            let events = try await Progress.showing("Writing the log") {
                let lines = LineBuffer(path: file)
                let events = try await LogFile.export(desk.database, eventsOnly: eventsOnly) { try lines.append($0) }
                try lines.finish()
                return events
            }
            try desk.printer.show("log", Written(file: file, events: events)) { _ in
                Message(
                    fr: "\(events) événements dans \(file)\n", nl: "\(events) gebeurtenissen in \(file)\n",
                    en: "\(events) events in \(file)\n"
                ).text(in: language)
            }
        }
    }
}

struct ImportLog: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes a log into a database that has none, and rebuilds everything from it.",
        discussion: """
            All of it, or nothing. `appel db migrate` makes the database first.

            EXAMPLE
              appel log import log.jsonl --data /tmp/copy
            """)

    @Argument(help: "A file that `appel log export` wrote.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    private struct Taken: Encodable {
        let file: String
        let events: Int
    }

    func run() async throws {
        let lines = String(decoding: try ImportFile(path: file).bytes, as: UTF8.self)
            .split(separator: "\n").map(String.init)
        // Only the owner may put numbers back.
        let database = try await Database(options.location(), as: .owner)
        do {
            let events = try await Progress.showing("Importing the log") { try await LogFile.import(lines, into: database) }
            try options.printing.printer.show("log", Taken(file: file, events: events)) { _ in
                Message(
                    fr: "\(events) événements repris de \(file)\n", nl: "\(events) gebeurtenissen overgenomen uit \(file)\n",
                    en: "\(events) events taken from \(file)\n"
                ).text(in: language)
            }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}
