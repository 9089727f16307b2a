import ArgumentParser
import CallModel
import Store

struct DatabaseState: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows which database is used, whether it runs, and where its schema stands.",
        discussion: """
            EXAMPLE
              appel db status --json
            """)

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    private struct Answer: Encodable {
        var source: String
        var running: Bool?
        var folder: String?
        var log: String?
        var user: String?
        var bytes: Int64?
        var kind: String?
        var applied: [String] = []
        var pending: [String] = []
    }

    func run() async throws {
        let location = try await options.location()
        var answer = Answer(source: "connectionString")
        if case .cluster(let cluster) = location {
            let status = try cluster.status()
            answer = Answer(
                source: "privateServer", running: status.isRunning, folder: status.folder, log: status.log,
                user: status.user, bytes: status.size)
        }
        var printer = options.printing.printer
        if answer.running != false {
            let status = try await Migrations(location, files: SQLFiles.locate()).status()
            answer.kind = status.kind.rawValue
            answer.applied = status.applied.map(\.name)
            answer.pending = status.pending
            printer.isRehearsal = status.kind == .rehearsal
        }
        let shown = answer
        try printer.show("database", shown) { _ in text(shown) }
    }

    private func text(_ answer: Answer) -> String {
        var lines: [(String, String)] = []
        if let folder = answer.folder {
            lines.append(("private PostgreSQL", folder))
            lines.append(("runs", answer.running == true ? "yes" : "no; start it with: appel db start"))
            lines.append(("account", answer.user ?? ""))
            lines.append(("size on disk", "\((answer.bytes ?? 0) / 1_048_576) MB"))
            lines.append(("log", answer.log ?? ""))
        } else {
            lines.append(("database", "configured by APPEL_DATABASE or config/server.yaml"))
        }
        if let kind = answer.kind {
            lines.append(("kind", kind))
            lines.append(("schema", answer.applied.last.map { "up to \($0)" } ?? "none"))
            if !answer.pending.isEmpty {
                lines.append(("to be applied", answer.pending.joined(separator: ", ") + "; run: appel db migrate"))
            }
        }
        return Facts(lines).text
    }
}
