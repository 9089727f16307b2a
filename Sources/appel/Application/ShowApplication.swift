import ArgumentParser
import CallModel
import Presentation
import Service

struct ShowApplication: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a file: its content, its figures, and the reasons given so far.",
        discussion: "EXAMPLE\n  appel application show brussels-2027 BXL27-004 --json")

    @OptionGroup var file: FileArguments
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let detail = try await desk.service.file(file.reference, of: file.call)
            let answer = FileAnswer(detail, history: try await desk.service.historyRows(detail.history))
            try desk.printer.show("application", answer) { style in
                detail.facts(in: language).text + reasons(detail, style) + "\n" + desk.printer.text(of: answer.history, style)
            }
        }
    }

    private func reasons(_ detail: FileDetail, _ style: Style) -> String {
        guard !detail.reasons.isEmpty else { return "" }
        let lines = detail.reasons.map { "  " + $0.onOneLine + "\n" }
        return "\n" + style.strong(Words.reasons.text(in: language)) + "\n" + lines.joined()
    }
}

struct ApplicationHistory: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Shows everything that happened to a file, first to last.",
        discussion: "EXAMPLE\n  appel application history brussels-2027 BXL27-004")

    @OptionGroup var file: FileArguments
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let detail = try await desk.service.file(file.reference, of: file.call)
            try desk.printer.list("events", try await desk.service.historyRows(detail.history))
        }
    }
}
