import ArgumentParser
import CallModel
import Service
import Workflow

struct MeetingMinutes: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "minutes", abstract: "Writes the minutes of a meeting: for each file who left and when, its quorum and its advice.",
        discussion: """
            The quorum is counted for each file, without experts from outside and without those who left the room for it.

            EXAMPLE
              appel meeting minutes brussels-2027 2027-06-08 --lang fr
            """)

    @OptionGroup var call: CallArgument

    @Argument(help: "The reference of the meeting.")
    var meeting: String

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let minutes = try await desk.service.minutes(of: call.code, meeting: meeting)
            let answer = MinutesAnswer(minutes)
            try desk.printer.show("minutes", answer) { style in answer.text(minutes, desk.printer, style) }
        }
    }
}

private struct MinutesAnswer: Encodable {
    struct Item: Encodable, TableRow {
        let position: Int
        let reference: String
        let title: String
        let departures: [Minutes.Departure]
        let stayed: [String]
        let sitting: Int
        let quorum: Int
        let quorate: Bool
        let opinion: String?
        let advisedCents: Cents?

        static let columns: [Column] = [
            .number(MinutesWords.position), .text(Words.reference), .flexible(Words.title), .flexible(MinutesWords.outside),
            .number(MinutesWords.sitting), .text(MinutesWords.quorum), .text(Words.advised), .number(Words.amount)
        ]

        func cells(in language: Language) -> [String] {
            let left = departures.map { "\($0.member) \(Self.clock($0.left))–\(Self.clock($0.returned))" }
            return [
                "\(position)", reference, title, left.joined(separator: ", "), "\(sitting)/\(quorum)",
                (quorate ? Words.yes : MinutesWords.no).text(in: language),
                opinion.flatMap(AdviceOpinion.init(rawValue:)).map { MinutesWords.opinion($0).text(in: language) } ?? "",
                opinion == AdviceOpinion.favourable.rawValue ? advisedCents?.decimal ?? "" : ""
            ]
        }

        /// The time without the day, which is in the heading.
        private static func clock(_ instant: Instant) -> String {
            Moment.text(instant).split(separator: " ").last.map(String.init) ?? ""
        }
    }

    let call: String
    let reference: String
    let heldAt: Instant
    let chair: String
    let present: [String]
    let experts: [String]
    let members: Int
    let quorum: Int
    let departures: Int
    let items: [Item]

    init(_ minutes: Minutes) {
        (call, reference, heldAt, chair) = (minutes.call, minutes.reference, minutes.heldAt, minutes.chair)
        (present, experts, members) = (minutes.present, minutes.experts, minutes.members)
        (quorum, departures) = (minutes.quorum, minutes.departures)
        items = minutes.items.enumerated().map { place, item in
            Item(
                position: place + 1, reference: item.reference, title: item.title, departures: item.departures, stayed: item.stayed,
                sitting: item.sitting, quorum: minutes.quorum, quorate: item.isQuorate, opinion: item.opinion?.rawValue,
                advisedCents: item.advisedCents)
        }
    }

    func text(_ minutes: Minutes, _ printer: Printer, _ style: Style) -> String {
        func word(_ message: Message) -> String { message.text(in: printer.language) }
        let facts = Facts([
            (word(MinutesWords.minutes), reference), (word(Words.call), call), (word(Words.at), Moment.text(heldAt)),
            (word(Words.chair), chair), (word(Words.present), "\(present.joined(separator: ", ")) (\(present.count)/\(members))"),
            (word(Words.external), experts.joined(separator: ", ")), (word(MinutesWords.quorum), "\(quorum)"),
            (word(MinutesWords.departures), "\(departures)")
        ])
        let table = items.isEmpty ? word(Words.nothing) + "\n" : printer.text(of: items, style)
        let stayed = items.filter { !$0.stayed.isEmpty }.map {
            MinutesWords.stayed($0.reference, $0.stayed.joined(separator: ", ")).text(in: printer.language) + "\n"
        }
        return facts.text + "\n" + table + stayed.joined()
    }
}

enum MinutesWords {
    static let minutes = Message(fr: "procès-verbal", nl: "notulen", en: "minutes")
    static let position = Message(fr: "point", nl: "punt", en: "item")
    static let outside = Message(fr: "sortis", nl: "buiten", en: "left")
    static let sitting = Message(fr: "siègent", nl: "zetelen", en: "sitting")
    static let quorum = Message(fr: "quorum", nl: "quorum", en: "quorum")
    static let departures = Message(fr: "sorties", nl: "keer vertrokken", en: "departures")
    static let no = Message(fr: "non", nl: "nee", en: "no")

    static func opinion(_ opinion: AdviceOpinion) -> Message {
        switch opinion {
        case .favourable: Message(fr: "favorable", nl: "gunstig", en: "favourable")
        case .reserve: Message(fr: "réserve", nl: "reserve", en: "reserve")
        case .unfavourable: Message(fr: "défavorable", nl: "ongunstig", en: "unfavourable")
        }
    }

    static func stayed(_ reference: String, _ members: String) -> Message {
        Message(
            fr: "\(reference) : \(members) a un conflit d'intérêts et n'est pas noté comme sorti.",
            nl: "\(reference): \(members) heeft een belangenconflict en staat niet genoteerd als vertrokken.",
            en: "\(reference): \(members) has a conflict of interest and is not noted as having left.")
    }
}
