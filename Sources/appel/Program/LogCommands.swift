import ArgumentParser
import CallModel
import Foundation
import Glibc
import Store

struct LogCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "The event log as a file of JSON Lines.",
        discussion: """
            EXAMPLE
              appel log export log.jsonl
              appel log import log.jsonl --data /tmp/copy
            """,
        subcommands: [ExportLog.self, ImportLog.self])
}

struct ExportLog: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the log to a file, one event a line.",
        discussion: """
            With the registers, so that another database can import it: the file then holds personal data. --events-only leaves \
            them out; such a file can be published and read, and not imported. The clock of a rehearsal stays behind: set it with \
            `appel db clock` after the import.

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
                try await write(desk.database)
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

extension ExportLog {
    /// The log is streamed beside its final name, and gets that name when it is whole.
    fileprivate func write(_ database: Database) async throws -> Int {
        let partial = "\(file).\(UInt32.random(in: .min ... .max)).part"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let handle = FileHandle(forWritingAtPath: partial)
        else {
            throw Failure(.inputOutput, "\(file) cannot be written", next: "choose a folder that exists and that you may write to")
        }
        do {
            let events = try await LogFile.export(database, eventsOnly: eventsOnly) { line in
                try handle.write(contentsOf: Data(line))
            }
            try handle.synchronize()
            try handle.close()
            guard rename(partial, file) == 0 else {
                throw Failure(.inputOutput, "\(file) cannot be written", next: "choose another name for the file")
            }
            return events
        } catch {
            unlink(partial)
            throw error
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
        let lines = String(decoding: try InputFile.bytes(file), as: UTF8.self)
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
