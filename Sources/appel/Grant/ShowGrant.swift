import ArgumentParser
import CallModel
import Presentation
import Service
import Store

struct ShowGrant: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the grants of a file, the newest last, and everything that happened to them.",
        discussion: "EXAMPLE\n  appel grant show brussels-2027 BXL27-004")

    @OptionGroup var file: FileArguments
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let views = try await desk.service.grants(of: file.call).filter { $0.reference == file.reference }
            guard !views.isEmpty else { throw StoreError.notFound(kind: "grant", name: file.reference) }
            var answers: [GrantAnswer] = []
            for view in views {
                let events = try await desk.service.history(of: view.grant)
                answers.append(GrantAnswer(grant: GrantRow(view), history: try await desk.service.historyRows(events)))
            }
            let shown = answers
            try desk.printer.show("grants", shown) { style in
                shown.map { $0.facts(in: language).text + "\n" + desk.printer.text(of: $0.history, style) }.joined(separator: "\n")
            }
        }
    }
}
