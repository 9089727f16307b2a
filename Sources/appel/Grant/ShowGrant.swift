import ArgumentParser
import CallModel
import Service
import Store

struct ShowGrant: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the grants of a file, the newest last, and everything that happened to them.",
        discussion: "EXAMPLE\n  appel grant show brussels-2027 BXL27-004")

    @OptionGroup var file: FileArguments
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    private struct Answer: Encodable {
        let grant: GrantRow
        let history: [HistoryRow]
    }

    func run() async throws {
        try await options.atDesk { desk in
            let views = try await desk.service.grants(of: file.call).filter { $0.reference == file.reference }
            guard !views.isEmpty else { throw StoreError.notFound(kind: "grant", name: file.reference) }
            var answers: [Answer] = []
            for view in views {
                let events = try await desk.service.history(of: view.grant)
                answers.append(Answer(grant: GrantRow(view), history: try await desk.history(events)))
            }
            let shown = answers
            try desk.printer.show("grants", shown) { style in
                shown.map { facts($0.grant).text + "\n" + desk.printer.text(of: $0.history, style) }.joined(separator: "\n")
            }
        }
    }

    private func facts(_ grant: GrantRow) -> Facts {
        func word(_ message: Message) -> String { message.text(in: language) }
        return Facts([
            (grant.reference, grant.organisation), (word(Words.state), StateLabel.text("grant", grant.state, in: language)),
            (word(Words.awarded), grant.awardedCents.decimal), (word(Words.paid), grant.paidCents.decimal),
            (word(Words.justified), grant.reportedCents.decimal), (word(Words.accepted), grant.acceptedCents.decimal),
            (word(Words.claimed), grant.claimedCents.decimal), (word(Words.recovered), grant.recoveredCents.decimal),
            (word(Words.commitment), grant.commitment ?? ""), (word(Words.sent), Moment.text(grant.sentAt))
        ])
    }
}
