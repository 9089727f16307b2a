import ArgumentParser
import CallModel
import Service
import Store
import Workflow

struct ShowApplication: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a file: its content, its figures, and the reasons given so far.",
        discussion: "EXAMPLE\n  appel application show brussels-2027 BXL27-004 --json")

    @OptionGroup var file: FileArguments
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    private struct Answer: Encodable {
        let file: FileRow
        let declaredMarker: Int?
        let verifiedMarker: Int?
        /// Absent together with `markerSettled` false: nobody had the last word; absent with it true: not screened.
        let finalMarker: Int?
        let markerSettled: Bool
        /// What may be granted at most since the admission, and what bound it.
        let grantable: BoundAnswer?
        /// What kept the award from being larger, or the file on the reserve list from an award.
        let bound: BoundAnswer?
        let complementDue: Instant?
        /// Until when the file may be decided in urgency, while that is open.
        let urgentDue: Instant?
        let urgentAt: Instant?
        let ratifiedAt: Instant?
        let notifiedAt: Instant?
        let reserveRank: Int32?
        let content: ApplicationContent?
        let reasons: [String]
        let history: [HistoryRow]
    }

    func run() async throws {
        try await options.atDesk { desk in
            let detail = try await desk.service.file(file.reference, of: file.call)
            let application = detail.view.file
            let answer = Answer(
                file: FileRow(detail.view), declaredMarker: application.summary?.declaredMarker?.rawValue,
                verifiedMarker: application.verifiedMarker?.rawValue, finalMarker: application.finalMarker?.rawValue,
                markerSettled: application.isMarkerSettled, grantable: application.grantable.map(BoundAnswer.init),
                bound: application.bound.map(BoundAnswer.init), complementDue: application.complementDue,
                urgentDue: urgentDue(detail), urgentAt: application.urgentAt, ratifiedAt: application.ratifiedAt,
                notifiedAt: application.notifiedAt, reserveRank: application.reserveRank, content: detail.content,
                reasons: detail.reasons, history: try await desk.history(detail.history))
            try desk.printer.show("application", answer) { style in
                facts(answer.file, detail).text + reasons(detail, style) + "\n" + desk.printer.text(of: answer.history, style)
            }
        }
    }

    private func facts(_ row: FileRow, _ detail: FileDetail) -> Facts {
        let file = detail.view.file
        func word(_ message: Message) -> String { message.text(in: language) }
        return Facts([
            (row.reference, row.title),
            (word(Words.organisation), row.organisation),
            (word(Words.category), row.category ?? ""),
            (word(Words.state), file.state.label.text(in: language)),
            (word(Words.requested), row.requestedCents?.decimal ?? ""),
            (word(Words.genderMarker), markers(file)),
            (word(Words.grantable), file.grantable.map { word($0.message) } ?? ""),
            (word(Words.submitted), Moment.text(row.submittedAt)),
            (word(Words.due), Moment.text(file.complementDue)),
            (word(Words.urgentDue), Moment.text(urgentDue(detail))),
            (word(Words.urgentDecision), Moment.text(file.urgentAt)),
            (word(Words.ratified), Moment.text(file.ratifiedAt)),
            (word(Words.score), row.score ?? ""),
            (word(Words.rank), row.rank.map(String.init) ?? ""),
            (word(Words.advised), row.advisedCents?.decimal ?? ""),
            (word(Words.awarded), [row.awardedCents?.decimal, row.line].compactMap { $0 }.joined(separator: "  ")),
            (word(Words.bound), file.bound.map { word($0.message) } ?? ""),
            (word(Words.summary), detail.content?.summary ?? "")
        ])
    }

    /// Declared, verified and final, each once it was said; "not screened" is not 0.
    private func markers(_ file: Application) -> String {
        func text(_ title: Message, _ marker: GenderMarker?) -> String {
            "\(title.text(in: language)) \(marker.map { String($0.rawValue) } ?? Words.notScreened.text(in: language))"
        }
        guard file.state != .draft else { return "" }
        let isVerified = ![.submitted, .complementRequested, .inadmissible].contains(file.state)
        return [
            text(Words.declaredMarker, file.summary?.declaredMarker), isVerified ? text(Words.verifiedMarker, file.verifiedMarker) : nil,
            file.isMarkerSettled ? text(Words.finalMarker, file.finalMarker) : nil
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// A file that was decided on or found inadmissible has no such limit any more.
    private func urgentDue(_ detail: FileDetail) -> Instant? {
        let file = detail.view.file
        return [.submitted, .complementRequested, .admissible].contains(file.state) ? file.urgentDue(in: detail.call) : nil
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
            try desk.printer.list("events", try await desk.history(detail.history))
        }
    }
}
