package import CallModel
package import Service
import Workflow

/// The minutes of a meeting as a program reads them.
package struct MinutesAnswer: Codable {
    /// What was done with a file.
    package struct Item: Codable, TableRow {
        package let position: Int
        package let reference: String
        package let title: String
        package let departures: [Minutes.Departure]
        package let stayed: [String]
        package let counting: [String]
        package let sitting: Int
        package let quorum: Int
        package let quorate: Bool
        package let opinion: String?
        package let advisedCents: Cents?

        package static let columns: [Column] = [
            .number(MinutesWords.position), .text(Words.reference), .flexible(Words.title), .flexible(MinutesWords.outside),
            .number(MinutesWords.sitting), .text(MinutesWords.quorum), .text(Words.advised), .number(Words.amount)
        ]

        package func cells(in language: Language) -> [String] {
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

    package let call: String
    package let reference: String
    package let heldAt: Instant
    package let chair: String
    package let present: [String]
    package let experts: [String]
    package let members: Int
    package let quorum: Int
    package let departures: Int
    package let items: [Item]

    package init(_ minutes: Minutes) {
        (call, reference, heldAt, chair) = (minutes.call, minutes.reference, minutes.heldAt, minutes.chair)
        (present, experts, members) = (minutes.present, minutes.experts, minutes.members)
        (quorum, departures) = (minutes.quorum, minutes.departures)
        items = minutes.items.enumerated().map { place, item in
            Item(
                position: place + 1, reference: item.reference, title: item.title, departures: item.departures, stayed: item.stayed,
                counting: item.counting, sitting: item.sitting, quorum: minutes.quorum, quorate: item.isQuorate,
                opinion: item.opinion?.rawValue,
                advisedCents: item.advisedCents)
        }
    }

    /// The heading as people read it; the files apart.
    ///
    /// - Parameter names: of the members, by their codes.
    package func facts(in language: Language, names: [String: String] = [:]) -> Facts {
        func word(_ message: Message) -> String { message.text(in: language) }
        func name(_ code: String) -> String { names[code].map { "\($0) (\(code))" } ?? code }
        return Facts([
            (word(MinutesWords.minutes), reference), (word(Words.call), call), (word(Words.at), Moment.text(heldAt)),
            (word(Words.chair), name(chair)),
            (word(Words.present), "\(present.map(name).joined(separator: ", ")) (\(present.count)/\(members))"),
            (word(Words.external), experts.map(name).joined(separator: ", ")), (word(MinutesWords.quorum), "\(quorum)"),
            (word(MinutesWords.departures), "\(departures)")
        ])
    }

    /// Members with a conflict who are not noted as having left, and those whose scores count all the same.
    package var remarks: [Message] {
        items.filter { !$0.stayed.isEmpty }.map { MinutesWords.stayed($0.reference, $0.stayed.joined(separator: ", ")) }
            + items.filter { !$0.counting.isEmpty }.map { MinutesWords.counting($0.reference, $0.counting.joined(separator: ", ")) }
    }
}
