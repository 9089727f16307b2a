import ArgumentParser
import CallModel
import Presentation
import Store

struct DatabaseState: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows which database is used, whether it runs, and where its schema stands.",
        discussion: """
            A database that does not run or cannot be reached is shown as such, and why.

            EXAMPLE
              appel db status --json
            """)

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    private struct Answer: Encodable {
        var source: String
        var running: Bool
        var folder: String?
        var log: String?
        var user: String?
        var bytes: Int64?
        var kind: String?
        var applied: [String] = []
        var pending: [String] = []
        /// Why the database could not be asked.
        var problem: String?
    }

    func run() async throws {
        let location = try await options.location()
        var answer = Answer(source: "connectionString", running: true)
        if case .cluster(let cluster) = location {
            let status = try cluster.status()
            answer = Answer(
                source: "privateServer", running: status.isRunning, folder: status.folder, log: status.log,
                user: status.user, bytes: status.size)
        }
        var printer = options.printing.printer
        var failure: Failure?
        if answer.running {
            do {
                let status = try await Migrations(location, files: SQLFiles.locate()).status()
                answer.kind = status.kind.rawValue
                answer.applied = status.applied.map(\.name)
                answer.pending = status.pending
                printer.isRehearsal = status.kind == .rehearsal
            } catch {
                guard let found = Failure(of: error, in: language), found.status == .databaseUnavailable else { throw error }
                failure = found
                answer.running = false
                answer.problem = found.what
            }
        }
        let shown = answer
        try printer.show("database", shown) { _ in text(shown) }
        // What is known has been said; the code still tells a script that nothing can be done with this database.
        if let failure { throw ExitCode(failure.status.rawValue) }
    }

    private func text(_ answer: Answer) -> String {
        func word(_ message: Message) -> String { message.text(in: language) }
        var lines: [(String, String)] = []
        if let folder = answer.folder {
            lines.append((word(Self.privateServer), folder))
        } else {
            lines.append((word(Self.database), word(Self.configured)))
        }
        lines.append((word(Self.runs), word(answer.running ? Words.yes : notRunning(answer))))
        lines.append((word(Self.problem), answer.problem ?? ""))
        if answer.folder != nil {
            lines.append((word(Self.user), answer.user ?? ""))
            lines.append((word(Self.size), "\((answer.bytes ?? 0) / 1_048_576) MB"))
            lines.append((word(Self.log), answer.log ?? ""))
        }
        if let kind = answer.kind {
            lines.append((word(Words.kind), kind))
            lines.append((word(Self.schema), answer.applied.last ?? "–"))
        }
        if !answer.pending.isEmpty {
            let command = "appel db migrate\(options.data.typed)"
            lines.append((word(Self.pending), answer.pending.joined(separator: ", ") + " (\(command))"))
        }
        return Facts(lines).text
    }

    private func notRunning(_ answer: Answer) -> Message {
        guard answer.folder != nil else { return Message(fr: "non", nl: "nee", en: "no") }
        let command = "appel db start\(options.data.typed)"
        return Message(
            fr: "non ; pour le démarrer : \(command)", nl: "nee; start hem met: \(command)", en: "no; start it with: \(command)")
    }

    private static let privateServer = Message(fr: "PostgreSQL privé", nl: "eigen PostgreSQL", en: "private PostgreSQL")
    private static let database = Message(fr: "base de données", nl: "databank", en: "database")
    private static let configured = Message(
        fr: "configurée par APPEL_DATABASE ou config/server.yaml", nl: "ingesteld met APPEL_DATABASE of config/server.yaml",
        en: "configured by APPEL_DATABASE or config/server.yaml")
    private static let runs = Message(fr: "tourne", nl: "draait", en: "runs")
    private static let problem = Message(fr: "problème", nl: "probleem", en: "problem")
    private static let user = Message(fr: "compte système", nl: "systeemaccount", en: "account")
    private static let size = Message(fr: "taille sur le disque", nl: "omvang op schijf", en: "size on disk")
    private static let log = Message(fr: "journal", nl: "logboek", en: "log")
    private static let schema = Message(fr: "schéma jusqu'à", nl: "schema tot en met", en: "schema up to")
    private static let pending = Message(fr: "à appliquer", nl: "toe te passen", en: "to be applied")
}
