package import CallModel
package import Service
import Workflow

/// A file that gets an award.
package struct AwardRow: Codable, TableRow {
    package let rank: Int32?
    package let reference: String
    package let organisation: String
    package let title: String
    package let score: String?
    package let requestedCents: Cents?
    package let advisedCents: Cents?
    package let awardedCents: Cents?
    package let line: String?
    /// The part of the award that came from the line's reserve.
    package let fromReserveCents: Cents?
    /// What kept the award from being larger.
    package let bound: BoundAnswer?
    /// Why the College departed from the advice.
    package let departure: String?
    /// The bound in words; not told to programs.
    private var words: Message?

    private enum CodingKeys: String, CodingKey {
        case rank, reference, organisation, title, score, requestedCents, advisedCents, awardedCents, line, fromReserveCents
        case bound, departure
    }

    package init(_ kept: ResultsView.Kept) {
        let (view, file) = (kept.view, kept.view.file)
        (departure, fromReserveCents) = (kept.departure, kept.fromReserve)
        (bound, words) = (file.bound.map(BoundAnswer.init), file.bound?.message)
        (rank, reference, organisation, title) = (file.rank, file.reference, view.organisation, view.title)
        (score, requestedCents) = (file.score?.rounded(places: 2), file.summary?.requested)
        (advisedCents, awardedCents, line) = (file.advised, file.awarded, file.line)
    }

    package static let columns: [Column] = [
        .number(Words.rank), .text(Words.reference), .flexible(Words.organisation), .number(Words.score),
        .number(Words.requested), .number(Words.advised), .number(Words.awarded), .text(Words.line), .flexible(Words.bound)
    ]

    package func cells(in language: Language) -> [String] {
        [
            rank.map(String.init) ?? "", reference, organisation, score ?? "", requestedCents?.decimal ?? "",
            advisedCents?.decimal ?? "", awardedCents?.decimal ?? "", line ?? "", words?.text(in: language) ?? ""
        ]
    }
}

/// A file on the reserve list.
package struct ReserveRow: Codable, TableRow {
    package let place: Int32?
    package let reference: String
    package let organisation: String
    package let title: String
    package let score: String?
    package let requestedCents: Cents?
    /// What kept it from an award, with what there was for it.
    package let bound: BoundAnswer?
    /// Why the College departed from the advice.
    package let departure: String?
    /// The bound in words; not told to programs.
    private var words: Message?

    private enum CodingKeys: String, CodingKey {
        case place, reference, organisation, title, score, requestedCents, bound, departure
    }

    package init(_ kept: ResultsView.Kept) {
        let (view, file) = (kept.view, kept.view.file)
        departure = kept.departure
        (bound, words) = (file.bound.map(BoundAnswer.init), file.bound?.message)
        (place, reference, organisation, title) = (file.reserveRank, file.reference, view.organisation, view.title)
        (score, requestedCents) = (file.score?.rounded(places: 2), file.summary?.requested)
    }

    package static let columns: [Column] = [
        .number(Words.place), .text(Words.reference), .flexible(Words.organisation), .number(Words.score),
        .number(Words.requested), .flexible(Words.bound)
    ]

    package func cells(in language: Language) -> [String] {
        [
            place.map(String.init) ?? "", reference, organisation, score ?? "", requestedCents?.decimal ?? "",
            words?.text(in: language) ?? ""
        ]
    }
}
