package import CallModel
import Selection
package import Service

/// In which order the council takes the files, as a program reads it.
package struct AgendaAnswer: Codable {
    package let fund: Int?
    package let connected: Bool
    package let items: [AgendaRow]

    package init(_ agenda: Agenda, in language: Language) {
        (fund, connected) = (agenda.fund, agenda.isConnected)
        items = agenda.items.enumerated().map { AgendaRow($1, position: $0 + 1, in: language) }
    }
}

/// A file on the agenda.
package struct AgendaRow: Codable, TableRow {
    package let position: Int
    package let part: Agenda.Part
    package let reference: String
    package let rank: Int?
    package let score: String
    package let exactScore: Fraction
    package let consensus: Fraction?
    package let expectedRank: Double?
    package let rank50: [Int]?
    package let range: Fraction?
    package let variance: Fraction?
    package let missed: [String]
    package let leave: [String]

    package init(_ item: Agenda.Item, position: Int, in language: Language) {
        (self.position, part, reference, rank) = (position, item.part, item.reference, item.rank)
        (score, exactScore, consensus) = (item.score.rounded(places: 2), item.score, item.consensus)
        (expectedRank, rank50) = (item.estimate?.expectedRank, item.estimate?.rank50)
        (range, variance) = (item.dispersion?.range, item.dispersion?.variance)
        (missed, leave) = (item.missed.map { $0.sentence().text(in: language) }, item.leave)
    }

    package static let columns: [Column] = [
        .number(Words.number), .text(CalibrationWords.part), .text(Words.reference), .number(Words.rank),
        .number(Words.score), .number(CalibrationWords.half), .number(CalibrationWords.range), .flexible(CalibrationWords.leave)
    ]

    package func cells(in language: Language) -> [String] {
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
