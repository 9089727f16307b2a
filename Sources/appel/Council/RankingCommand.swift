import ArgumentParser
import CallModel
import Selection
import Service
import Workflow

struct RankingCommand: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "ranking", abstract: "Shows the scored files in order, what separated equal ones, and who misses a minimum.",
        discussion: "EXAMPLE\n  appel ranking brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    private struct Answer: Encodable {
        let places: [PlaceRow]
        let notFundable: [UnfundableRow]
        /// Files that only a lottery separates, and for which none was drawn.
        let undrawn: [[String]]?
    }

    func run() async throws {
        try await options.atDesk { desk in
            let view = try await desk.service.ranking(of: call.code)
            let answer = Answer(
                places: view.ranking.places.map { PlaceRow($0, view) },
                notFundable: view.ranking.notFundable.map { UnfundableRow($0, in: language) },
                undrawn: view.ranking.undrawn.isEmpty ? nil : view.ranking.undrawn)
            try desk.printer.show("ranking", answer) { style in
                var text = answer.places.isEmpty ? Words.nothing.text(in: language) + "\n" : desk.printer.text(of: answer.places, style)
                if !answer.notFundable.isEmpty { text += "\n" + desk.printer.text(of: answer.notFundable, style) }
                return text
            }
        }
    }
}

private struct PlaceRow: Encodable, TableRow {
    let rank: Int
    let reference: String
    let score: String
    /// The score as it is compared: exact.
    let exactScore: Fraction
    /// The aggregate of the reviews alone, where the council agreed on another score that takes its place or stands beside.
    let reviewScore: Fraction?
    let consensus: Fraction?
    let requestedCents: Cents?
    let reviews: Int
    /// `score`, or the key that decided between this file and the one above it.
    let separatedBy: String?

    init(_ place: Ranking.Place, _ view: RankingView) {
        rank = place.rank
        reference = place.id
        score = place.aggregate.rounded(places: 2)
        exactScore = place.aggregate
        consensus = view.consensus[place.id]
        reviewScore = consensus == nil ? nil : view.outcomes[place.id]?.reviewAggregate
        requestedCents = view.files[place.id]?.summary?.requested
        reviews = view.outcomes[place.id]?.reviews.count ?? 0
        separatedBy =
            switch place.separatedBy {
            case .aggregate: "score"
            case .key(.criterion(let id)): "criterion:\(id)"
            case .key(.smallerRequest): "smallerRequest"
            case .key(.earlierSubmission): "earlierSubmission"
            case .key(.lottery): "lottery"
            case nil: nil
            }
    }

    static let columns: [Column] = [
        .number(Words.rank), .text(Words.reference), .number(Words.score), .number(Words.requested),
        .number(Words.reviews), .text(Words.tieKey)
    ]

    func cells(in language: Language) -> [String] {
        let key = separatedBy == "score" ? nil : separatedBy
        return [String(rank), reference, score, requestedCents?.decimal ?? "", String(reviews), key ?? ""]
    }
}

private struct UnfundableRow: Encodable, TableRow {
    let reference: String
    let score: String
    let missed: [String]

    init(_ file: Ranking.NotFundable, in language: Language) {
        reference = file.id
        score = file.aggregate.rounded(places: 2)
        missed = file.failures.map { $0.sentence.text(in: language) }
    }

    static let columns: [Column] = [.text(Words.reference), .number(Words.score), .flexible(Words.missed)]

    func cells(in language: Language) -> [String] { [reference, score, missed.joined(separator: " ")] }
}

extension ThresholdFailure {
    var sentence: Message {
        switch self {
        case .criterion(let id, let minimum, let value):
            Self.below(fr: "critère \(id)", nl: "criterium \(id)", en: "criterion \(id)", minimum, value)
        case .section(let id, let minimum, let value):
            Self.below(fr: "section \(id)", nl: "onderdeel \(id)", en: "section \(id)", minimum, value)
        case .total(let minimum, let value):
            Self.below(fr: "total", nl: "totaal", en: "total", minimum, value)
        case .notAbove(let limit, let value):
            Message(
                fr: "total : \(value.rounded(places: 2)), il faut plus de \(limit.rounded(places: 2)).",
                nl: "totaal: \(value.rounded(places: 2)), meer dan \(limit.rounded(places: 2)) is nodig.",
                en: "total: \(value.rounded(places: 2)), more than \(limit.rounded(places: 2)) is needed.")
        }
    }

    private static func below(
        fr french: String, nl dutch: String, en english: String, _ minimum: Fraction, _ value: Fraction
    ) -> Message {
        let (has, needed) = (value.rounded(places: 2), minimum.rounded(places: 2))
        return Message(
            fr: "\(french) : \(has), minimum \(needed).", nl: "\(dutch): \(has), minimum \(needed).",
            en: "\(english): \(has), minimum \(needed).")
    }
}
