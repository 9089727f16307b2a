import ArgumentParser
import CallModel
import Presentation
import Store

struct ReplayCommand: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Rebuilds everything from the log, and compares it with what the database shows.",
        discussion: """
            Changes nothing. A difference means that somebody wrote past the program, or that the program is at fault; it ends \
            with exit code \(CommandStatus.databaseUnfit.rawValue).

            EXAMPLE
              appel replay --json
            """)

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let report = try await Progress.showing("Replaying the log") { try await Replay.run(desk.database) }
            try desk.printer.show("replay", report) { style in text(report, style) }
            if !report.isClean { throw ExitCode(CommandStatus.databaseUnfit.rawValue) }
        }
    }

    private func text(_ report: ReplayReport, _ style: Style) -> String {
        let counts = Message(
            fr: "\(report.events) événements, \(report.subjects) appels, dossiers, évaluations et subsides reconstruits",
            nl: "\(report.events) gebeurtenissen, \(report.subjects) oproepen, dossiers, beoordelingen en subsidies heropgebouwd",
            en: "\(report.events) events, \(report.subjects) calls, files, reviews and grants rebuilt")
        let clean = Message(fr: "aucune différence.", nl: "geen enkel verschil.", en: "no difference.")
        let found = Message(
            fr: "\(report.faults.count) événement(s) en défaut, \(report.differences.count) différence(s) :",
            nl: "\(report.faults.count) gebeurtenis(sen) met een fout, \(report.differences.count) verschil(len):",
            en: "\(report.faults.count) faulty event(s), \(report.differences.count) difference(s):")
        let verdict = report.isClean ? style.good(clean.text(in: language)) : style.bad(found.text(in: language))
        let lines = report.faults.map(\.description) + report.differences.map(\.description)
        return counts.text(in: language) + ": " + verdict + "\n" + lines.map { "  \($0.onOneLine)\n" }.joined()
    }
}
