package import CallModel
package import Selection
package import Service
import Workflow

/// The scored files in order, as a program reads them.
package struct RankingAnswer: Codable {
    package let places: [PlaceRow]
    package let notFundable: [UnfundableRow]
    /// Files that only a lottery separates, and for which none was drawn.
    package let undrawn: [[String]]?

    /// - Parameter grid: for what it calls its criteria and sections, where people read it; programs know them by name.
    package init(_ view: RankingView, _ grid: ScoringGrid? = nil, in language: Language) {
        places = view.ranking.places.map { PlaceRow($0, view) }
        notFundable = view.ranking.notFundable.map { UnfundableRow($0, grid, in: language) }
        undrawn = view.ranking.undrawn.isEmpty ? nil : view.ranking.undrawn
    }
}

/// A file in its place.
package struct PlaceRow: Codable, TableRow {
    package let rank: Int
    package let reference: String
    package let score: String
    /// The score as it is compared: exact.
    package let exactScore: Fraction
    /// The aggregate of the reviews alone, where the council agreed on another score that takes its place or stands beside.
    package let reviewScore: Fraction?
    package let consensus: Fraction?
    package let requestedCents: Cents?
    package let reviews: Int
    /// `score`, or the key that decided between this file and the one above it.
    package let separatedBy: String?

    package init(_ place: Ranking.Place, _ view: RankingView) {
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

    package static let columns: [Column] = [
        .number(Words.rank), .text(Words.reference), .number(Words.score), .number(Words.requested),
        .number(Words.reviews), .text(Words.tieKey)
    ]

    package func cells(in language: Language) -> [String] {
        let key = separatedBy == "score" ? nil : separatedBy
        return [String(rank), reference, score, requestedCents?.decimal ?? "", String(reviews), key ?? ""]
    }
}

/// A file that misses a minimum.
package struct UnfundableRow: Codable, TableRow {
    package let reference: String
    package let score: String
    package let missed: [String]

    package init(_ file: Ranking.NotFundable, _ grid: ScoringGrid?, in language: Language) {
        reference = file.id
        score = file.aggregate.rounded(places: 2)
        missed = file.failures.map { $0.sentence(grid).text(in: language) }
    }

    package static let columns: [Column] = [.text(Words.reference), .number(Words.score), .flexible(Words.missed)]

    package func cells(in language: Language) -> [String] { [reference, score, missed.joined(separator: " ")] }
}
