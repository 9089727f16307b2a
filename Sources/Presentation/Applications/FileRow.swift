package import CallModel
package import Service
import Workflow

/// A file in a list.
package struct FileRow: Codable, TableRow {
    package let reference: String
    package let organisation: String
    package let title: String
    package let category: String?
    package let state: String
    package let version: Int64
    package let requestedCents: Cents?
    package let score: String?
    package let rank: Int32?
    package let advisedCents: Cents?
    package let awardedCents: Cents?
    package let line: String?
    package let submittedAt: Instant?

    package init(_ view: FileView) {
        let file = view.file
        reference = file.reference
        organisation = view.organisation
        title = view.title
        category = file.summary?.category
        state = file.state.name
        version = file.version
        requestedCents = file.summary?.requested
        score = file.score?.rounded(places: 2)
        rank = file.rank
        advisedCents = file.advised
        awardedCents = file.awarded
        line = file.line
        submittedAt = file.submittedAt
    }

    package static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .flexible(Words.title), .text(Words.category),
        .number(Words.requested), .number(Words.score), .number(Words.awarded), .text(Words.state)
    ]

    package func cells(in language: Language) -> [String] {
        [
            reference, organisation, title, category ?? "", requestedCents?.decimal ?? "", score ?? "",
            awardedCents?.decimal ?? "", StateLabel.text("application", state, in: language)
        ]
    }
}
