import ArgumentParser
import CallModel
import Selection
import Service

struct MeetingAgenda: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "Shows in which order to take the files: the tie zone, then disagreements, then the rest by rank.",
        discussion: """
            With each file, the members who have to leave the room for it. Within a part, files for which the same members leave \
            follow each other where that saves a departure.

            EXAMPLE
              appel meeting agenda brussels-2027
              appel meeting agenda brussels-2027 --fund 15 --top 10 --json
            """)

    @OptionGroup var call: CallArgument

    @Option(help: "How many files the money reaches. (default: as many as the budget lines pay)")
    var fund: Int?

    @Option(help: "How many files the part on disagreements has at most.")
    var top = 5

    @Option(help: "The seed of the estimate.")
    var seed = 1

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    private struct Answer: Encodable {
        let fund: Int?
        let connected: Bool
        let items: [AgendaRow]
    }

    func run() async throws {
        try await options.atDesk { desk in
            let agenda = try await desk.service.agenda(of: call.code, fund: fund, seed: seed, disagreements: top)
            let rows = agenda.items.enumerated().map { AgendaRow($1, position: $0 + 1, in: language) }
            try desk.printer.show("agenda", Answer(fund: agenda.fund, connected: agenda.isConnected, items: rows)) { style in
                rows.isEmpty ? Words.nothing.text(in: language) + "\n" : desk.printer.text(of: rows, style)
            }
        }
    }
}

private struct AgendaRow: Encodable, TableRow {
    let position: Int
    let part: Agenda.Part
    let reference: String
    let rank: Int?
    let score: String
    let exactScore: Fraction
    let consensus: Fraction?
    let expectedRank: Double?
    let rank50: [Int]?
    let range: Fraction?
    let variance: Fraction?
    let missed: [String]
    let leave: [String]

    init(_ item: Agenda.Item, position: Int, in language: Language) {
        (self.position, part, reference, rank) = (position, item.part, item.reference, item.rank)
        (score, exactScore, consensus) = (item.score.rounded(places: 2), item.score, item.consensus)
        (expectedRank, rank50) = (item.estimate?.expectedRank, item.estimate?.rank50)
        (range, variance) = (item.dispersion?.range, item.dispersion?.variance)
        (missed, leave) = (item.missed.map { $0.sentence.text(in: language) }, item.leave)
    }

    static let columns: [Column] = [
        .number(Message(fr: "n°", nl: "nr.", en: "no.")), .text(CalibrationWords.part), .text(Words.reference), .number(Words.rank),
        .number(Words.score), .number(CalibrationWords.half), .number(CalibrationWords.range), .flexible(CalibrationWords.leave)
    ]

    func cells(in language: Language) -> [String] {
        let word =
            switch part {
            case .tieZone: CalibrationWords.tieZone
            case .disagreement: CalibrationWords.disagreement
            case .rest: CalibrationWords.rest
            }
        return [
            "\(position)", word.text(in: language), reference, rank.map(String.init) ?? "–", score,
            rank50.map { "\($0[0])–\($0[1])" } ?? "–", range?.rounded(places: 2) ?? "–", leave.joined(separator: ", ")
        ]
    }
}

struct RecordConsensus: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus", abstract: "Writes down the score on which the council agreed, with its reason.",
        discussion: """
            It stands beside the aggregate of the reviews, or takes its place: the regulation says which (scoring.consensus).

            EXAMPLE
              appel meeting consensus brussels-2027 BXL27-004 --meeting 2027-06-08 --score 72.5 --reason "Budget corrigé en séance."
            """)

    @OptionGroup var file: FileArguments

    @Option(help: "The reference of the meeting.")
    var meeting: String

    @Option(
        parsing: .unconditional, help: "The score on 100, with two decimals at most.",
        transform: { text in
            guard let number = DecimalNumber(text), number.scale <= 2 else {
                throw ValidationError("'\(text)' is no score: digits with at most two decimals.")
            }
            return Fraction(number.unscaled, [1, 10, 100][number.scale])
        })
    var score: Fraction

    @OptionGroup var reason: ReasonOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let receipt = try await desk.service.recordConsensus(
                on: file.reference, of: file.call, meeting: meeting, score: score, reason: reason.text, request)
            try desk.printer.show(receipt)
        }
    }
}
