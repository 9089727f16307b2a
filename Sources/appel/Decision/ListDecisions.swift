import ArgumentParser
import CallModel
import Service
import Workflow

struct ListDecisions: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows the results of a call: budget lines, awards, reserve list, refusals with reasons.",
        discussion: "EXAMPLE\n  appel decision list brussels-2027 --lang fr")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let answer = ResultsAnswer(try await desk.service.results(of: call.code))
            try desk.printer.show("results", answer) { style in
                let carried = answer.lines.compactMap(CarryOverRow.init)
                let forward = answer.lines.compactMap(CarryForwardRow.init)
                return [
                    section(Words.budgetLines, answer.lines, desk, style),
                    carried.isEmpty ? nil : section(Words.carriedOver, carried, desk, style),
                    forward.isEmpty ? nil : section(Words.carriedForward, forward, desk, style),
                    section(Words.awardList, answer.awards, desk, style),
                    section(Words.reserveList, answer.reserve, desk, style),
                    section(Words.refusals, answer.refusals, desk, style)
                ].compactMap { $0 }.joined(separator: "\n")
            }
        }
    }

    private func section<Row: TableRow>(_ title: Message, _ rows: [Row], _ desk: Desk, _ style: Style) -> String {
        let heading = style.strong("\(title.text(in: language)) (\(rows.count))") + "\n"
        return heading + (rows.isEmpty ? "" : desk.printer.text(of: rows, style))
    }
}

/// The results of a call as a program reads them.
struct ResultsAnswer: Encodable {
    let call: String
    let state: String
    let lines: [LineRow]
    let awards: [AwardRow]
    let reserve: [ReserveRow]
    let refusals: [RefusalRow]
    let states: [StateCount]

    init(_ view: ResultsView) {
        (call, state, states) = (view.call.code, view.call.state.name, view.tally)
        lines = view.lines.map(LineRow.init)
        awards = view.awards.map(AwardRow.init)
        reserve = view.reserve.map(ReserveRow.init)
        refusals = view.turnedDown.map(RefusalRow.init)
    }
}

struct LineRow: Encodable, TableRow {
    let line: String
    let article: String
    let totalCents: Cents
    /// The part of the total that an earlier edition left over, and which.
    let carriedOverCents: Cents?
    let carriedOverFrom: Int?
    let reserveCents: Cents
    let awards: Int
    let awardedCents: Cents
    let awardedReservedCents: Cents
    let leftCents: Cents
    /// The part of what is left that goes to the next edition: the reserve that no award took.
    let carriedForwardCents: Cents?

    init(_ line: ResultsView.Line) {
        (self.line, article, totalCents, reserveCents) = (line.id, line.article, line.total, line.reserve)
        (carriedOverCents, carriedOverFrom) = (line.carriedOver?.amount, line.carriedOver?.edition)
        (awards, awardedCents, awardedReservedCents) = (line.awards, line.awarded, line.awardedReserved)
        leftCents = line.total - line.awarded
        carriedForwardCents = line.carriedForward
    }

    static let columns: [Column] = [
        .text(Words.line), .text(Words.budgetArticle), .number(Words.total), .number(Words.reserve), .number(Words.awards),
        .number(Words.awarded), .number(Words.ofWhichReserved), .number(Words.remaining)
    ]

    func cells(in language: Language) -> [String] {
        [
            line, article, totalCents.decimal, reserveCents.decimal, String(awards), awardedCents.decimal,
            awardedReservedCents.decimal, leftCents.decimal
        ]
    }
}

/// Money that an earlier edition left over, shown apart from what the line has of its own.
struct CarryOverRow: TableRow {
    let line: String
    let edition: Int
    let carried: Cents
    let own: Cents

    init?(_ row: LineRow) {
        guard let carried = row.carriedOverCents, let edition = row.carriedOverFrom else { return nil }
        (line, self.edition, self.carried, own) = (row.line, edition, carried, row.totalCents - carried)
    }

    static let columns: [Column] = [
        .text(Words.line), .number(Words.edition), .number(Words.carriedOver), .number(Words.ownMoney)
    ]

    func cells(in language: Language) -> [String] { [line, String(edition), carried.decimal, own.decimal] }
}

/// Reserved money that no award took, for the next edition, shown apart from what else the line has left.
struct CarryForwardRow: TableRow {
    let line: String
    let forward: Cents
    let rest: Cents

    init?(_ row: LineRow) {
        guard let forward = row.carriedForwardCents else { return nil }
        (line, self.forward, rest) = (row.line, forward, row.leftCents - forward)
    }

    static let columns: [Column] = [.text(Words.line), .number(Words.carriedForward), .number(Words.otherwiseLeft)]

    func cells(in language: Language) -> [String] { [line, forward.decimal, rest.decimal] }
}

/// What kept an amount from being larger, as programs and people read it.
struct BoundAnswer: Encodable {
    let amountCents: Cents
    let code: String
    let article: String?

    init(_ bound: AwardBound) { (amountCents, code, article) = (bound.amount, bound.code, bound.article) }
}

struct AwardRow: Encodable, TableRow {
    let rank: Int32?
    let reference: String
    let organisation: String
    let title: String
    let score: String?
    let requestedCents: Cents?
    let advisedCents: Cents?
    let awardedCents: Cents?
    let line: String?
    /// The part of the award that came from the line's reserve.
    let fromReserveCents: Cents?
    /// What kept the award from being larger.
    let bound: BoundAnswer?
    /// Why the College departed from the advice.
    let departure: String?
    private let words: Message?

    private enum CodingKeys: String, CodingKey {
        case rank, reference, organisation, title, score, requestedCents, advisedCents, awardedCents, line, fromReserveCents
        case bound, departure
    }

    init(_ kept: ResultsView.Kept) {
        let (view, file) = (kept.view, kept.view.file)
        (departure, fromReserveCents) = (kept.departure, kept.fromReserve)
        (bound, words) = (file.bound.map(BoundAnswer.init), file.bound?.message)
        (rank, reference, organisation, title) = (file.rank, file.reference, view.organisation, view.title)
        (score, requestedCents) = (file.score?.rounded(places: 2), file.summary?.requested)
        (advisedCents, awardedCents, line) = (file.advised, file.awarded, file.line)
    }

    static let columns: [Column] = [
        .number(Words.rank), .text(Words.reference), .flexible(Words.organisation), .number(Words.score),
        .number(Words.requested), .number(Words.advised), .number(Words.awarded), .text(Words.line), .flexible(Words.bound)
    ]

    func cells(in language: Language) -> [String] {
        [
            rank.map(String.init) ?? "", reference, organisation, score ?? "", requestedCents?.decimal ?? "",
            advisedCents?.decimal ?? "", awardedCents?.decimal ?? "", line ?? "", words?.text(in: language) ?? ""
        ]
    }
}

struct ReserveRow: Encodable, TableRow {
    let place: Int32?
    let reference: String
    let organisation: String
    let title: String
    let score: String?
    let requestedCents: Cents?
    /// What kept it from an award, with what there was for it.
    let bound: BoundAnswer?
    /// Why the College departed from the advice.
    let departure: String?
    private let words: Message?

    private enum CodingKeys: String, CodingKey {
        case place, reference, organisation, title, score, requestedCents, bound, departure
    }

    init(_ kept: ResultsView.Kept) {
        let (view, file) = (kept.view, kept.view.file)
        departure = kept.departure
        (bound, words) = (file.bound.map(BoundAnswer.init), file.bound?.message)
        (place, reference, organisation, title) = (file.reserveRank, file.reference, view.organisation, view.title)
        (score, requestedCents) = (file.score?.rounded(places: 2), file.summary?.requested)
    }

    static let columns: [Column] = [
        .number(Words.place), .text(Words.reference), .flexible(Words.organisation), .number(Words.score),
        .number(Words.requested), .flexible(Words.bound)
    ]

    func cells(in language: Language) -> [String] {
        [
            place.map(String.init) ?? "", reference, organisation, score ?? "", requestedCents?.decimal ?? "",
            words?.text(in: language) ?? ""
        ]
    }
}

struct RefusalRow: Encodable, TableRow {
    let reference: String
    let organisation: String
    let title: String
    let state: String
    let codes: [String]
    let reason: String
    let departure: String?

    init(_ refused: ResultsView.TurnedDown) {
        (reference, organisation) = (refused.view.file.reference, refused.view.organisation)
        (title, state) = (refused.view.title, refused.view.file.state.name)
        (codes, reason, departure) = (refused.codes, refused.reason, refused.departure)
    }

    static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .text(Words.state), .flexible(Words.reason)
    ]

    func cells(in language: Language) -> [String] {
        [reference, organisation, StateLabel.text("application", state, in: language), reason]
    }
}
