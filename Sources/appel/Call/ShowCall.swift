import ArgumentParser
import CallModel
import Service
import Workflow

struct ShowCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a call: its dates, its money, and how many files are in each state.",
        discussion: "EXAMPLE\n  appel call show brussels-2027 --lang nl")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let view = try await desk.service.call(call.code)
            let answer = CallAnswer(view)
            try desk.printer.show("call", answer) { style in
                facts(view) + "\n" + desk.printer.text(of: answer.budgetLines.map { BudgetLineRow($0) }, style)
                    + (answer.files.isEmpty ? "" : "\n" + desk.printer.text(of: answer.files.map { StateRow("application", $0) }, style))
            }
        }
    }

    private func facts(_ view: CallView) -> String {
        let (call, calendar) = (view.call, view.definition.calendar)
        return Facts([
            (call.code, view.definition.title.text(in: language)),
            (Words.state.text(in: language), call.state.label.text(in: language)),
            (Words.opens.text(in: language), "\(calendar.opens.at) (\(calendar.opens.zone))"),
            (Words.closes.text(in: language), closing(view)),
            (Words.definitionVersion.text(in: language), "\(call.definitionVersion)"),
            (Words.now.text(in: language), Moment.text(view.now, zone: calendar.closes.zone))
        ]).text
    }

    /// As the regulation writes it, unless the call was extended since.
    private func closing(_ view: CallView) -> String {
        let closes = view.definition.calendar.closes
        guard let now = view.call.terms?.closesAt, now != closes.instant else { return "\(closes.at) (\(closes.zone))" }
        return Moment.text(now, zone: closes.zone) + " (\(closes.zone))"
    }
}

/// A call as a program reads it.
struct CallAnswer: Encodable {
    struct Line: Encodable {
        let id: String
        let label: String
        let totalCents: Cents
        /// The part of the total that an earlier edition left over.
        let carriedOverCents: Cents?
        let reserveCents: Cents?
    }

    let code: String
    let state: String
    let version: Int64
    let definitionVersion: Int32
    let title: LocalizedText
    let opensAt: Instant
    let closesAt: Instant
    let reviewClosesAt: Instant
    let zone: String
    let now: Instant
    let budgetLines: [Line]
    let files: [StateCount]

    init(_ view: CallView) {
        let calendar = view.definition.calendar
        code = view.call.code
        state = view.call.state.name
        version = view.call.version
        definitionVersion = view.call.definitionVersion
        title = view.definition.title
        opensAt = view.call.terms?.opensAt ?? calendar.opens.instant
        closesAt = view.call.terms?.closesAt ?? calendar.closes.instant
        reviewClosesAt = view.call.terms?.reviewClosesAt ?? calendar.reviewsClose.instant
        zone = calendar.closes.zone
        now = view.now
        budgetLines = view.definition.budgetLines.map {
            Line(
                id: $0.id, label: $0.label.text(in: .english), totalCents: $0.total,
                carriedOverCents: $0.carriedOver?.amount, reserveCents: $0.reserve?.amount)
        }
        files = view.tally
    }
}

private struct BudgetLineRow: TableRow {
    let line: CallAnswer.Line

    init(_ line: CallAnswer.Line) { self.line = line }

    static let columns: [Column] = [
        .text(Words.line), .number(Words.total), .number(Words.carriedOver), .number(Words.reserve)
    ]

    func cells(in language: Language) -> [String] {
        [line.id, line.totalCents.decimal, line.carriedOverCents?.decimal ?? "", line.reserveCents?.decimal ?? ""]
    }
}
